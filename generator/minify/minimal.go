package minify

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// minimal reports that the minifier would find nothing to remove from a page. Layouts and bodies are
// written small to begin with, and to prove it costs a fraction of minifying: what this scan does not
// know, or is not sure of, it leaves to the minifier. FuzzMinimal holds it to that.
//
// The rules are those of the HTML minifier with this package's settings: white space is single, and
// none stands beside a block element; attributes are in double quotes with nothing to shorten; there
// is no comment, no entity but &lt;, and no script but JSON-LD.
func minimal(page []byte) bool {
	s := scan{page: page, omit: true}
	return s.document()
}

// scan walks over a page once.
type scan struct {
	page []byte
	at   int
	omit bool // the minifier would drop a space here
	open bool // the last text ended with a space, which a block element would make superfluous
	pre  bool // inside <pre>, where text is left alone
	said bool // the tag names what it is about
}

func (s *scan) document() bool {
	const doctype = "<!doctype html>"
	if !bytes.HasPrefix(s.page, []byte(doctype)) {
		return false
	}
	for s.at = len(doctype); s.at < len(s.page); {
		ok := false
		switch {
		case s.page[s.at] != '<':
			ok = s.text()
		case s.at+1 < len(s.page) && s.page[s.at+1] == '/':
			ok = s.endTag()
		default:
			ok = s.startTag()
		}
		if !ok {
			return false
		}
	}
	return !s.open && !s.pre
}

// plain are the bytes of a text that cannot be white space, markup or an entity.
var plain = func() (t [256]bool) {
	for c := '!'; c < 256; c++ {
		t[c] = c != '<' && c != '&' && c != 0x7f
	}
	return t
}()

// foreign is how many bytes at the beginning of a text are no ASCII, in eights: Chinese, which is most of a page,
// needs no look at each of them.
func foreign(text []byte) (n int) {
	for len(text)-n >= 8 && binary.LittleEndian.Uint64(text[n:])&0x8080808080808080 == 0x8080808080808080 {
		n += 8
	}
	return n
}

// valued are the same of an attribute's value, in which a tag's mark is a character like any other.
var valued = func() (t [256]bool) {
	t = plain
	t['<'], t['"'] = true, false
	return t
}()

// text reads up to the next tag.
func (s *scan) text() bool {
	if s.pre {
		end := bytes.IndexByte(s.page[s.at:], '<')
		s.at += max(end, 0)
		return end > 0 && bytes.IndexByte(s.page[s.at-end:s.at], 0) < 0
	}
	page, i := s.page, s.at
	space := s.omit
	for ; i < len(page); i++ {
		c := page[i]
		if plain[c] {
			space = false
			if c >= 0x80 {
				i += foreign(page[i+1:])
			}
			continue
		}
		switch c {
		case ' ', '\n':
			if space {
				return false
			}
			space = true
			continue
		case '&':
			n := reference(page[i:])
			if n == 0 {
				return false
			}
			space = false
			i += n - 1
			continue
		case '<':
		default:
			return false
		}
		break
	}
	s.at, s.omit, s.open = i, space, space
	return i < len(page)
}

// reference is how long the reference is that a text begins with, if it is one that the minifier leaves; else 0. It
// makes &amp; shorter or not by what follows.
func reference(text []byte) int {
	const less = "&lt;"
	if bytes.HasPrefix(text, []byte(less)) {
		return len(less)
	}
	return 0
}

// What an element is to the minifier.
type element uint8

const (
	inline element = iota + 1
	phrasing
	block
	object
	script
)

// elements are those that the scan knows. The minifier keeps the space after an empty phrasing
// element, removes it around a block, and keeps it around an object.
var elements = tableOf(func() map[string]element {
	m := map[string]element{"a": inline, "del": inline, "ins": inline, "map": inline, "audio": inline, "script": script}
	for kind, names := range map[element]string{
		phrasing: "abbr b bdi bdo body cite code dfn dialog em i kbd label link mark meta output picture rp ruby s samp small source span strong sub sup time u var",
		block: `address article aside blockquote br caption col dd details div dl dt fieldset figcaption figure footer form
			h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav noscript ol p pre section summary table tbody td tfoot th thead title tr ul`,
		object: "button canvas img input meter progress q rt video wbr",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = kind
		}
	}
	return m
}())

// name reads the name of an element that the scan knows, at an offset.
func (s *scan) name(from int) (name []byte, kind element) {
	end := from
	for end < len(s.page) && named[s.page[end]] {
		end++
	}
	return s.page[from:end], elements.get(s.page[from:end])
}

// named are the bytes of a name.
var named = func() (t [256]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyz0123456789" {
		t[c] = true
	}
	return t
}()

// beside notes what a tag means for the white space before and behind it.
func (s *scan) beside(kind element) bool {
	switch kind {
	case block:
		if s.open {
			return false
		}
		s.omit = true
	case object:
		s.omit = false
	}
	return true
}

func (s *scan) endTag() bool {
	name, kind := s.name(s.at + 2)
	s.at += 2 + len(name)
	if kind == 0 || s.at >= len(s.page) || s.page[s.at] != '>' || !s.beside(kind) {
		return false
	}
	s.at++
	if string(name) == "pre" {
		s.pre = false
	}
	return true
}

