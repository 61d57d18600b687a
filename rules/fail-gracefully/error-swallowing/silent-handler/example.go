package orders

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
)

func wrapped(s *Store, o Order) error {
	// ok: silent-handler-go
	if err := s.Save(o); err != nil {
		return fmt.Errorf("save order %s: %w", o.ID, err)
	}
	return nil
}

func logged(s *Store, o Order) {
	err := s.Save(o)
	// ok: silent-handler-go
	if err != nil {
		slog.Error("save order", "order", o.ID, "error", err)
	}
}

func narrow(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	// ok: silent-handler-go
	if errors.Is(err, io.EOF) {
	}
	return err
}

func documented(s *Store, o Order) {
	// ok: silent-handler-go
	if err := s.Warm(o); err != nil {
		// The cache is only a hint; the next read fills it.
	}
}

func other(o *Order) {
	// ok: silent-handler-go
	if o != nil {
	}
}

func recovered(s *Store) (err error) {
	// ok: silent-handler-go
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("store: %v", r)
		}
	}()
	return s.Flush()
}

func silent(s *Store, o Order) {
	err := s.Save(o)
	// ruleid: silent-handler-go
	if err != nil {
	}
}

func silentInit(s *Store, o Order) {
	// ruleid: silent-handler-go
	if err := s.Save(o); err != nil {
		// TODO handle the error here
	}
}

func skipped(s *Store, list []Order) {
	for _, o := range list {
		// ruleid: silent-handler-go
		if err := s.Save(o); err != nil {
			continue
		}
		s.Count++
	}
}

func swallowedPanic(s *Store) {
	// ruleid: silent-handler-go
	defer func() {
		recover()
	}()
	s.MustFlush()
}
