package server

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func operators() {
	// ok: debug-mode-go
	log.Println(http.ListenAndServe("localhost:6060", nil))
}

func everybody() {
	// ruleid: debug-mode-go
	log.Println(http.ListenAndServe(":8080", nil))
}
