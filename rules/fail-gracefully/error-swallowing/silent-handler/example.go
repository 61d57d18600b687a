package orders

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"

	"github.com/gin-gonic/gin"
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

func quietReturn(s *Store, o Order) {
	err := s.Save(o)
	// ruleid: silent-handler-go
	if err != nil {
		return
	}
	s.Count++
}

func kept(s *Store, o Order) {
	err := s.Save(o)
	// ruleid: silent-handler-go
	_ = err
}

func named(s *Store, o Order) (n int, err error) {
	n, err = s.Insert(o)
	// ok: silent-handler-go
	if err != nil {
		return
	}
	return n, nil
}

func networks(list []string) (all []*net.IPNet) {
	for _, text := range list {
		_, network, err := net.ParseCIDR(text)
		// ok: silent-handler-go
		if err != nil {
			continue
		}
		all = append(all, network)
	}
	return all
}

func bound(c *gin.Context) {
	var o Order
	// ok: silent-handler-go
	if err := c.BindJSON(&o); err != nil {
		return
	}
	c.JSON(201, o)
}

func answered(c *gin.Context) {
	user, session, err := visitor(c, "orders")
	// ok: silent-handler-go
	if err != nil {
		return
	}
	c.JSON(200, list(user, session))
}

func answeredPlain(w http.ResponseWriter, r *http.Request) {
	o, err := orderOf(w, r)
	// ok: silent-handler-go
	if err != nil {
		return
	}
	show(w, o)
}

func unanswered(c *gin.Context) {
	o, err := load(c.Param("id"))
	// ruleid: silent-handler-go
	if err != nil {
		return
	}
	c.JSON(200, o)
}

func firstOf(s *Store, o Order) string {
	// ok: silent-handler-go
	if err := s.Prepare(o); err != nil {
		// Ignore.
	} else if s.Writable(o) {
		return o.Path
	}
	return ""
}

func eachValid(s *Store, list []Order) {
	for _, o := range list {
		// ok: silent-handler-go
		if err := s.Save(o); err != nil {
			continue // Skip malformed orders
		}
		s.Count++
	}
}

func (s *shelf) loadBook(id string, owner string,
	limit int) (book *Book, err error) {
	book, err = s.books.Fetch(id, owner)
	// ok: silent-handler-go
	if err != nil {
		return
	}
	book.Limit = limit
	return
}

func (s *Store) page(
	number int,
) (
	orders []Order,
	total int,
	err error,
) {
	total, err = s.Count()
	// ok: silent-handler-go
	if err != nil {
		return
	}
	orders, err = s.Page(number)
	return
}

func (s *Store) Close() {
	pool, err := s.db.Pool()
	// ok: silent-handler-go
	if err != nil {
		return
	}
	pool.Close()
}

func anyOpen(m *Model, names []string) bool {
	for _, name := range names {
		relation, err := m.Relation(name)
		// ok: silent-handler-go
		if err != nil {
			continue
		}
		if relation.Open {
			return true
		}
	}
	return false
}

func openAll(m *Model, names []string) {
	for _, name := range names {
		relation, err := m.Relation(name)
		// ruleid: silent-handler-go
		if err != nil {
			continue
		}
		relation.Start()
	}
}

func versions(tags []string) []*semver.Version {
	var found []*semver.Version
	for _, tag := range tags {
		version, err := semver.NewVersion(tag)
		// ok: silent-handler-go
		if err != nil {
			continue
		}
		found = append(found, version)
	}
	return found
}

func dummyCheck(store *Store, name string) {
	user, err := store.Any(name)
	// ok: silent-handler-go
	if err != nil {
		return
	}
	user.Check("")
}

func zones(count int) []dnsname.FQDN {
	var found []dnsname.FQDN
	for i := range count {
		zone, err := dnsname.ToFQDN(fmt.Sprintf("%d.in-addr.arpa.", i))
		// ok: silent-handler-go
		if err != nil {
			continue
		}
		found = append(found, zone)
	}
	return found
}
