package imports

import (
	"encoding/xml"

	"github.com/lestrrat-go/libxml2/parser"
)

func Standard(body []byte) (o Order, err error) {
	// ok: xml-entities-go
	err = xml.Unmarshal(body, &o)
	return o, err
}

func Quiet(body []byte) error {
	// ok: xml-entities-go
	_, err := parser.New(parser.XMLParseNoBlanks).Parse(body)
	return err
}

func Offline(body []byte) error {
	// ok: xml-entities-go
	_, err := parser.New(parser.XMLParseNoNet).Parse(body)
	return err
}

func Entities(body []byte) error {
	// ruleid: xml-entities-go
	_, err := parser.New(parser.XMLParseNoEnt).Parse(body)
	return err
}

func Definitions(body []byte) error {
	// ruleid: xml-entities-go
	_, err := parser.New(parser.XMLParseNoNet | parser.XMLParseDTDLoad).Parse(body)
	return err
}
