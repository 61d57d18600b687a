package export

import (
	"io"
	"os"
)

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	// ok: discarded-error-close-go
	defer file.Close()
	return io.ReadAll(file)
}

func written(path string, from io.Reader) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	// ok: discarded-error-close-go
	defer file.Close()
	if _, err := io.Copy(file, from); err != nil {
		return err
	}
	return file.Close()
}

func synced(path string, from io.Reader) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	// ok: discarded-error-close-go
	defer file.Close()
	if _, err := io.Copy(file, from); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return nil
}

func dropped(path string, from io.Reader) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	// ruleid: discarded-error-close-go
	defer file.Close()
	_, err = io.Copy(file, from)
	return err
}

func appended(path, line string) error {
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	// ruleid: discarded-error-close-go
	defer file.Close()
	_, err = file.WriteString(line)
	return err
}
