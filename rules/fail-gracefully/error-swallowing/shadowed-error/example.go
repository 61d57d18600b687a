package orders

import (
	"database/sql"
	"errors"
	"fmt"
)

func checked(db *sql.DB) error {
	a, err := load(db, "a")
	if err != nil {
		return err
	}
	// ok: shadowed-error-go
	b, err := load(db, "b")
	if err != nil {
		return err
	}
	return compare(a, b)
}

func wrapped(db *sql.DB) error {
	// ok: shadowed-error-go
	_, err := load(db, "a")
	err = wrap(err)
	return err
}

func joined(a, b *sql.DB) error {
	// ok: shadowed-error-go
	err := a.Close()
	err = errors.Join(err, b.Close())
	return err
}

func transaction(db *sql.DB, o Order) (err error) {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	// ok: shadowed-error-go
	if err := save(tx, o); err != nil {
		return err
	}
	return tx.Commit()
}

func overwritten(db *sql.DB) error {
	// ruleid: shadowed-error-go
	a, err := load(db, "a")
	b, err := load(db, "b")
	if err != nil {
		return err
	}
	return compare(a, b)
}

func twice(db *sql.DB, o Order) error {
	// ruleid: shadowed-error-go
	err := save(db, o)
	err = notify(o)
	if err != nil {
		return fmt.Errorf("notify: %w", err)
	}
	return nil
}

func notRolledBack(db *sql.DB, o Order) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tx.Rollback()
		}
	}()
	// ruleid: shadowed-error-go
	if err := save(tx, o); err != nil {
		return err
	}
	return tx.Commit()
}
