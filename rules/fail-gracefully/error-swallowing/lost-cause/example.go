package orders

import (
	"errors"
	"fmt"
	"strconv"
)

var errUnknown = errors.New("unknown order")

func wrapped(s *Store, id string) error {
	o, err := s.Load(id)
	if err != nil {
		// ok: lost-cause-go
		return fmt.Errorf("load order %s: %w", id, err)
	}
	if o == nil {
		// ok: lost-cause-go
		return errors.New("no such order")
	}
	return nil
}

func both(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ok: lost-cause-go
		return fmt.Errorf("%w: %v", errUnknown, err)
	}
	return nil
}

func number(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		// ok: lost-cause-go
		return 0, errors.New("the number of the order is not a number")
	}
	return n, nil
}

func kind(err error) error {
	// ok: lost-cause-go
	return fmt.Errorf("unexpected error of type %T", err)
}

func replaced(s *Store, id string) (*Order, error) {
	o, err := s.Load(id)
	if err != nil {
		// ruleid: lost-cause-go
		return nil, errors.New("could not load the order")
	}
	return o, nil
}

func absent(s *Store, id string) error {
	o, err := s.Load(id)
	if err != nil {
		return err
	} else if o == nil {
		// ok: lost-cause-go
		return errors.New("no such order")
	}
	return nil
}

func shape(value any, list *[]string) error {
	if err := export(value, list); err != nil {
		// ok: lost-cause-go
		return fmt.Errorf("a list is needed, not %T", value)
	}
	return nil
}

func removed(s *Store, id string) error {
	if err := s.Delete(id); err != nil {
		// ruleid: lost-cause-go
		return fmt.Errorf("could not delete order %s", id)
	}
	return nil
}

func decoded(data string) (string, error) {
	text, err := url.QueryUnescape(data)
	if err != nil {
		// ok: lost-cause-go
		return "", errors.New("the address is malformed")
	}
	return text, nil
}
