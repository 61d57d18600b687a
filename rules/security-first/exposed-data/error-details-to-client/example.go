package orders

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func quiet(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(chi.URLParam(r, "id")); err != nil {
		slog.Error("delete", "error", err)
		// ok: error-details-to-client-go
		http.Error(w, "could not delete the order", http.StatusInternalServerError)
	}
}

func malformed(c *gin.Context) {
	var o Order
	if err := c.ShouldBindJSON(&o); err != nil {
		// ok: error-details-to-client-go
		c.JSON(http.StatusBadRequest, gin.H{"error": err.Error()})
		return
	}
}

func aborted(c *gin.Context) {
	if err := store.Delete(c.Param("id")); err != nil {
		// ok: error-details-to-client-go
		c.AbortWithError(http.StatusInternalServerError, err)
	}
}

func told(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(chi.URLParam(r, "id")); err != nil {
		// ruleid: error-details-to-client-go
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func formatted(w http.ResponseWriter, r *http.Request) {
	if err := store.Delete(r.PathValue("id")); err != nil {
		// ruleid: error-details-to-client-go
		http.Error(w, fmt.Sprintf("delete: %v", err), 500)
	}
}

func asJSON(c *gin.Context) {
	if err := store.Delete(c.Param("id")); err != nil {
		// ruleid: error-details-to-client-go
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
	}
}

func asEcho(c echo.Context) error {
	if err := store.Delete(c.Param("id")); err != nil {
		// ruleid: error-details-to-client-go
		return echo.NewHTTPError(http.StatusInternalServerError, err.Error())
	}
	return nil
}

func stack(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusInternalServerError)
	// ruleid: error-details-to-client-go
	w.Write(debug.Stack())
}

func translated(a *App, c echo.Context) error {
	if err := store.Upload(c); err != nil {
		// ok: error-details-to-client-go
		return echo.NewHTTPError(http.StatusInternalServerError, a.i18n.Ts("media.errorUploading", "error", err.Error()))
	}
	return nil
}
