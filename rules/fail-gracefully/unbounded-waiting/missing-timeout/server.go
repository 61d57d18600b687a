package main

import (
	"log"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
)

func limited(handler http.Handler) error {
	// ok: missing-timeout-server-go
	server := &http.Server{Addr: ":8080", Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	return server.ListenAndServe()
}

func later(handler http.Handler) error {
	// ok: missing-timeout-server-go
	server := &http.Server{Addr: ":8080", Handler: handler}
	server.ReadHeaderTimeout = 5 * time.Second
	return server.ListenAndServe()
}

func operators(handler http.Handler) error {
	// ok: missing-timeout-server-go
	return http.ListenAndServe("localhost:6060", handler)
}

func standard() {
	router := chi.NewRouter()
	// ruleid: missing-timeout-server-go
	log.Fatal(http.ListenAndServe(":8080", router))
}

func own(handler http.Handler) error {
	// ruleid: missing-timeout-server-go
	server := &http.Server{Addr: ":8080", Handler: handler}
	return server.ListenAndServe()
}
