package fixtures

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

const columns = "id, name, email"

type store struct{ db *sql.DB }

func (s *store) bound(ctx context.Context, name string, id int, ids []any) {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.QueryContext(ctx, "SELECT * FROM users WHERE name = $1", name)
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.Query("SELECT * FROM users WHERE name LIKE ?", "%"+name+"%")
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.Query(fmt.Sprintf("SELECT %s FROM users WHERE id = %d", columns, id))
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.Query(fmt.Sprintf("SELECT * FROM users WHERE id IN (%s)", marks), ids...)
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.Where("name = ?", name).Find(&users)
}

func (s *store) optional(ctx context.Context, name string) {
	query := "SELECT * FROM users WHERE 1 = 1"
	var values []any
	if name != "" {
		query += " AND name = ?"
		values = append(values, name)
	}
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.QueryContext(ctx, query, values...)
}

func (s *store) allowed(column string) {
	if !allowedColumns[column] {
		return
	}
	// ok: sql-string-building-go, sql-string-building-quoted-go
	s.db.Query("SELECT * FROM users ORDER BY " + column)
}

func wrapper(ctx context.Context, db *sql.DB, query string, values ...any) {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	db.QueryContext(ctx, query, values...)
}

func noDatabase(name string) {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	http.Get("https://users.internal/" + name)
}

func (s *store) built(ctx context.Context, name string) {
	// ruleid: sql-string-building-quoted-go
	s.db.Query("SELECT * FROM users WHERE name = '" + name + "'")
	// ruleid: sql-string-building-quoted-go
	s.db.QueryContext(ctx, fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name))
	// ruleid: sql-string-building-quoted-go
	s.pool.Exec(ctx, "DELETE FROM users WHERE name = '"+name+"'")
	// ruleid: sql-string-building-quoted-go
	s.db.Get(&user, "SELECT * FROM users WHERE name = '"+name+"'")
	// ruleid: sql-string-building-quoted-go
	s.db.Where("name = '" + name + "'").Find(&users)
	// ruleid: sql-string-building-parameter-go
	s.db.Model(&user).Order(fmt.Sprintf("%s DESC", name)).Find(&users)
	// ruleid: sql-string-building-parameter-go
	s.db.Query("SELECT total FROM orders WHERE id = " + name)
}

func (s *store) added(name string) {
	query := "SELECT * FROM users WHERE 1 = 1"
	if name != "" {
		query += " AND name = '" + name + "'"
	}
	// ruleid: sql-string-building-quoted-go
	s.db.Query(query)
}

func handler(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: sql-string-building-go
	db.Query("SELECT * FROM users WHERE name = '" + name + "'")
}

func ginHandler(c *gin.Context) {
	var body userForm
	if err := c.ShouldBindJSON(&body); err != nil {
		return
	}
	// ruleid: sql-string-building-go
	db.Exec("UPDATE users SET name = '" + body.Name + "'")
	// ruleid: sql-string-building-go
	db.Raw(fmt.Sprintf("SELECT * FROM users WHERE id = %s", c.Param("id"))).Scan(&user)
}

func orderBy(db *sql.DB, condition string, value any) *sql.Row {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	return db.QueryRow("SELECT id, total FROM orders WHERE "+condition, value)
}

func tableExists(db *sql.DB, t string) error {
	var name string
	// ok: sql-string-building-go, sql-string-building-quoted-go
	return db.QueryRow("SHOW TABLES LIKE '" + t + "'").Scan(&name)
}

func newTestDatabase(t *testing.T, db *sql.DB, suite string) {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	_, err := db.Exec(fmt.Sprintf("DROP DATABASE IF EXISTS %q", "orders-"+suite))
	require.NoError(t, err)
}

func likeCondition(store sq.StatementBuilderType, term string) sq.SelectBuilder {
	conditions := sq.And{}
	conditions = append(conditions, sq.Like{"title": "%" + term + "%"})
	// ok: sql-string-building-go, sql-string-building-parameter-go
	return store.Select("id").From("boards").Where(conditions)
}

func statementFirst(db *xorm.Engine, word string) {
	list := []any{"SELECT id FROM boards WHERE title LIKE ?"}
	list = append(list, "%"+word+"%")
	// ok: sql-string-building-go, sql-string-building-parameter-go
	db.Query(list...)
}

func step(tx *sql.Tx, number string) error {
	text, err := steps.ReadFile("steps/" + number + ".sql")
	if err != nil {
		return err
	}
	// ok: sql-string-building-go, sql-string-building-parameter-go
	_, err = tx.Exec(string(text))
	return err
}

func expanded(db *sqlx.DB, word string) error {
	query := "SELECT id FROM boards WHERE title LIKE ? AND id IN (?)"
	args := []any{"%" + word + "%", known}
	query, args, err := sqlx.In(query, args...)
	if err != nil {
		return err
	}
	// ok: sql-string-building-go, sql-string-building-parameter-go
	return db.Select(&boards, query, args...)
}
