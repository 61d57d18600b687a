package session

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
	"github.com/labstack/echo/v4"
)

func verified(text string, key []byte) (*jwt.Token, error) {
	// ok: token-unverified-go, token-unverified-decode-go
	return jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))
}

func claims(text string, keys jwt.Keyfunc) (*Claims, error) {
	var claims Claims
	// ok: token-unverified-go, token-unverified-decode-go
	_, err := jwt.ParseWithClaims(text, &claims, keys)
	return &claims, err
}

func issued(key []byte) (string, error) {
	// ok: token-unverified-go, token-unverified-decode-go
	return jwt.New(jwt.SigningMethodHS256).SignedString(key)
}

func believed(w http.ResponseWriter, r *http.Request) {
	var claims Claims
	// ruleid: token-unverified-decode-go
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("Authorization"), &claims)
	if err != nil {
		return
	}
	serve(w, claims)
}

func none(claims jwt.Claims) (string, error) {
	// ruleid: token-unverified-go
	token := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: token-unverified-go
	return token.SignedString(jwt.UnsafeAllowNoneSignatureType)
}

func ignored(c *gin.Context, keys jwt.Keyfunc) {
	// ruleid: token-unverified-go
	token, _ := jwt.Parse(c.GetHeader("Authorization"), keys)
	c.Set("user", token.Claims)
}

func echoed(c echo.Context) error {
	parser := jwt.NewParser()
	// ruleid: token-unverified-decode-go
	token, _, err := parser.ParseUnverified(c.QueryParam("token"), jwt.MapClaims{})
	if err != nil {
		return err
	}
	return c.JSON(200, token.Claims)
}

func headerOf(text string) (map[string]any, error) {
	// ok: token-unverified-go
	// ruleid: token-unverified-decode-go
	token, _, err := jwt.NewParser(jwt.WithoutClaimsValidation()).ParseUnverified(text, jwt.MapClaims{})
	if err != nil {
		return nil, err
	}
	return token.Header, nil
}
