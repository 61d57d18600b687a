package accounts

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

type credentials struct{ Name, Password string }

func Typed(c *gin.Context, collection *mongo.Collection) {
	var body credentials
	if err := c.BindJSON(&body); err != nil {
		return
	}
	// ok: nosql-operator-go, nosql-operator-parameter-go
	collection.FindOne(c, bson.M{"name": body.Name, "password": body.Password})
	// ok: nosql-operator-go, nosql-operator-parameter-go
	collection.Find(c, bson.M{"city": c.Query("city")})
}

func Converted(c *gin.Context, collection *mongo.Collection) {
	var body map[string]interface{}
	if err := c.BindJSON(&body); err != nil {
		return
	}
	name, ok := body["name"].(string)
	if !ok {
		return
	}
	// ok: nosql-operator-go, nosql-operator-parameter-go
	collection.FindOne(c, bson.M{"name": name})
	// ruleid: nosql-operator-go
	collection.FindOne(c, bson.M{"name": body["name"]})
}

func Filter(w http.ResponseWriter, r *http.Request, collection *mongo.Collection) {
	var filter bson.M
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	// ruleid: nosql-operator-go
	collection.Find(r.Context(), filter)
}

func Echo(c echo.Context, users *mongo.Collection) error {
	filter := map[string]any{}
	if err := c.Bind(&filter); err != nil {
		return err
	}
	// ruleid: nosql-operator-go
	_, err := users.DeleteMany(c.Request().Context(), filter)
	return err
}

func Where(w http.ResponseWriter, r *http.Request, collection *mongo.Collection) {
	collection.Find(r.Context(), bson.M{
		// ruleid: nosql-operator-go
		"$where": "this.owner == '" + chi.URLParam(r, "owner") + "'",
	})
}

func OwnedBy(ctx context.Context, collection *mongo.Collection, owner string) {
	// ruleid: nosql-operator-parameter-go
	collection.Find(ctx, bson.M{"$where": "this.owner == '" + owner + "'"})
}

func Older(ctx context.Context, collection *mongo.Collection, than string) {
	code := fmt.Sprintf("this.born < '%s'", than)
	// ruleid: nosql-operator-parameter-go
	collection.Find(ctx, bson.M{"$where": code})
}
