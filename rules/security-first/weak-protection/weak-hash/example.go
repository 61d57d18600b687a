package accounts

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"io"

	"golang.org/x/crypto/bcrypt"
)

func stored(password string) ([]byte, error) {
	// ok: weak-hash-go
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func etag(body []byte) string {
	// ok: weak-hash-go
	return fmt.Sprintf("%x", md5.Sum(body))
}

func gravatar(mail string) string {
	// ok: weak-hash-go
	return fmt.Sprintf("https://gravatar.example/%x", md5.Sum([]byte(mail)))
}

func signed(key, message []byte) []byte {
	// ok: weak-hash-go
	h := hmac.New(sha256.New, key)
	h.Write(message)
	return h.Sum(nil)
}

func quick(password string) string {
	// ruleid: weak-hash-go
	return fmt.Sprintf("%x", md5.Sum([]byte(password)))
}

func written(user User) []byte {
	h := sha1.New()
	// ruleid: weak-hash-go
	h.Write([]byte(user.Password))
	return h.Sum(nil)
}

func HashPassword(text string) string {
	// ruleid: weak-hash-go
	h := sha1.New()
	io.WriteString(h, text)
	return fmt.Sprintf("%x", h.Sum(nil))
}

func weaklySigned(key, message []byte) []byte {
	// ruleid: weak-hash-go
	h := hmac.New(md5.New, key)
	h.Write(message)
	return h.Sum(nil)
}
