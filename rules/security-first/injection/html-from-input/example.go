package greeting

import (
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Escaped(w http.ResponseWriter, r *http.Request) {
	// ok: html-from-input-go
	fmt.Fprintf(w, "<h1>Hello %s</h1>", html.EscapeString(r.FormValue("name")))
}

func Encoded(w http.ResponseWriter, r *http.Request) {
	body, err := json.Marshal(r.FormValue("name"))
	if err != nil {
		return
	}
	// ok: html-from-input-go
	w.Write(body)
}

func Plain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// ok: html-from-input-go
	fmt.Fprintf(w, "hello %s", r.FormValue("name"))
}

func PlainGin(c *gin.Context) {
	// ok: html-from-input-go
	c.String(http.StatusOK, "hello "+c.Query("name"))
	// ok: html-from-input-go
	c.HTML(http.StatusOK, "hello.html", gin.H{"name": c.Query("name")})
}

func Hello(w http.ResponseWriter, r *http.Request) {
	// ruleid: html-from-input-go
	fmt.Fprintf(w, "<h1>Hello %s</h1>", r.FormValue("name"))
}

func Page(w http.ResponseWriter, r *http.Request) {
	page := "<p>" + chi.URLParam(r, "text") + "</p>"
	// ruleid: html-from-input-go
	w.Write([]byte(page))
	// ruleid: html-from-input-go
	io.WriteString(w, r.URL.Path)
}

func Trusted(c *gin.Context) {
	c.HTML(http.StatusOK, "note.html", gin.H{
		// ruleid: html-from-input-go
		"note": template.HTML(c.PostForm("note")),
	})
	// ruleid: html-from-input-go
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte("<b>"+c.Query("q")+"</b>"))
}

func Echo(c echo.Context) error {
	// ruleid: html-from-input-go
	return c.HTML(http.StatusOK, "<b>"+c.QueryParam("name")+"</b>")
}

func rawText(w http.ResponseWriter, r *http.Request) {
	kind := "text/plain"
	if strings.HasSuffix(r.URL.Path, ".md") {
		kind = "text/markdown"
	}
	w.Header().Set("Content-Type", fmt.Sprintf("%s; charset=utf-8", kind))
	// ok: html-from-input-go
	fmt.Fprint(w, r.FormValue("text"))
}

func (a *app) preview(w http.ResponseWriter, r *http.Request) {
	page, err := a.previewTemplate(r.FormValue("body"))
	if err != nil {
		return
	}
	// ok: html-from-input-go
	fmt.Fprint(w, string(page))
}

func component(w http.ResponseWriter, r *http.Request) {
	// ok: html-from-input-go
	w.Write([]byte(pages.Greeting(r.FormValue("name")).Render()))
}

func byKey(w http.ResponseWriter, r *http.Request, doors *registry) {
	doorID := r.FormValue("door")
	door, err := doors.Get(r.Context(), doorID)
	if err != nil {
		return
	}
	// ok: html-from-input-go
	fmt.Fprintf(w, "<form action=%q>", door.Target)
}