func (s *scan) startTag() bool {
	name, kind := s.name(s.at + 1)
	if kind == 0 || !s.beside(kind) {
		return false
	}
	s.open, s.said = false, false
	s.at += 1 + len(name)
	first := s.at
	for s.at < len(s.page) && s.page[s.at] == ' ' {
		if !s.attribute(name, kind) {
			return false
		}
	}
	if s.at >= len(s.page) || s.page[s.at] != '>' {
		return false
	}
	attributes := s.page[first:s.at]
	s.at++
	switch {
	case kind == script:
		return s.script(attributes)
	case kind == phrasing && s.closes(name):
		s.omit = false
	case string(name) == "pre":
		s.pre = true
	case string(name) == "meta":
		return !s.said || smallMeta(attributes)
	}
	return true
}

// closes reports that the next thing is the end tag of the element.
func (s *scan) closes(name []byte) bool {
	rest := s.page[s.at:]
	return len(rest) > len(name)+2 && rest[0] == '<' && rest[1] == '/' && bytes.HasPrefix(rest[2:], name) && rest[2+len(name)] == '>'
}

// How an attribute's value is to be read.
type attribute uint8

const (
	anyValue attribute = iota + 1
	address            // a URL
	number             // a count with the default 1
	media              // a type with a default
	naming             // what a meta element is about; else any value
	noValue            // a boolean attribute
	empty              // an attribute that may stand without a value
)

var attributes = tableOf(func() map[string]attribute {
	m := map[string]attribute{"type": media, "alt": empty}
	for kind, names := range map[attribute]string{
		anyValue: `class content datetime decoding dir enterkeyhint fetchpriority for headers height id inputmode itemprop lang loading
			max media min placeholder preload property rel role scope sizes srcset start tabindex target title value width charset download`,
		address: "action cite href poster src",
		number:  "colspan rowspan",
		naming:  "name http-equiv",
		noValue: "async checked controls defer disabled hidden loop multiple muted open readonly required reversed selected",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = kind
		}
	}
	return m
}())

// attribute reads one attribute and the space before it.
func (s *scan) attribute(tag []byte, kind element) bool {
	page, from := s.page, s.at+1
	i := from
	for i < len(page) && (page[i] >= 'a' && page[i] <= 'z' || page[i] == '-') {
		i++
	}
	name := page[from:i]
	what := anyValue
	if string(name) != "class" { // which is half of them
		what = attributes.get(name)
	}
	if what == 0 && (bytes.HasPrefix(name, []byte("aria-")) || bytes.HasPrefix(name, []byte("data-")) && len(name) > 5) {
		what = anyValue
		if name[0] == 'd' {
			what = empty
		}
	}
	if i+1 >= len(page) || page[i] != '=' {
		s.at = i
		return what == noValue || what == empty
	}
	if what == 0 || what == noValue || page[i+1] != '"' {
		return false
	}
	s.said = s.said || what == naming
	i += 2
	from = i
	space := true
	for ; i < len(page); i++ {
		c := page[i]
		if valued[c] {
			space = false
			if c >= 0x80 {
				i += foreign(page[i+1:])
			}
			continue
		}
		if c != ' ' || space {
			break
		}
		space = true
	}
	if space || i >= len(page) || page[i] != '"' {
		return false // empty, or white space at its end
	}
	s.at = i + 1
	return smallValue(tag, kind, name, what, page[from:i])
}

// smallValue reports a value that the minifier cannot shorten or leave out.
func smallValue(tag []byte, kind element, name []byte, what attribute, value []byte) bool {
	switch {
	case what == number:
		return string(value) != "1"
	case what == media:
		return string(tag) != "style" && mediaType(tag, value)
	case what == address && len(value) > 4:
		scheme := [4]byte{value[0] | 0x20, value[1] | 0x20, value[2] | 0x20, value[3] | 0x20}
		return string(scheme[:]) != "data" && (string(scheme[:]) != "http" || bytes.HasPrefix(value, []byte("http")) && value[4] != 'S')
	case string(name) == "name" && string(tag) == "a", string(name) == "charset" && string(tag) != "meta":
		return false
	case string(name) == "value" && string(tag) == "input", string(name) == "media" && string(tag) == "style":
		return false
	}
	return true
}

// mediaType reports the values of type that have no shorter form and are no element's default.
func mediaType(tag, value []byte) bool {
	switch string(value) {
	case "application/ld+json":
		return string(tag) == "script"
	case "application/atom+xml", "image/png", "image/jpeg", "image/svg+xml", "image/webp", "image/gif":
		return string(tag) == "link" || string(tag) == "source"
	case "search", "button", "checkbox", "hidden", "reset":
		return string(tag) == "input" || string(tag) == "button"
	}
	return false
}

// smallMeta reports a meta element whose content has no shorter form.
func smallMeta(attributes []byte) bool {
	if bytes.Contains(attributes, []byte(`name="keywords"`)) || bytes.Contains(attributes, []byte(`http-equiv="`)) && !bytes.Contains(attributes, []byte(`http-equiv="refresh"`)) {
		return bytes.Contains(attributes, []byte(`http-equiv="Content-Security-Policy"`))
	}
	if bytes.Contains(attributes, []byte(`name="viewport"`)) {
		return bytes.Contains(attributes, []byte(`content="width=device-width,initial-scale=1"`))
	}
	return true
}

// script reads the text of a script element: nothing when it has a source, else small JSON.
func (s *scan) script(attributes []byte) bool {
	end := bytes.Index(s.page[s.at:], []byte("</script>"))
	if end < 0 {
		return false
	}
	text := s.page[s.at : s.at+end]
	s.at += end // the end tag is read as any other
	if len(text) == 0 {
		return bytes.Contains(attributes, []byte(` src="`))
	}
	return string(attributes) == ` type="application/ld+json"` && smallJSON(text)
}
