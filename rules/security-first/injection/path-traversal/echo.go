package files

import (
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Upload(c echo.Context) error {
	file, err := c.FormFile("file")
	if err != nil {
		return err
	}
	// ok: path-traversal-go, path-traversal-whole-go
	kept, err := os.Create(filepath.Join("uploads", filepath.Base(file.Filename)))
	if err != nil {
		return err
	}
	defer kept.Close()
	// ruleid: path-traversal-go
	dst, err := os.Create(filepath.Join("uploads", file.Filename))
	if err != nil {
		return err
	}
	defer dst.Close()
	return nil
}

func Download(c echo.Context) error {
	// ruleid: path-traversal-go
	return c.File("reports/" + c.Param("name"))
}

func Attachment(c echo.Context, store *Store) error {
	report, err := store.Report(c.Param("id"))
	if err != nil {
		return err
	}
	// ok: path-traversal-go, path-traversal-whole-go
	return c.Attachment(report.Path, report.Name)
}

func Local(w http.ResponseWriter, r *http.Request) {
	name := chi.URLParam(r, "name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	// ok: path-traversal-go, path-traversal-whole-go
	http.ServeFile(w, r, filepath.Join("reports", name))
}

func Remove(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal-go
	if err := os.Remove("uploads/" + chi.URLParam(r, "name")); err != nil {
		http.NotFound(w, r)
	}
}

func Rename(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal-go
	if err := os.Rename("uploads/tmp", "uploads/"+r.FormValue("to")); err != nil {
		http.NotFound(w, r)
	}
}

func tidiedUp(app *App, settingsFile string) {
	file := filepath.Join(app.DataDir(), settingsFile)
	app.OnTerminate().Bind(&hook.Handler{
		Id: "tidy",
		Func: func(e *Event) error {
			// ok: path-traversal-go, path-traversal-whole-go
			_ = os.Remove(file)
			return e.Next()
		},
	})
}
