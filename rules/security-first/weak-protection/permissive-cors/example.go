package server

import (
	"net/http"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

func listed(router *gin.Engine) {
	// ok: permissive-cors-go
	router.Use(cors.New(cors.Config{AllowOrigins: []string{"https://shop.example.com"}, AllowCredentials: true}))
	// ok: permissive-cors-go
	router.Use(cors.New(cors.Config{AllowAllOrigins: true}))
}

func looked(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if allowedOrigins[origin] {
		// ok: permissive-cors-go
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func public(w http.ResponseWriter, r *http.Request) {
	// ok: permissive-cors-go
	w.Header().Set("Access-Control-Allow-Origin", "*")
}

func all(router *gin.Engine) {
	// ruleid: permissive-cors-go
	router.Use(cors.New(cors.Config{AllowAllOrigins: true, AllowMethods: []string{"GET"}, AllowCredentials: true}))
}

func anyone(router chi.Router) {
	// ruleid: permissive-cors-go
	router.Use(cors.Handler(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}))
}

func always(e *echo.Echo) {
	// ruleid: permissive-cors-go
	e.Use(middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true}))
}

func asked() cors.Config {
	// ruleid: permissive-cors-go
	return cors.Config{AllowOriginFunc: func(origin string) bool { return true }, AllowCredentials: true}
}

func reflected(w http.ResponseWriter, r *http.Request) {
	// ruleid: permissive-cors-go
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}
