package accounts

import (
	crand "crypto/rand"
	"encoding/hex"
	"fmt"
	"math/rand"
	"time"
)

func newToken() (string, error) {
	bytes := make([]byte, 32)
	// ok: insecure-randomness-go
	if _, err := crand.Read(bytes); err != nil {
		return "", err
	}
	return hex.EncodeToString(bytes), nil
}

func pause(attempt int) time.Duration {
	// ok: insecure-randomness-go
	return time.Duration(rand.Intn(100*attempt)) * time.Millisecond
}

func pick(servers []string) string {
	// ok: insecure-randomness-go
	return servers[rand.Intn(len(servers))]
}

func resetToken() string {
	letters := "abcdefghijklmnopqrstuvwxyz"
	token := make([]byte, 32)
	for i := range token {
		// ruleid: insecure-randomness-go
		token[i] = letters[rand.Intn(len(letters))]
	}
	return string(token)
}

func login() string {
	// ruleid: insecure-randomness-go
	otp := fmt.Sprintf("%06d", rand.Intn(1000000))
	send(otp)
	return otp
}

func (s *Session) start() {
	// ruleid: insecure-randomness-go
	s.SessionID = fmt.Sprint(rand.Int63())
}
