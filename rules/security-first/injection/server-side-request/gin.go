package preview

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
	"github.com/labstack/echo/v4"
)

func (h *Handler) Fixed(c *gin.Context) {
	// ok: server-side-request-go
	h.client.Get(fmt.Sprintf("%s/users/%s", h.config.UsersURL, c.Param("id")))
	// ok: server-side-request-go
	h.httpClient.Get("https://api.internal/users/" + url.PathEscape(c.Param("id")))
	address := url.URL{Scheme: "https", Host: "api.internal", Path: c.Query("path")}
	// ok: server-side-request-go
	http.Get(address.String())
}

func (h *Handler) Stored(c *gin.Context) {
	hook, err := h.store.Hook(c, c.Param("id"))
	if err != nil {
		return
	}
	// ok: server-side-request-go
	http.Post(hook.Address, "application/json", nil)
}

func (h *Handler) Preview(c *gin.Context) {
	// ruleid: server-side-request-go
	resp, err := http.Get(c.Query("url"))
	if err != nil {
		return
	}
	defer resp.Body.Close()
}

func (h *Handler) Webhook(c *gin.Context) {
	var body struct{ Callback string }
	if err := c.BindJSON(&body); err != nil {
		return
	}
	// ruleid: server-side-request-go
	req, err := http.NewRequestWithContext(c, http.MethodPost, body.Callback, nil)
	if err != nil {
		return
	}
	h.client.Do(req)
}

func Import(c echo.Context) error {
	client := resty.New()
	// ruleid: server-side-request-go
	_, err := client.R().Get(c.FormValue("feed"))
	return err
}
