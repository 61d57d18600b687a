package orders

import "log/slog"

func Start(s *Service) error {
	// ok: discarded-error-local-go
	if err := migrate(s); err != nil {
		return err
	}
	// ok: discarded-error-local-go
	quiet()
	// ok: discarded-error-local-go
	err := s.reload()
	// ruleid: discarded-error-local-go
	migrate(s)
	// ruleid: discarded-error-local-go
	go migrate(s)
	// ruleid: discarded-error-local-go
	name, _ := hostName()
	slog.Info("started", "host", name, "error", err)
	return nil
}

func migrate(s *Service) error {
	return s.db.Migrate()
}

func hostName() (string, error) {
	return os.Hostname()
}

func quiet() {}

func (s *Service) Tick() {
	// ruleid: discarded-error-local-go
	s.reload()
	// ok: discarded-error-local-go
	_ = s.reload() // the next tick loads it again, nothing is lost
	// ok: discarded-error-local-go
	s.other.reload()
}

func (s *Service) reload() error {
	return s.db.Load(&s.orders)
}

func (s *Service) Late() {
	// ruleid: discarded-error-local-go
	defer s.reload()
	// ok: discarded-error-local-go
	log(s.reload())
}

func (s *Service) chained(b *Bucket) error {
	// ok: discarded-error-local-go
	_, err := s.db.
		Where("id = ?", b.ID).
		migrate(b)
	return err
}

func (s *store) joined(name string) error {
	// ok: discarded-error-local-go
	found, _ := s.loadTable(name)

	// ignore what is no table since the name could be an expression
	if found != nil {
		s.tables = append(s.tables, found)
	}
	return nil
}

func (s *store) loadTable(name string) (*table, error) {
	return s.tables.find(name)
}

func (r *Random) readAll() ([]byte, error) {
	return r.source.Read(r.size)
}

// Bytes are as many as are wanted. If an error is returned from the source this function
// ignores it.
func (r *Random) Bytes() []byte {
	// ok: discarded-error-local-go
	data, _ := r.readAll()
	return data
}

func keyOf(name string) (*Key, error) {
	return keys.Find(name)
}

func known(names []string) int {
	count := 0
	for _, name := range names {
		// ok: discarded-error-local-go
		key, _ := keyOf(name)
		switch key {
		case nil:
			continue
		default:
			count++
		}
		// ruleid: discarded-error-local-go
		other, _ := keyOf(name + "2")
		other.Use()
	}
	return count
}
