package fixtures

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func helper(path string) {
	// ok: path-traversal-go, path-traversal-whole-go
	os.Open(path)
}

func narrowed(w http.ResponseWriter, r *http.Request) {
	// ok: path-traversal-go, path-traversal-whole-go
	os.Open(filepath.Join(folder, filepath.Base(r.FormValue("name"))))
	number, _ := strconv.Atoi(r.PathValue("number"))
	// ok: path-traversal-go, path-traversal-whole-go
	os.Open(fmt.Sprintf("/srv/reports/%d.pdf", number))
	// ok: path-traversal-go, path-traversal-whole-go
	http.ServeFile(w, r, "/srv/index.html")
}

func checked(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(folder, r.FormValue("name"))
	if !strings.HasPrefix(path, folder+"/") {
		return
	}
	// ok: path-traversal-go, path-traversal-whole-go
	os.Open(path)
}

func opened(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: path-traversal-go
	os.Open(filepath.Join(folder, name))
	// ruleid: path-traversal-go
	os.ReadFile("/srv/files/" + name)
	// ruleid: path-traversal-go
	http.ServeFile(w, r, "/srv/files/"+name)
}

func uploaded(c *gin.Context) {
	file, _ := c.FormFile("file")
	// ok: path-traversal-go, path-traversal-whole-go
	c.SaveUploadedFile(file, "/srv/uploads/"+filepath.Base(file.Filename))
	// ruleid: path-traversal-go
	c.SaveUploadedFile(file, "/srv/uploads/"+file.Filename)
	// ruleid: path-traversal-go
	c.File("/srv/files/" + c.Param("name"))
}

func cleanedByAPackage(w http.ResponseWriter, r *http.Request) {
	name := clean.Token(r.URL.Query().Get("name"))
	// ok: path-traversal-go, path-traversal-whole-go
	http.ServeFile(w, r, filepath.Join("/srv/pictures", name))
}

func storedPath(w http.ResponseWriter, r *http.Request) {
	picture, err := query.PictureByUID(r.PathValue("uid"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	// ok: path-traversal-go, path-traversal-whole-go
	http.ServeFile(w, r, picture.Path)
}

func cachedPath(w http.ResponseWriter, r *http.Request) {
	cache := covers()
	if found, ok := cache.Get("cover-" + r.PathValue("uid")); ok {
		// ok: path-traversal-go, path-traversal-whole-go
		http.ServeFile(w, r, found.(Cover).Path)
	}
}

func listed(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal-whole-go
	entries, err := os.ReadDir(r.FormValue("folder"))
	if err != nil {
		http.Error(w, "no such folder", http.StatusNotFound)
		return
	}
	json.NewEncoder(w).Encode(entries)
}

func served(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal-whole-go
	http.ServeFile(w, r, r.FormValue("path"))
}

func attachment(w http.ResponseWriter, r *http.Request) {
	parts := attachmentPath.FindStringSubmatch(r.URL.Path)
	// ok: path-traversal-go
	http.ServeFile(w, r, filepath.Join("/srv/attachments", parts[1]))
}
