package orders

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
)

func checked(ctx context.Context, db *sql.DB) (names []string, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM orders")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	// ok: discarded-error-rows-go
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

func checkedInIf(db *sqlx.DB) (names []string, err error) {
	rows, err := db.Queryx("SELECT name FROM orders")
	if err != nil {
		return nil, err
	}
	// ok: discarded-error-rows-go
	for rows.Next() {
		names = append(names, "")
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return names, nil
}

func pages(book *Book) {
	// ok: discarded-error-rows-go
	for book.Next() {
		book.Turn()
	}
}

func unchecked(ctx context.Context, pool *pgxpool.Pool) (names []string, err error) {
	rows, err := pool.Query(ctx, "SELECT name FROM orders")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	// ruleid: discarded-error-rows-go
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

func half(db *sqlx.DB) (count int) {
	orderRows, err := db.Queryx("SELECT name FROM orders")
	if err != nil {
		return -1
	}
	// ruleid: discarded-error-rows-go
	for orderRows.Next() {
		count++
	}
	return count
}
