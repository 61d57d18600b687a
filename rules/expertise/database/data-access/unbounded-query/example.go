package orders

import (
	"database/sql"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

func page(c *gin.Context) {
	var orders []Order
	// ok: unbounded-query-go
	db.Order("id").Limit(50).Find(&orders)
	// ok: unbounded-query-go
	db.Where("user_id = ?", c.GetString("user")).Find(&orders)
	c.JSON(200, orders)
}

func job(db *gorm.DB) (orders []Order) {
	// ok: unbounded-query-go
	db.Find(&orders)
	return orders
}

func counted(w http.ResponseWriter, r *http.Request) {
	// ok: unbounded-query-go
	database.QueryRow("SELECT count(*) FROM orders")
	// ok: unbounded-query-go
	database.Query("SELECT id, total FROM orders WHERE user_id = $1 LIMIT 50", user(r))
}

func all(c *gin.Context) {
	var orders []Order
	// ruleid: unbounded-query-go
	db.Find(&orders)
	c.JSON(200, orders)
}

func sorted(c echo.Context) error {
	var orders []Order
	// ruleid: unbounded-query-go
	if err := db.Order("id").Find(&orders).Error; err != nil {
		return err
	}
	return c.JSON(200, orders)
}

func rows(w http.ResponseWriter, r *http.Request) {
	// ruleid: unbounded-query-go
	rows, err := database.Query("SELECT id, total FROM orders ORDER BY id")
	if err != nil {
		return
	}
	defer rows.Close()
}
