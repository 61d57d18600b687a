package rates

import (
	"context"
	"net"
	"net/http"
	"time"

	"golang.org/x/crypto/ssh"
)

var client = &http.Client{Timeout: 10 * time.Second}

func limited(ctx context.Context) (*http.Response, error) {
	// ok: missing-timeout-go
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://rates.example.com", nil)
	if err != nil {
		return nil, err
	}
	// ok: missing-timeout-go
	return http.DefaultClient.Do(request)
}

func own() (*http.Response, error) {
	// ok: missing-timeout-go
	return client.Get("https://rates.example.com")
}

func dialed() (net.Conn, error) {
	// ok: missing-timeout-go
	return net.DialTimeout("tcp", "mail:25", 5*time.Second)
}

func shell() *ssh.ClientConfig {
	// ok: missing-timeout-go
	return &ssh.ClientConfig{User: "deploy", HostKeyCallback: check, Timeout: 5 * time.Second}
}

func standard() (*http.Response, error) {
	// ruleid: missing-timeout-go
	return http.Get("https://rates.example.com")
}

func empty() *Rates {
	// ruleid: missing-timeout-go
	return &Rates{client: &http.Client{}}
}

func byHand() (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, "https://rates.example.com", nil)
	if err != nil {
		return nil, err
	}
	// ruleid: missing-timeout-go
	return http.DefaultClient.Do(request)
}

func connection() (net.Conn, error) {
	// ruleid: missing-timeout-go
	return net.Dial("tcp", "mail:25")
}
