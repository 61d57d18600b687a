package orders

import (
	"errors"
	"fmt"
)

func wrapped(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ok: lost-cause-text-go, lost-cause-verb-go
		return fmt.Errorf("delete order %s: %w", id, err)
	}
	return nil
}

func both(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ok: lost-cause-text-go, lost-cause-verb-go
		return fmt.Errorf("%w: %v", errUnknown, err)
	}
	return nil
}

func kind(err error) error {
	// ok: lost-cause-text-go, lost-cause-verb-go
	return fmt.Errorf("unexpected error of type %T", err)
}

func caught() (failed error) {
	if err := recover(); err != nil {
		// ok: lost-cause-text-go, lost-cause-verb-go
		return fmt.Errorf("stopped: %v", err)
	}
	return nil
}

func text(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ruleid: lost-cause-verb-go
		return fmt.Errorf("delete order %s: %v", id, err)
	}
	return nil
}

func last(s *Store) error {
	if err := s.DeleteAll(); err != nil {
		// ruleid: lost-cause-verb-go
		return fmt.Errorf("orders are left (%v), try again", err)
	}
	return nil
}

func first(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ruleid: lost-cause-text-go
		return fmt.Errorf("%v while order %s was deleted", err, id)
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
