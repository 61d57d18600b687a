package users

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

func Narrow(c *gin.Context, db *gorm.DB) {
	var body ProfileRequest
	if err := c.ShouldBindJSON(&body); err != nil {
		return
	}
	user := models.User{Name: body.Name}
	// ok: mass-assignment-go
	db.Create(&user)
	// ok: mass-assignment-go
	db.Model(&user).Updates(map[string]any{"name": body.Name})
}

func Copied(c *gin.Context, db *gorm.DB) {
	var input models.User
	if err := c.ShouldBindJSON(&input); err != nil {
		return
	}
	// ok: mass-assignment-go
	db.Create(&models.User{Name: input.Name})
	// ok: mass-assignment-go
	db.Model(&models.User{}).Where("id = ?", c.Param("id")).Update("name", input.Name)
}

func Create(c *gin.Context, db *gorm.DB) {
	var user models.User
	if err := c.ShouldBindJSON(&user); err != nil {
		return
	}
	// ruleid: mass-assignment-go
	db.Create(&user)
}

func Update(c echo.Context, db *gorm.DB) error {
	changes := map[string]any{}
	if err := c.Bind(&changes); err != nil {
		return err
	}
	// ruleid: mass-assignment-go
	return db.Model(&models.User{}).Where("id = ?", c.Param("id")).Updates(changes).Error
}

func Document(w http.ResponseWriter, r *http.Request, users *mongo.Collection) {
	var changes bson.M
	if err := json.NewDecoder(r.Body).Decode(&changes); err != nil {
		return
	}
	// ruleid: mass-assignment-go
	users.UpdateOne(r.Context(), bson.M{"_id": id}, bson.M{"$set": changes})
}
