package letters

import (
	"html"
	"net/http"
	"text/template"
)

var letter = template.Must(template.New("letter").Parse("<h1>Dear {{.}}</h1>"))

func Known(w http.ResponseWriter, r *http.Request) {
	// ok: html-from-input-go
	letter.Execute(w, "reader")
	// ok: html-from-input-go
	letter.Execute(w, html.EscapeString(r.FormValue("name")))
}

func Letter(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: html-from-input-go
	letter.Execute(w, name)
	// ruleid: html-from-input-go
	letter.ExecuteTemplate(w, "letter", map[string]string{"Name": name})
}
