package accounts

import (
	"log"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
)

func harmless(user User, tokenCount int) {
	// ok: secret-in-log-go
	slog.Info("login", "user", user.ID, "tokens", tokenCount)
	// ok: secret-in-log-go
	log.Printf("password of %s has %d characters", user.ID, len(user.Password))
	// ok: secret-in-log-go
	log.Println("password")
	// ok: secret-in-log-go
	logrus.Infof("token expires at %s", user.TokenExpiry)
}

func told(user User, password string) {
	// ruleid: secret-in-log-go
	log.Printf("login of %s with %s", user.ID, password)
	// ruleid: secret-in-log-go
	slog.Debug("login", "user", user.ID, "password", user.Password)
}

func fields(logger *zap.Logger, accessToken string) {
	// ruleid: secret-in-log-go
	logger.Info("refreshed", zap.String("token", accessToken))
	// ruleid: secret-in-log-go
	logrus.WithField("token", accessToken).Info("refreshed")
}

func header(w http.ResponseWriter, r *http.Request) {
	// ruleid: secret-in-log-go
	log.Println("authorization:", r.Header.Get("Authorization"))
}

func ginHeader(c *gin.Context, logger zerolog.Logger) {
	// ruleid: secret-in-log-go
	log.Printf("authorization: %s", c.GetHeader("Authorization"))
	// ruleid: secret-in-log-go
	logger.Info().Str("key", settings.APIKey).Msg("settings")
}

func echoed(c echo.Context, form Form) error {
	// ruleid: secret-in-log-go
	c.Logger().Infof("card %s", form.CardNumber)
	return nil
}

func workingFolder(logger *slog.Logger, pwd string) {
	// ok: secret-in-log-go
	logger.Info("relative to the folder", "folder", pwd)
}
