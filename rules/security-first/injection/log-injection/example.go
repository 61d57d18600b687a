package audit

import (
	"log"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
)

func Structured(w http.ResponseWriter, r *http.Request) {
	// ok: log-injection-go
	logger.Info("login", "user", r.FormValue("user"))
	// ok: log-injection-go
	logrus.WithField("user", r.FormValue("user")).Info("login")
	// ok: log-injection-go
	log.Printf("login of %q", r.FormValue("user"))
	// ok: log-injection-go
	log.Printf("%s %s", r.Method, r.URL.Path)
}

func Number(c *gin.Context) {
	id, err := strconv.Atoi(c.Param("id"))
	if err != nil {
		// ok: log-injection-go
		log.Printf("bad id: %v", err)
		return
	}
	// ok: log-injection-go
	log.Printf("delete %d", id)
}

func Login(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	// ruleid: log-injection-go
	log.Printf("login of %s", user)
	// ruleid: log-injection-go
	log.Println("agent:", r.Header.Get("User-Agent"))
}

func Gin(c *gin.Context) {
	// ruleid: log-injection-go
	logrus.Infof("search for %v", c.Query("q"))
}

func Echo(c echo.Context, logger *zerolog.Logger) error {
	// ruleid: log-injection-go
	logger.Info().Msgf("download of %s", c.Param("name"))
	return nil
}

func Chi(w http.ResponseWriter, r *http.Request) {
	// ruleid: log-injection-go
	log.Print("removed " + chi.URLParam(r, "name"))
}
