package orders

import (
	"errors"
	"fmt"
)

func wrapped(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ok: lost-cause-text-go
		return fmt.Errorf("delete order %s: %w", id, err)
	}
	return nil
}

func both(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ok: lost-cause-text-go
		return fmt.Errorf("%w: %v", errUnknown, err)
	}
	return nil
}

func kind(err error) error {
	// ok: lost-cause-text-go
	return fmt.Errorf("unexpected error of type %T", err)
}

func text(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ruleid: lost-cause-text-go
		return fmt.Errorf("delete order %s: %v", id, err)
	}
	return nil
}

func copied(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ruleid: lost-cause-text-go
		return errors.New("delete order: " + err.Error())
	}
	return nil
}
