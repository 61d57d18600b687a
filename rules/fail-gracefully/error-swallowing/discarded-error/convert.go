package orders

import (
	"encoding/json"
	"net/url"
	"os"
	"strconv"
	"time"
)

func limited(text string) (int, error) {
	// ok: discarded-error-convert-go
	n, err := strconv.Atoi(text)
	return n, err
}

func page(text string) int {
	// ok: discarded-error-convert-go
	n, _ := strconv.Atoi(text) // no number is the first page
	return n
}

func started() time.Time {
	// ok: discarded-error-convert-go
	t, _ := time.Parse("2006-01-02", "2020-01-01")
	return t
}

func limit(text string) int {
	// ruleid: discarded-error-convert-go
	n, _ := strconv.Atoi(text)
	return n
}

func host(text string) string {
	// ruleid: discarded-error-convert-go
	u, _ := url.Parse(text)
	return u.Host
}

func body(o Order) []byte {
	// ruleid: discarded-error-convert-go
	b, _ := json.Marshal(o)
	return b
}

func folder(path string) {
	// ruleid: discarded-error-convert-go
	_ = os.MkdirAll(path, 0o755)
}
