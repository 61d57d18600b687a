package mails

import (
	"net/http"
	"text/template"

	"github.com/flosch/pongo2/v6"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

var welcome = template.Must(template.New("welcome").Parse("Welcome, {{.}}"))

func Welcome(w http.ResponseWriter, r *http.Request) error {
	// ok: template-from-input-go
	text, err := template.New("mail").Parse("Hello {{.Name}}")
	if err != nil {
		return err
	}
	// ok: template-from-input-go
	text.Execute(buffer, r.FormValue("name"))
	return nil
}

func Named(c *gin.Context) {
	// ok: template-from-input-go
	c.HTML(http.StatusOK, "mail.tmpl", c.Query("name"))
}

func Preview(w http.ResponseWriter, r *http.Request) {
	// ruleid: template-from-input-go
	text, err := template.New("mail").Parse(r.FormValue("template"))
	if err != nil {
		return
	}
	text.Execute(buffer, user)
}

func Greeting(c echo.Context) error {
	tmpl := template.New("greeting")
	// ruleid: template-from-input-go
	_, err := tmpl.Parse("Hello " + c.QueryParam("name"))
	return err
}

func Django(w http.ResponseWriter, r *http.Request) {
	// ruleid: template-from-input-go
	page, err := pongo2.FromString(chi.URLParam(r, "text"))
	if err != nil {
		return
	}
	render(page)
}

func Gin(c *gin.Context) {
	// ruleid: template-from-input-go
	template.Must(template.New("t").Parse(c.PostForm("body")))
}
