package orders

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

func together(db *gorm.DB, orders []Order) error {
	// ok: query-in-loop-go
	return db.Preload("Lines").Find(&orders).Error
}

func portions(ctx context.Context, db *sql.DB, batches [][]int) error {
	for _, batch := range batches {
		// ok: query-in-loop-go
		if _, err := db.QueryContext(ctx, "SELECT * FROM lines WHERE order_id = ANY($1)", batch); err != nil {
			return err
		}
	}
	return nil
}

func waiting(ctx context.Context, db *sql.DB) error {
	for range 3 {
		// ok: query-in-loop-go
		if err := db.PingContext(ctx); err == nil {
			return nil
		}
	}
	return nil
}

func values(query url.Values, names []string) {
	for _, name := range names {
		// ok: query-in-loop-go
		use(query.Get(name))
	}
}

func each(ctx context.Context, db *sql.DB, orders []Order) error {
	for _, order := range orders {
		// ruleid: query-in-loop-go
		rows, err := db.QueryContext(ctx, "SELECT * FROM lines WHERE order_id = $1", order.ID)
		if err != nil {
			return err
		}
		rows.Close()
	}
	return nil
}

func eachGorm(db *gorm.DB, orders []Order) {
	for i, order := range orders {
		// ruleid: query-in-loop-go
		db.Where("order_id = ?", order.ID).Find(&orders[i].Lines)
	}
}

func eachSqlx(db *sqlx.DB, ids []int) (list []Order) {
	for _, id := range ids {
		var o Order
		// ruleid: query-in-loop-go
		if err := db.Get(&o, "SELECT * FROM orders WHERE id = $1", id); err == nil {
			list = append(list, o)
		}
	}
	return list
}

func (r *Repository) eachPgx(ctx context.Context, ids []int) {
	for _, id := range ids {
		// ruleid: query-in-loop-go
		r.pool.QueryRow(ctx, "SELECT name FROM orders WHERE id = $1", id)
	}
}

func eachMongo(ctx context.Context, collection *mongo.Collection, ids []string) {
	for _, id := range ids {
		// ruleid: query-in-loop-go
		collection.FindOne(ctx, bson.M{"_id": id})
	}
}

func ensureDefaults(ctx context.Context, tx *sql.Tx) error {
	for _, format := range consts.DefaultFormats {
		var count int
		// ok: query-in-loop-go
		err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM formats WHERE name = ?", format.Name).Scan(&count)
		if err != nil {
			return err
		}
	}
	return nil
}
