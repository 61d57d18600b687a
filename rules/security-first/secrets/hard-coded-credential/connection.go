package storage

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/jmoiron/sqlx"
	"github.com/redis/go-redis/v9"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

func open() (*sql.DB, error) {
	// ok: hard-coded-credential-connection-go
	return sql.Open("mysql", fmt.Sprintf("app:%s@tcp(db:3306)/shop", os.Getenv("DB_PASSWORD")))
}

func openWithoutPassword() (*sql.DB, error) {
	// ok: hard-coded-credential-connection-go
	return sql.Open("postgres", "host=/run/postgresql dbname=shop sslmode=disable")
}

func client() *redis.Client {
	// ok: hard-coded-credential-connection-go
	return redis.NewClient(&redis.Options{Addr: "redis:6379", Password: os.Getenv("REDIS_PASSWORD")})
}

func placeholder(r *http.Request) {
	// ok: hard-coded-credential-connection-go
	r.SetBasicAuth("user", "your-password")
}

func openMysql() (*sql.DB, error) {
	// ruleid: hard-coded-credential-connection-go
	return sql.Open("mysql", "root:secret@tcp(db:3306)/shop")
}

func openPostgres() (*sqlx.DB, error) {
	// ruleid: hard-coded-credential-connection-go
	return sqlx.Connect("postgres", "host=db user=app password=winter dbname=shop")
}

func openGorm() (*gorm.DB, error) {
	// ruleid: hard-coded-credential-connection-go
	return gorm.Open(mysql.Open("app:summer@tcp(db:3306)/shop"), &gorm.Config{})
}

func cache() *redis.Client {
	// ruleid: hard-coded-credential-connection-go
	return redis.NewClient(&redis.Options{Addr: "redis:6379", Password: "administrator"})
}

func guarded(router *gin.Engine) {
	// ruleid: hard-coded-credential-connection-go
	router.Group("/admin", gin.BasicAuth(gin.Accounts{"admin": "password"}))
}
