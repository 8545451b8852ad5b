package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
)

// Sniff reports whether a file that begins so is a drawing: whether svg is its first element.
func Sniff(head []byte) bool {
	rest := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			rest = after(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			rest = after(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<!DOCTYPE svg")):
			return true
		case bytes.HasPrefix(rest, []byte("<")):
			name := rest[1:min(len(rest), 20)]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			return string(name) == "svg" || bytes.HasSuffix(name, []byte(":svg"))
		default:
			return false
		}
	}
}

func after(text []byte, end string) []byte {
	_, rest, _ := bytes.Cut(text, []byte(end))
	return rest
}

// Size reads the width and height of a drawing in CSS pixels from its first element, and nothing
// after it. Where it does not say, its view box does; where that is missing too, both are 0.
func Size(r io.Reader) (width, height int, err error) {
	d := newDecoder(r)
	for {
		token, err := d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = ErrNotSVG
			}
			return 0, 0, err
		}
		switch token := token.(type) {
		case xml.Directive:
			defineEntities(token, d.Entity)
		case xml.StartElement:
			if token.Name.Local != "svg" {
				return 0, 0, ErrNotSVG
			}
			width, height := sides(token.Attr)
			return width, height, nil
		}
	}
}

func sides(attributes []xml.Attr) (width, height int) {
	var w, h, boxWidth, boxHeight float64
	for _, a := range attributes {
		switch {
		case a.Name.Space != "":
		case a.Name.Local == "width":
			w = length(a.Value)
		case a.Name.Local == "height":
			h = length(a.Value)
		case a.Name.Local == "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(f) == 4 {
				boxWidth, boxHeight = length(f[2]), length(f[3])
			}
		}
	}
	if boxWidth > 0 && boxHeight > 0 {
		switch {
		case w == 0 && h == 0:
			w, h = boxWidth, boxHeight
		case w == 0:
			w = h * boxWidth / boxHeight
		case h == 0:
			h = w * boxHeight / boxWidth
		}
	}
	if w == 0 || h == 0 {
		return 0, 0
	}
	return whole(w), whole(h)
}

// whole rounds a side to pixels that a page can have.
func whole(v float64) int { return int(math.Round(min(max(v, 1), 100_000))) }

// units are CSS lengths in pixels.
var units = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}

// length reads a CSS length; one that is not absolute is 0.
func length(s string) float64 {
	s = strings.ToLower(strings.TrimSpace(s))
	number := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz%")
	unit, ok := units[s[len(number):]]
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if !ok || err != nil || !(v > 0) || v > 1e9 {
		return 0
	}
	return v * unit
}
