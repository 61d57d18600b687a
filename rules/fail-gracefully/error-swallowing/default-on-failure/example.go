package orders

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"
)

func load(db *sql.DB, id string) (*Order, error) {
	o, err := query(db, id)
	// ok: default-on-failure-go
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	// ok: default-on-failure-go
	if err != nil {
		return nil, fmt.Errorf("load order %s: %w", id, err)
	}
	return o, nil
}

func logged(db *sql.DB, id string) error {
	_, err := query(db, id)
	// ok: default-on-failure-go
	if err != nil {
		slog.Error("load order", "order", id, "error", err)
		return nil
	}
	return nil
}

func documented(db *sql.DB, id string) error {
	_, err := query(db, id)
	// ok: default-on-failure-go
	if err != nil {
		// The warm-up is best effort, requests load it again.
		return nil
	}
	return nil
}

func number(text string) *int {
	n, err := strconv.Atoi(text)
	// ok: default-on-failure-value-go
	if err != nil {
		return nil
	}
	return &n
}

func valid(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	// ok: default-on-failure-value-go
	if err != nil {
		return false
	}
	return true
}

func save(db *sql.DB, o *Order) error {
	_, err := db.Exec("insert", o.ID)
	// ruleid: default-on-failure-go
	if err != nil {
		return nil
	}
	return nil
}

func find(db *sql.DB, id string) (*Order, error) {
	o, err := query(db, id)
	// ruleid: default-on-failure-go
	if err != nil {
		return nil, nil
	}
	return o, nil
}

func (s *Store) Find(id string) (order *Order, err error) {
	// ruleid: default-on-failure-go
	if order, err = query(s.db, id); err != nil {
		return order, nil
	}
	return order, nil
}

func (s *Store) All() []Order {
	list, err := queryAll(s.db)
	// ruleid: default-on-failure-value-go
	if err != nil {
		return nil
	}
	return list
}

func (s *Store) Total() int {
	rows, err := queryAll(s.db)
	// ruleid: default-on-failure-value-go
	if err != nil {
		return 0
	}
	return len(rows)
}

func (s *Store) Reload(id string) error {
	order, err := query(s.db, id)
	// ruleid: default-on-failure-go
	if err != nil {
		order = &Order{}
		s.last = order
		return nil
	}
	s.last = order
	return nil
}

func (s *Store) Kept(id string) error {
	_, err := query(s.db, id)
	// ok: default-on-failure-go
	if err != nil {
		s.failures = append(s.failures, err)
		return nil
	}
	return nil
}

func (s *Store) Exists(id string) bool {
	_, err := query(s.db, id)
	// ok: default-on-failure-value-go
	if err != nil {
		return false
	}
	return true
}

// Picture returns the picture of the order, or nil if it has none that can be read.
func (s *Store) Picture(id string) *Picture {
	picture, err := read(s.folder, id)
	// ok: default-on-failure-value-go
	if err != nil {
		return nil
	}
	return picture
}

func cleanUp(s *Store) error {
	// ok: default-on-failure-go
	if _, err := s.prompt.Run(); err != nil {
		return nil
	}
	return s.RemoveAll()
}

func asText(o Order) string {
	b, err := json.Marshal(o)
	// ok: default-on-failure-value-go
	if err != nil {
		return ""
	}
	return string(b)
}

func (s *siteStore) cached(ctx context.Context, name string) *Site {
	text, err := s.data.Cache.GetString(ctx, name)
	// ok: default-on-failure-value-go
	if err != nil {
		return nil
	}
	return parseSite(text)
}

func (h *hub) memberCanRead(m *Member, id string) bool {
	err := h.rules.Apply(m, id)
	// ok: default-on-failure-value-go
	if err != nil {
		return false
	}
	return true
}
