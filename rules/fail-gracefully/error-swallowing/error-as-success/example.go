package orders

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Answered(c *gin.Context) {
	o, err := store.Load(c.Param("id"))
	if err != nil {
		// ok: error-as-success-go
		c.JSON(http.StatusInternalServerError, gin.H{"error": "could not load the order"})
		return
	}
	// ok: error-as-success-go
	c.JSON(http.StatusOK, o)
}

func Cached(c *gin.Context) {
	o, err := store.Load(c.Param("id"))
	if err != nil {
		// ok: error-as-success-go
		c.JSON(http.StatusOK, cache.Get(c.Param("id")))
		return
	}
	c.JSON(http.StatusOK, o)
}

func Status(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(chi.URLParam(r, "id")); err != nil {
		w.WriteHeader(http.StatusBadGateway)
		// ok: error-as-success-go
		fmt.Fprintf(w, "delete: %v", err)
	}
}

func Gin(c *gin.Context) {
	o, err := store.Load(c.Param("id"))
	if err != nil {
		// ruleid: error-as-success-go
		c.JSON(http.StatusOK, gin.H{"success": false, "message": "could not load the order"})
		return
	}
	c.JSON(http.StatusOK, o)
}

func Echo(c echo.Context) error {
	if err := store.Delete(c.Param("id")); err != nil {
		// ruleid: error-as-success-go
		return c.JSON(200, map[string]string{"error": err.Error()})
	}
	return c.NoContent(http.StatusNoContent)
}

func Chi(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(chi.URLParam(r, "id")); err != nil {
		// ruleid: error-as-success-go
		w.WriteHeader(http.StatusOK)
	}
}

func Text(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(r.PathValue("id")); err != nil {
		// ruleid: error-as-success-go
		fmt.Fprintf(w, "delete: %v", err)
		return
	}
}
