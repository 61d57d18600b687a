package backup

import (
	"archive/tar"
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func listed(reader *zip.ReadCloser) (names []string) {
	for _, file := range reader.File {
		// ok: path-traversal-archive-go
		names = append(names, file.Name)
	}
	return names
}

func checked(reader *zip.ReadCloser, folder string) error {
	for _, file := range reader.File {
		path := filepath.Join(folder, file.Name)
		if !strings.HasPrefix(path, filepath.Clean(folder)+string(os.PathSeparator)) {
			return errOutside
		}
		// ok: path-traversal-archive-go
		if err := os.WriteFile(path, content(file), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func local(entry *zip.File, folder string) (*os.File, error) {
	if !filepath.IsLocal(entry.Name) {
		return nil, errOutside
	}
	// ok: path-traversal-archive-go
	return os.Create(filepath.Join(folder, entry.Name))
}

func unzip(reader *zip.ReadCloser, folder string) error {
	for _, file := range reader.File {
		path := filepath.Join(folder, file.Name)
		// ruleid: path-traversal-archive-go
		target, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, file.Mode())
		if err != nil {
			return err
		}
		target.Close()
	}
	return nil
}

func untar(reader *tar.Reader, folder string) error {
	for {
		header, err := reader.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		// ruleid: path-traversal-archive-go
		target, err := os.Create(filepath.Join(folder, header.Name))
		if err != nil {
			return err
		}
		target.Close()
	}
}
