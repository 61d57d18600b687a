package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"os"
)

var dataKey = []byte("0123456789abcdef")

var masterKey = []byte(os.Getenv("MASTER_KEY"))

var greeting = []byte("good morning")

func greeted() cipher.Block {
	// ok: hard-coded-crypto-key-variable-go
	print(greeting)
	// ok: hard-coded-crypto-key-variable-go
	block, err := aes.NewCipher(masterKey)
	if err != nil {
		panic(err)
	}
	return block
}

func given(dataKeys [][]byte) (cipher.Block, error) {
	// ok: hard-coded-crypto-key-variable-go
	return aes.NewCipher(dataKeys[0])
}

func sealed() (cipher.Block, error) {
	// ruleid: hard-coded-crypto-key-variable-go
	return aes.NewCipher(dataKey)
}

func signed(message []byte) []byte {
	// ruleid: hard-coded-crypto-key-variable-go
	h := hmac.New(sha256.New, dataKey)
	h.Write(message)
	return h.Sum(nil)
}
