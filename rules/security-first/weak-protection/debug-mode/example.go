package server

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
)

func production() *gin.Engine {
	// ok: debug-mode-go
	gin.SetMode(gin.ReleaseMode)
	return gin.New()
}

func chosen() {
	if os.Getenv("DEBUG") == "1" {
		// ok: debug-mode-go
		gin.SetMode(gin.DebugMode)
	}
}

func fromSettings(debug bool) *echo.Echo {
	e := echo.New()
	// ok: debug-mode-go
	e.Debug = debug
	return e
}

func development() *gin.Engine {
	// ruleid: debug-mode-go
	gin.SetMode(gin.DebugMode)
	return gin.New()
}

func shown() *echo.Echo {
	e := echo.New()
	// ruleid: debug-mode-go
	e.Debug = true
	return e
}
