package audit

import (
	"log/slog"
	"net/http"
)

func Structured(w http.ResponseWriter, r *http.Request) {
	// ok: log-injection-go
	slog.Warn("unknown user", "user", r.FormValue("user"))
	// ok: log-injection-go
	slog.Warn("unknown user", slog.String("user", r.FormValue("user")))
}

func Message(w http.ResponseWriter, r *http.Request) {
	// ruleid: log-injection-go
	slog.Warn("unknown user " + r.FormValue("user"))
	// ruleid: log-injection-go
	slog.Info(r.FormValue("message"))
}
