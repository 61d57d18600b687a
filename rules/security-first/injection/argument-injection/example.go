package mirror

import (
	"net/http"
	"os/exec"
	"strings"

	"github.com/go-chi/chi/v5"
)

func clone(w http.ResponseWriter, r *http.Request) {
	address := r.FormValue("address")
	// ok: argument-injection-go
	exec.Command("git", "clone", "--", address, "/srv/mirror").Run()
	// ok: argument-injection-go
	exec.Command("git", "clone", "https://github.com/"+r.FormValue("project")).Run()
	// ok: argument-injection-go
	exec.Command("git", "show", "--format="+r.FormValue("format")).Run()
	// ruleid: argument-injection-go
	exec.Command("git", "clone", address, "/srv/mirror").Run()
}

func checked(w http.ResponseWriter, r *http.Request) {
	branch := chi.URLParam(r, "branch")
	if strings.HasPrefix(branch, "-") {
		http.Error(w, "no such branch", http.StatusNotFound)
		return
	}
	// ok: argument-injection-go
	exec.Command("git", "log", branch).Run()
}

func helper(branch string) error {
	// ok: argument-injection-go
	return exec.Command("git", "log", branch).Run()
}

func log(w http.ResponseWriter, r *http.Request) {
	// ruleid: argument-injection-go
	exec.CommandContext(r.Context(), "git", "log", chi.URLParam(r, "branch")).Run()
}

func archive(w http.ResponseWriter, r *http.Request) {
	files := r.URL.Query()["file"]
	// ruleid: argument-injection-go
	exec.Command("tar", append([]string{"czf", "out.tgz"}, files...)...).Run()
}
