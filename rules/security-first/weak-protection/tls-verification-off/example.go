package client

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"

	"golang.org/x/crypto/ssh"
)

func trusted(pool *x509.CertPool) *http.Client {
	return &http.Client{Transport: &http.Transport{
		// ok: tls-verification-off-go, tls-verification-off-chosen-go
		TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS13},
	}}
}

func fromSettings(skip bool) *tls.Config {
	// ok: tls-verification-off-go, tls-verification-off-chosen-go
	return &tls.Config{InsecureSkipVerify: skip}
}

func byHand() *tls.Config {
	// ok: tls-verification-off-go, tls-verification-off-chosen-go
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: checkPin}
}

func known(callback ssh.HostKeyCallback) *ssh.ClientConfig {
	// ok: tls-verification-off-callback-go
	return &ssh.ClientConfig{User: "deploy", HostKeyCallback: callback, Timeout: limit}
}

func unchecked() *http.Client {
	return &http.Client{Timeout: limit, Transport: &http.Transport{
		// ruleid: tls-verification-off-go
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
}

func later() *tls.Config {
	config := &tls.Config{ServerName: "db.internal"}
	// ruleid: tls-verification-off-go
	config.InsecureSkipVerify = true
	return config
}

func anyHost() *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User:    "deploy",
		Timeout: limit,
		// ruleid: tls-verification-off-callback-go
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	}
}

func anyKey() *ssh.ClientConfig {
	// ruleid: tls-verification-off-callback-go
	return &ssh.ClientConfig{User: "deploy", HostKeyCallback: func(name string, at net.Addr, key ssh.PublicKey) error {
		return nil
	}}
}

func pinned(want ssh.PublicKey) *ssh.ClientConfig {
	// ok: tls-verification-off-callback-go
	return &ssh.ClientConfig{User: "deploy", HostKeyCallback: ssh.FixedHostKey(want)}
}

func logged() *ssh.ClientConfig {
	// ok: tls-verification-off-callback-go
	return &ssh.ClientConfig{User: "deploy", HostKeyCallback: func(name string, at net.Addr, key ssh.PublicKey) error {
		return hosts.Check(name, key)
	}}
}

func onManyLines() *tls.Config {
	return &tls.Config{
		ServerName: "db.internal",
		MinVersion: tls.VersionTLS12,
		// ruleid: tls-verification-off-go
		InsecureSkipVerify: true,
	}
}

func (f *forge) transport() *http.Transport {
	if !f.SkipVerify {
		return &http.Transport{}
	}
	return &http.Transport{
		// ruleid: tls-verification-off-chosen-go
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}
}

func (f *forge) client(config *tls.Config) {
	if f.options.Unverified {
		// ruleid: tls-verification-off-chosen-go
		config.InsecureSkipVerify = true
	}
}

func NewInsecure(address string) *registry {
	// ruleid: tls-verification-off-chosen-go
	return newRegistry(address, &tls.Config{InsecureSkipVerify: true})
}

func checkedByHand(roots *x509.CertPool) *tls.Config {
	var config *tls.Config
	config = &tls.Config{
		RootCAs: roots,
		// ok: tls-verification-off-go
		InsecureSkipVerify: true,
	}
	config.VerifyConnection = chainOnly(roots)
	return config
}

func look(host string) (*tls.Conn, error) {
	return tls.Dial("tcp", host, &tls.Config{
		// ok: tls-verification-off-go
		InsecureSkipVerify: true, //nolint:gosec // this only tells which ciphers the server speaks
	})
}
