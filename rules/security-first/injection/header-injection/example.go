package mails

import (
	"fmt"
	"mime"
	"net/http"
	"net/mail"
	"net/smtp"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

func Constant(to string) error {
	// ok: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to}, []byte("Subject: Welcome\r\n\r\nHello"))
}

func Text(to, text string) error {
	message := "Subject: News\r\n\r\n" + text
	// ok: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to}, []byte(message))
}

func Encoded(to, subject string) error {
	message := "Subject: " + mime.QEncoding.Encode("utf-8", subject) + "\r\n\r\nHello"
	// ok: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to}, []byte(message))
}

func Parsed(w http.ResponseWriter, r *http.Request) error {
	to, err := mail.ParseAddress(r.FormValue("to"))
	if err != nil {
		return err
	}
	// ok: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to.Address}, welcome)
}

func Subject(to, subject string) error {
	message := fmt.Sprintf("To: %s\r\nSubject: %s\r\n\r\nHello", to, subject)
	// ruleid: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to}, []byte(message))
}

func Contact(c *gin.Context) error {
	message := "Reply-To: " + c.PostForm("mail") + "\r\nSubject: Contact\r\n\r\nHello"
	// ruleid: header-injection-go
	return smtp.SendMail(server, nil, from, recipients, []byte(message))
}

func Invite(c echo.Context) error {
	to := c.FormValue("to")
	// ruleid: header-injection-go
	return smtp.SendMail(server, nil, from, []string{to}, welcome)
}

func Client(w http.ResponseWriter, r *http.Request, client *smtp.Client) error {
	// ruleid: header-injection-go
	if err := client.Mail(r.FormValue("from")); err != nil {
		return err
	}
	// ruleid: header-injection-go
	return client.Rcpt(chi.URLParam(r, "to"))
}
