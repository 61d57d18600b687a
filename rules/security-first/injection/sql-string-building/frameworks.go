package search

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

var sortColumns = map[string]string{"name": "users.name", "age": "users.age"}

func Sorted(c *gin.Context, db *gorm.DB) {
	column, ok := sortColumns[c.Query("sort")]
	if !ok {
		column = "users.name"
	}
	// ok: sql-string-building-go, sql-string-building-quoted-go
	db.Order(column + " DESC").Find(&users)
	// ok: sql-string-building-go, sql-string-building-quoted-go
	db.Where("name = ?", c.Query("name")).Find(&users)
	// ok: sql-string-building-go, sql-string-building-quoted-go
	db.First(&user, "id = ?", c.Param("id"))
}

func Direction(c *gin.Context, db *gorm.DB) {
	direction := c.DefaultQuery("dir", "asc")
	switch direction {
	case "asc", "desc":
		break
	default:
		direction = "asc"
	}
	// ok: sql-string-building-go, sql-string-building-quoted-go
	db.Order("name " + direction).Find(&users)
}

func (r *Repository) rows(ctx context.Context, table string, limit int) {
	// ok: sql-string-building-go, sql-string-building-quoted-go
	r.pool.Query(ctx, fmt.Sprintf("SELECT * FROM %s LIMIT %d", table, limit))
	// ok: sql-string-building-go, sql-string-building-quoted-go
	r.pool.Query(ctx, "SELECT * FROM "+pgx.Identifier{table}.Sanitize())
}

func GormFind(c *gin.Context, db *gorm.DB) {
	// ruleid: sql-string-building-go
	db.Order(c.Query("sort")).Find(&users)
	// ruleid: sql-string-building-go
	db.First(&user, c.Param("id"))
	// ruleid: sql-string-building-go
	db.Where(fmt.Sprintf("name LIKE '%%%s%%'", c.Query("q"))).Find(&users)
}

func Echo(c echo.Context, db *sqlx.DB) error {
	var filter struct{ City string }
	if err := c.Bind(&filter); err != nil {
		return err
	}
	var users []User
	// ruleid: sql-string-building-go
	return db.Select(&users, "SELECT * FROM users WHERE city = '"+filter.City+"'")
}

func Chi(w http.ResponseWriter, r *http.Request, pool *pgxpool.Pool) {
	query := "SELECT * FROM orders WHERE status = '" + chi.URLParam(r, "status") + "'"
	// ruleid: sql-string-building-go
	rows, err := pool.Query(r.Context(), query)
	if err != nil {
		return
	}
	defer rows.Close()
}

func Fiber(c *fiber.Ctx) error {
	var conditions []string
	conditions = append(conditions, "city = '"+c.Query("city")+"'")
	// ruleid: sql-string-building-go
	rows, err := database.Queryx("SELECT * FROM users WHERE " + strings.Join(conditions, " AND "))
	if err != nil {
		return err
	}
	return rows.Close()
}

func (r *Repository) ByName(ctx context.Context, name string) error {
	var text strings.Builder
	text.WriteString("SELECT * FROM users WHERE name = '")
	text.WriteString(name)
	text.WriteString("'")
	// ruleid: sql-string-building-parameter-go
	_, err := r.inner.ExecContext(ctx, text.String())
	return err
}

func (a *App) Delete(name string) {
	// ruleid: sql-string-building-quoted-go
	a.Connection().Execute("DELETE FROM users WHERE name = '" + name + "'")
}

func (c *Controller) beego() {
	// ok: sql-string-building-go
	name := c.Ctx.Input.Query("name")
	// ruleid: sql-string-building-go
	c.db.Query("SELECT id FROM users WHERE name = '" + name + "'")
}
