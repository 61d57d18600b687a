package orders

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func logged(s *Store, o Order) {
	// ok: print-only-handler-go
	if err := s.Save(o); err != nil {
		log.Printf("save order %s: %v", o.ID, err)
	}
}

func returned(s *Store, o Order) error {
	err := s.Save(o)
	// ok: print-only-handler-go
	if err != nil {
		fmt.Println("save", err)
		return err
	}
	return nil
}

func main() {
	// ok: print-only-handler-go
	if err := run(); err != nil {
		fmt.Println(err)
	}
}

func toStandardError(s *Store) {
	// ok: print-only-handler-go
	if err := s.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "close:", err)
	}
}

func printed(s *Store, o Order) {
	err := s.Save(o)
	// ruleid: print-only-handler-go
	if err != nil {
		fmt.Println("save", err)
	}
	s.Count++
}

func handler(w http.ResponseWriter, r *http.Request) {
	// ruleid: print-only-handler-go
	if err := store.Save(order(r)); err != nil {
		fmt.Printf("save: %v\n", err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func all(s *Store, list []Order) {
	for _, o := range list {
		// ruleid: print-only-handler-go
		if err := s.Save(o); err != nil {
			fmt.Println(err)
			continue
		}
	}
}

func unpackTold(name string) {
	err := unpackInto(name)
	// ok: print-only-handler-go
	if err != nil {
		fmt.Printf("%s was not unpacked: %s\n", name, err)
	} else {
		fmt.Printf("%s is unpacked\n", name)
	}
}
