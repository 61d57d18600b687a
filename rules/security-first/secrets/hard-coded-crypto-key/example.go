package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"os"

	"github.com/gin-contrib/sessions/cookie"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/pbkdf2"
)

func fromEnvironment(plain []byte) ([]byte, error) {
	// ok: hard-coded-crypto-key-go
	block, err := aes.NewCipher([]byte(os.Getenv("DATA_KEY")))
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(rand.Reader, nonce); err != nil {
		return nil, err
	}
	// ok: hard-coded-crypto-key-go
	return aead.Seal(nonce, nonce, plain, nil), nil
}

func salted(password string) ([]byte, error) {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return nil, err
	}
	// ok: hard-coded-crypto-key-go
	return argon2.IDKey([]byte(password), salt, 1, 64*1024, 4, 32), nil
}

func sign(token *jwt.Token, key []byte) (string, error) {
	// ok: hard-coded-crypto-key-go
	return token.SignedString(key)
}

func constantKey(plain []byte) (cipher.Block, error) {
	// ruleid: hard-coded-crypto-key-go
	return aes.NewCipher([]byte("0123456789abcdef"))
}

func constantInVariable() (cipher.Block, error) {
	key := "a very secret 32 byte long value"
	// ruleid: hard-coded-crypto-key-go
	return aes.NewCipher([]byte(key))
}

func constantNonce(aead cipher.AEAD, plain []byte) []byte {
	nonce := []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	// ruleid: hard-coded-crypto-key-go
	return aead.Seal(nil, nonce, plain, nil)
}

func zeroVector(block cipher.Block) cipher.BlockMode {
	vector := make([]byte, aes.BlockSize)
	// ruleid: hard-coded-crypto-key-go
	return cipher.NewCBCEncrypter(block, vector)
}

func constantSalt(password string) []byte {
	// ruleid: hard-coded-crypto-key-go
	return pbkdf2.Key([]byte(password), []byte("pepper and salt"), 600000, 32, sha256.New)
}

func issue(token *jwt.Token) (string, error) {
	// ruleid: hard-coded-crypto-key-go
	return token.SignedString([]byte("not-so-hidden"))
}

func check(text string) (*jwt.Token, error) {
	return jwt.Parse(text, func(token *jwt.Token) (interface{}, error) {
		// ruleid: hard-coded-crypto-key-go
		return []byte("not-so-hidden"), nil
	})
}

func mac(message []byte) []byte {
	// ruleid: hard-coded-crypto-key-go
	h := hmac.New(sha256.New, []byte("shared words"))
	h.Write(message)
	return h.Sum(nil)
}

func store() cookie.Store {
	// ruleid: hard-coded-crypto-key-go
	return cookie.NewStore([]byte("keep it simple"))
}
