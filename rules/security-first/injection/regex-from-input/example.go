package search

import (
	"net/http"
	"regexp"

	"github.com/dlclark/regexp2"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
)

func Quoted(c *gin.Context) *regexp.Regexp {
	// ok: regex-from-input-go
	return regexp.MustCompile("(?i)" + regexp.QuoteMeta(c.Query("q")))
}

func Compiled(c *gin.Context) (*regexp.Regexp, error) {
	// ok: regex-from-input-go
	return regexp.Compile(c.Query("q"))
}

func Escaped(c *gin.Context) bson.M {
	// ok: regex-from-input-go
	return bson.M{"name": bson.M{"$regex": regexp.QuoteMeta(c.Query("q"))}}
}

func Panics(w http.ResponseWriter, r *http.Request) *regexp.Regexp {
	// ruleid: regex-from-input-go
	return regexp.MustCompile(r.FormValue("pattern"))
}

func Backtracks(w http.ResponseWriter, r *http.Request) (*regexp2.Regexp, error) {
	// ruleid: regex-from-input-go
	return regexp2.Compile(chi.URLParam(r, "pattern"), 0)
}

func Mongo(c *gin.Context) bson.M {
	// ruleid: regex-from-input-go
	return bson.M{"name": bson.M{"$regex": c.Query("q"), "$options": "i"}}
}

func Echo(c echo.Context) bson.D {
	// ruleid: regex-from-input-go
	return bson.D{{"name", primitive.Regex{Pattern: c.QueryParam("q"), Options: "i"}}}
}
