package subsonic

import (
	"crypto/md5"
	"fmt"
)

// The Subsonic clients send the MD5 of the password and a salt.
func checkPassword(password, salt, token string) bool {
	// ok: weak-hash-go
	return fmt.Sprintf("%x", md5.Sum([]byte(password+salt))) == token
}
