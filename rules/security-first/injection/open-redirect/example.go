package login

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Slash(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect-go
	http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
	// ok: open-redirect-go
	http.Redirect(w, r, "https://"+r.Host+r.RequestURI, http.StatusMovedPermanently)
	// ok: open-redirect-go
	http.Redirect(w, r, "/users/"+chi.URLParam(r, "id"), http.StatusFound)
	// ok: open-redirect-go
	http.Redirect(w, r, "/login?next="+url.QueryEscape(r.FormValue("next")), http.StatusFound)
}

func Checked(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	// ok: open-redirect-go
	http.Redirect(w, r, next, http.StatusFound)
}

func Host(w http.ResponseWriter, r *http.Request) {
	next, err := url.Parse(r.FormValue("next"))
	if err != nil || next.Host != "shop.example.com" {
		http.Error(w, "bad address", http.StatusBadRequest)
		return
	}
	// ok: open-redirect-go
	http.Redirect(w, r, next.String(), http.StatusFound)
}

func Short(c *gin.Context, store *Store) {
	link, err := store.Link(c.Param("code"))
	if err != nil {
		return
	}
	// ok: open-redirect-go
	c.Redirect(http.StatusFound, link.Address)
}

func Login(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect-go
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound)
}

func Gin(c *gin.Context) {
	next := c.DefaultQuery("next", "/")
	// ruleid: open-redirect-go
	c.Redirect(http.StatusFound, next)
}

func Echo(c echo.Context) error {
	// ruleid: open-redirect-go
	return c.Redirect(http.StatusSeeOther, c.QueryParam("return_to"))
}

func Chi(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect-go
	w.Header().Set("Location", "https://"+chi.URLParam(r, "host"))
	w.WriteHeader(http.StatusFound)
}

func segment(w http.ResponseWriter, r *http.Request) {
	alias := r.PathValue("alias")
	// ok: open-redirect-go
	http.Redirect(w, r, "/"+alias+"/edit", http.StatusSeeOther)
}

func sameSite(w http.ResponseWriter, r *http.Request) {
	to := r.URL.Query().Get("to")
	if !address.IsSameSite(to) {
		to = "/"
	}
	// ok: open-redirect-go
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func toProvider(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect-go
	http.Redirect(w, r, provider.LoginURL(r.FormValue("scope")), http.StatusSeeOther)
}

func withoutHost(w http.ResponseWriter, r *http.Request) {
	here := url.URL{Path: path.Join("/sign-in", r.FormValue("way"))}
	// ok: open-redirect-go
	http.Redirect(w, r, here.String(), http.StatusSeeOther)
}
