package orders

import (
	"database/sql"
	"encoding/json"
	"os"
)

func handled(db *sql.DB, o Order) error {
	// ok: discarded-error-go
	_, err := db.Exec("insert", o.ID)
	return err
}

func letGo(f *os.File, tx *sql.Tx) {
	// ok: discarded-error-go
	_ = f.Close()
	// ok: discarded-error-go
	_ = tx.Rollback()
	// ok: discarded-error-go
	_ = os.Remove(f.Name())
}

func documented(o Order) []byte {
	// ok: discarded-error-go
	b, _ := json.Marshal(o) // a struct of strings always encodes
	return b
}

func commaOk(m map[string]Order, v any) {
	// ok: discarded-error-go
	o, _ := m["a"]
	// ok: discarded-error-go
	s, _ := v.(string)
	use(o, s)
}

func returned(tx *sql.Tx) error {
	// ok: discarded-error-go
	return tx.Commit()
}

func scanned(row *sql.Row, o *Order) error {
	// ok: discarded-error-go
	if err := row.Scan(&o.ID); err != nil {
		return err
	}
	return nil
}

func save(db *sql.DB, o Order) {
	// ruleid: discarded-error-go
	_, _ = db.Exec("insert", o.ID)
}

func commit(tx *sql.Tx) {
	// ruleid: discarded-error-go
	_ = tx.Commit()
}

func decode(b []byte) (o Order) {
	// ruleid: discarded-error-go
	json.Unmarshal(b, &o)
	return o
}

func (s *Store) Export(path string, o Order) {
	b, err := json.Marshal(o)
	if err == nil {
		// ruleid: discarded-error-go
		os.WriteFile(path, b, 0o600)
	}
}

func version(db *sql.DB) (v int) {
	// ruleid: discarded-error-go
	db.QueryRow("SELECT version FROM schema").Scan(&v)
	return v
}

func run(cmd *exec.Cmd) {
	// ruleid: discarded-error-go
	cmd.Run()
}

func grouped(key string) (any, error) {
	// ok: discarded-error-go
	result, err, _ := group.Do(key, load)
	return result, err
}

func undone(ctx context.Context, db *sql.DB) {
	// ok: discarded-error-go
	_, _ = db.ExecContext(ctx, "ROLLBACK")
}

func piped(ch io.Writer, stdout io.Reader) {
	// ok: discarded-error-go
	_, _ = io.Copy(ch, stdout)
}

func drained(resp *http.Response) {
	// ok: discarded-error-go
	_, _ = io.ReadAll(resp.Body)
	resp.Body.Close()
}

func latest() *http.Request {
	// ok: discarded-error-go
	request, _ := http.NewRequest(http.MethodGet, "https://releases.example.com/latest", nil)
	return request
}

func versions() *http.Request {
	// ok: discarded-error-go
	request, _ := http.NewRequest(http.MethodGet, releasesURL+"/versions", nil)
	return request
}

func asked(address string) *http.Request {
	// ruleid: discarded-error-go
	request, _ := http.NewRequest(http.MethodGet, address, nil)
	return request
}

func (c *cache) fill(key string) {
	// ok: discarded-error-go
	_, _, _ = c.once.Do(key, func() (any, error) {
		return nil, c.keep(key)
	})
}

func cached(app *App) []*Order {
	// ok: discarded-error-go
	orders, _ := app.Store().Get("orders").([]*Order)
	return orders
}

func point(record *Record, key string) Point {
	point := Point{}
	// ok: discarded-error-go
	_ = point.Scan(record.Get(key))
	return point
}

func sameStamp(path string, stamp []byte) bool {
	// compare with the first line of what is there
	// (errors are told by the next write, so ignore errors here)
	file, err := os.Open(path)
	if err == nil {
		found := make([]byte, len(stamp))
		// ok: discarded-error-go
		io.ReadFull(file, found)
		file.Close()
		return bytes.Equal(found, stamp)
	}
	return false
}

func stopped(ctx context.Context, srv *http.Server) {
	// ok: discarded-error-go
	srv.Shutdown(ctx)
}

func listed(ctx context.Context) *http.Request {
	// ok: discarded-error-go
	request, _ := http.NewRequestWithContext(ctx, http.MethodGet, imageListURL, nil)
	return request
}

func refused(response *http.Response, log *slog.Logger) {
	// ok: discarded-error-go
	body, _ := io.ReadAll(response.Body)
	log.Error("refused", "body", body)
}

func refused(resp *http.Response) error {
	if resp.StatusCode > 399 {
		said := bytes.Buffer{}
		// ok: discarded-error-go
		_, _ = said.ReadFrom(resp.Body)
		return fmt.Errorf("status %d: %s", resp.StatusCode, said.String())
	}
	if resp.StatusCode >= 500 {
		// ok: discarded-error-go
		said, _ := io.ReadAll(io.LimitReader(resp.Body, most))
		return fmt.Errorf("status %d: %s", resp.StatusCode, said)
	}
	if resp.StatusCode == 200 {
		// ruleid: discarded-error-go
		_ = json.Unmarshal(kept, &orders)
	}
	return nil
}

func kindOf(file io.Reader) string {
	var start [512]byte
	// ok: discarded-error-go
	n, _ := io.ReadFull(file, start[:])
	return http.DetectContentType(start[:n])
}
