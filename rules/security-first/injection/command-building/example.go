package fixtures

import (
	"fmt"
	"net/http"
	"os/exec"
)

func arguments(path string, count int) {
	// ok: command-building-go, command-building-parameter-go
	exec.Command("ls", path).Run()
	// ok: command-building-go, command-building-parameter-go
	exec.Command("git", "-C", path, "log").Run()
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", "ls -l").Run()
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", fmt.Sprintf("head -n %d log.txt", count)).Run()
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", "ls "+shellescape.Quote(path)).Run()
}

func wrapper(script string) {
	// ok: command-building-go, command-building-parameter-go
	exec.Command("sh", "-c", script).Run()
}

func built(path string) {
	// ruleid: command-building-parameter-go
	exec.Command("sh", "-c", "ls "+path).Run()
	command := fmt.Sprintf("ls %s", path)
	// ruleid: command-building-parameter-go
	exec.Command("/bin/bash", "-c", command).Run()
}

func handler(w http.ResponseWriter, r *http.Request) {
	host := r.URL.Query().Get("host")
	// ok: command-building-go, command-building-parameter-go
	exec.Command("ping", host).Run()
	// ruleid: command-building-go
	exec.CommandContext(r.Context(), "bash", "-c", "ping "+host).Run()
	// ruleid: command-building-go
	exec.Command(r.FormValue("program")).Run()
}
