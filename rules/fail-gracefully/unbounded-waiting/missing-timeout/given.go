package notices

import (
	"context"
	"net/http"
	"time"

	"golang.org/x/crypto/acme"
)

type notifier struct {
	client *http.Client
}

func (n *notifier) tell(ctx context.Context, address string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, nil)
	if err != nil {
		return nil, err
	}
	return n.sender().Do(request)
}

func (n *notifier) sender() *http.Client {
	if n.client != nil {
		return n.client
	}
	// ok: missing-timeout-go
	return &http.Client{CheckRedirect: keep}
}

func certificates(directory string) *acme.Client {
	// ok: missing-timeout-go
	return &acme.Client{DirectoryURL: directory, HTTPClient: &http.Client{Transport: logged}}
}

func elsewhere() *notifier {
	// ruleid: missing-timeout-go
	return &notifier{client: &http.Client{}}
}
