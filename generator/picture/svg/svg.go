// Package svg makes drawings from outside harmless: what it returns holds shapes, text and paint,
// and nothing that runs, loads or tells where it was made.
//
// It promises an allow-list, not a list of dangers: elements and attributes that are not known to
// draw are left out, so that what is invented tomorrow is left out too. References lead to the
// drawing itself or are embedded pictures, which the caller strips of their metadata. There is no
// document type and no entity in the result; those that old programs (Illustrator) define for
// their namespaces are put in their places, never expanded twice.
package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	minifysvg "github.com/tdewolff/minify/v2/svg"
	"golang.org/x/text/encoding/htmlindex"
)

// The namespaces of SVG and XLink.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
)

// maxDepth bounds nesting; drawings have some tens of levels.
const maxDepth = 256

// Errors of Clean and Size beside those of encoding/xml.
var (
	ErrNotSVG  = errors.New("svg: the first element is not svg")
	ErrTooDeep = errors.New("svg: nested too deep")
	ErrTooMany = errors.New("svg: its shapes use each other too often")
)

// Clean returns the drawing without anything but the drawing, minified. strip is called for each
// embedded picture (PNG, JPEG, GIF, WebP) and returns it without metadata; one for which it fails is
// left out.
func Clean(data []byte, strip func([]byte) ([]byte, error)) ([]byte, error) {
	c := &cleaner{decoder: newDecoder(bytes.NewReader(data)), strip: strip, spaces: map[string]string{}}
	if err := c.run(); err != nil {
		return nil, fmt.Errorf("svg: %w", err)
	}
	document := c.document()
	switch {
	case drawsTooMuch(document):
		return nil, ErrTooMany
	case c.escaped:
		return document, nil
	}
	return minified(document), nil
}

// newDecoder reads the encodings that browsers read.
func newDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(input), nil
	}
	d.Entity = map[string]string{}
	return d
}

// defineEntities reads the entities of a document type (<!ENTITY name "text">). What refers to other
// entities is left undefined, so that nothing can grow.
func defineEntities(directive []byte, entities map[string]string) {
	text := string(directive)
	for {
		_, rest, ok := strings.Cut(text, "<!ENTITY")
		if !ok {
			return
		}
		text = rest
		name, value, ok := strings.Cut(strings.TrimSpace(rest), " ")
		value = strings.TrimSpace(value)
		if !ok || len(value) < 2 || value[0] != '"' && value[0] != '\'' {
			continue // a parameter or an external entity
		}
		end := strings.IndexByte(value[1:], value[0])
		if end < 0 || len(value[1:1+end]) > 1000 || strings.ContainsAny(value[1:1+end], "&%<") {
			continue
		}
		entities[name] = value[1 : 1+end]
	}
}

var minifier = func() *minify.M {
	m := minify.New()
	m.Add("image/svg+xml", &minifysvg.Minifier{})
	m.Add("text/css", &css.Minifier{})
	return m
}()

// minified returns the drawing minified, or as it is when the minifier does not take it, spoils it
// (version 2.24 reads text behind an empty style element as one) or would join spaces that are part of
// a text.
func minified(document []byte) []byte {
	if bytes.Contains(document, []byte(`xml:space="preserve"`)) && bytes.Contains(document, []byte("<text")) {
		return document
	}
	out, err := minifier.Bytes("image/svg+xml", bytes.Clone(document))
	if err != nil || !wellFormed(out) { // it takes ";" from an escaped style sheet
		return document
	}
	return out
}

// wellFormed reports a document that a browser reads to its end.
func wellFormed(document []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(document))
	for elements := 0; ; elements++ {
		switch _, err := d.Token(); {
		case err == io.EOF:
			return elements > 0
		case err != nil:
			return false
		}
	}
}
