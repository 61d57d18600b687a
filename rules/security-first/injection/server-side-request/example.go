package fixtures

import "net/http"

func fixed(w http.ResponseWriter, r *http.Request) {
	// ok: server-side-request-go
	http.Get("https://api.internal/users/" + r.FormValue("id"))
	// ok: server-side-request-go
	http.Get(baseURL + "/users/" + r.FormValue("id"))
	// ok: server-side-request-go
	http.Get("https://api.internal/users")
	// ok: server-side-request-go
	http.NewRequestWithContext(r.Context(), r.Method, "https://api.internal/users", r.Body)
}

func helper(address string) {
	// ok: server-side-request-go
	http.Get(address)
}

func fetched(w http.ResponseWriter, r *http.Request) {
	// ruleid: server-side-request-go
	http.Get(r.URL.Query().Get("url"))
	address := r.FormValue("address")
	// ruleid: server-side-request-go
	http.NewRequestWithContext(r.Context(), "GET", address, nil)
	// ruleid: server-side-request-go
	http.Post("https://"+r.FormValue("host")+"/hook", "text/plain", nil)
}
