package state

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Load(path string) (s State, err error) {
	file, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer file.Close()
	// ok: unsafe-deserialization-go
	err = gob.NewDecoder(file).Decode(&s)
	return s, err
}

func Decode(w http.ResponseWriter, r *http.Request) (s State, err error) {
	// ok: unsafe-deserialization-go
	err = json.NewDecoder(r.Body).Decode(&s)
	return s, err
}

func Encode(w http.ResponseWriter, s State) error {
	// ok: unsafe-deserialization-go
	return gob.NewEncoder(w).Encode(s)
}

func Receive(w http.ResponseWriter, r *http.Request) (s State, err error) {
	// ruleid: unsafe-deserialization-go
	err = gob.NewDecoder(r.Body).Decode(&s)
	return s, err
}

func Cookie(c *gin.Context) (s State, err error) {
	text, err := c.Cookie("state")
	if err != nil {
		return s, err
	}
	// ruleid: unsafe-deserialization-go
	err = gob.NewDecoder(bytes.NewReader([]byte(text))).Decode(&s)
	return s, err
}

func Echo(c echo.Context) (s State, err error) {
	// ruleid: unsafe-deserialization-go
	decoder := gob.NewDecoder(c.Request().Body)
	err = decoder.Decode(&s)
	return s, err
}

func Chi(w http.ResponseWriter, r *http.Request) (s State, err error) {
	// ruleid: unsafe-deserialization-go
	err = gob.NewDecoder(strings.NewReader(chi.URLParam(r, "state"))).Decode(&s)
	return s, err
}
