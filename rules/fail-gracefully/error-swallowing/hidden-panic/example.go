package orders

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

func returned(s *Store) (err error) {
	// ok: hidden-panic-go
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("store: %v", r)
		}
	}()
	return s.Flush()
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// ok: hidden-panic-go
		defer func() {
			if v := recover(); v != nil {
				slog.Error("panic", "value", v, "stack", string(debug.Stack()))
				w.WriteHeader(http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func again(s *Store) {
	// ok: hidden-panic-go
	defer func() {
		if r := recover(); r != nil {
			s.Unlock()
			panic(r)
		}
	}()
	s.MustFlush()
}

func documented(channel chan Order, o Order) {
	// ok: hidden-panic-go
	defer func() {
		// The channel may be closed by now, and then nobody waits for it.
		recover()
	}()
	channel <- o
}

func bare(s *Store) {
	// ruleid: hidden-panic-go
	defer func() {
		recover()
	}()
	s.MustFlush()
}

func ignored(s *Store) {
	// ruleid: hidden-panic-go
	defer func() {
		if r := recover(); r != nil {
			return
		}
	}()
	s.MustFlush()
}

func assigned(s *Store) {
	// ruleid: hidden-panic-go
	defer func() {
		_ = recover()
	}()
	s.MustFlush()
}

func printed(s *Store) {
	// ruleid: hidden-panic-go
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered", r)
		}
	}()
	s.MustFlush()
}

func direct(s *Store) {
	// ruleid: hidden-panic-go
	defer recover()
	s.MustFlush()
}
