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

func watched(config Config, metrics http.Handler) {
	// ok: missing-timeout-server-go
	metricsServer := &http.Server{Addr: config.Address, Handler: metrics}
	go metricsServer.ListenAndServe()
	// ok: missing-timeout-server-go
	go http.ListenAndServe(config.Metrics.Addr, metrics)
}

func servePprof(config Config, profiles http.Handler) error {
	// ok: missing-timeout-server-go
	return http.ListenAndServe(config.Address, profiles)
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
