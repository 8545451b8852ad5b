package table

import (
	"slices"
	"strconv"
	"strings"
)

// node is the place of one value: a table has keys, an array only children, a scalar neither.
type node struct {
	at, end  int
	keys     []string
	keyAt    []int
	children []*node
	array    bool           // an array of tables made by [[headers]]
	places   map[string]int // of keys in keys, once they are many
}

// manyKeys is how many keys of a table are looked through one by one.
const manyKeys = 16

// child returns the node under key, made when it is not there yet.
func (n *node) child(key string, keyAt int) *node {
	if i := n.place(key); i >= 0 {
		return n.children[i]
	}
	c := &node{at: keyAt, end: keyAt}
	if n.places != nil {
		n.places[key] = len(n.keys)
	}
	n.keys, n.keyAt, n.children = append(n.keys, key), append(n.keyAt, keyAt), append(n.children, c)
	return c
}

// place is where a key stands among the keys, -1 when it is not there.
func (n *node) place(key string) int {
	if len(n.keys) <= manyKeys {
		return slices.Index(n.keys, key)
	}
	if n.places == nil {
		n.places = make(map[string]int, 2*len(n.keys))
		for i, k := range n.keys {
			n.places[k] = i
		}
	}
	if i, ok := n.places[key]; ok {
		return i
	}
	return -1
}

// last is the table that a dotted header reaches through n: an array of tables stands for its
// last element (TOML 1.0, Array of Tables).
func (n *node) last() *node {
	if n.array && len(n.children) > 0 {
		return n.children[len(n.children)-1]
	}
	return n
}

// scanner finds where keys and values stand in a TOML text that the decoder has already accepted;
// it therefore never has to judge, only to walk (TOML 1.0).
type scanner struct {
	src string
	at  int
}

// document walks the whole text.
func (s *scanner) document(from int) *node {
	root := &node{at: from, end: len(s.src)}
	current := root
	for s.blank(); s.at < len(s.src); s.blank() {
		start := s.at
		if s.src[s.at] == '[' {
			current = s.header(root)
		} else {
			s.pair(current)
		}
		if s.at == start { // cannot happen in accepted text; never loop for ever
			s.at++
		}
	}
	return root
}

// blank skips white space, line ends and comments.
func (s *scanner) blank() {
	for s.at < len(s.src) {
		switch s.src[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		case '#':
			s.line()
		default:
			return
		}
	}
}

func (s *scanner) line() {
	if n := strings.IndexByte(s.src[s.at:], '\n'); n >= 0 {
		s.at += n + 1
		return
	}
	s.at = len(s.src)
}

func (s *scanner) spaces() {
	for s.at < len(s.src) && (s.src[s.at] == ' ' || s.src[s.at] == '\t') {
		s.at++
	}
}

// header walks [a.b] or [[a.b]] and returns the table that the following pairs belong to.
func (s *scanner) header(root *node) *node {
	start := s.at
	array := strings.HasPrefix(s.src[s.at:], "[[")
	s.at++
	if array {
		s.at++
	}
	keys, ats := s.key()
	s.line()
	n := root
	for i, k := range keys {
		n = n.last().child(k, ats[i])
	}
	if !array {
		n = n.last()
		n.at = start
		return n
	}
	n.array = true
	item := &node{at: start, end: start}
	n.children = append(n.children, item)
	return item
}

// key walks a bare, quoted or dotted key.
func (s *scanner) key() (keys []string, ats []int) {
	for {
		s.spaces()
		at := s.at
		if s.at < len(s.src) && (s.src[s.at] == '"' || s.src[s.at] == '\'') {
			s.quoted()
			keys = append(keys, unquote(s.src[at:s.at]))
		} else {
			for s.at < len(s.src) && !strings.ContainsRune(" \t\r\n.=]", rune(s.src[s.at])) {
				s.at++
			}
			keys = append(keys, s.src[at:s.at])
		}
		ats = append(ats, at)
		s.spaces()
		if s.at >= len(s.src) || s.src[s.at] != '.' {
			return keys, ats
		}
		s.at++
	}
}

func unquote(raw string) string {
	if raw[0] == '\'' {
		return strings.Trim(raw, "'")
	}
	if s, err := strconv.Unquote(raw); err == nil {
		return s
	}
	return strings.Trim(raw, `"`)
}

// pair walks key = value into the table n.
func (s *scanner) pair(n *node) {
	keys, ats := s.key()
	for i, k := range keys[:len(keys)-1] {
		n = n.child(k, ats[i])
	}
	s.spaces()
	if s.at < len(s.src) && s.src[s.at] == '=' {
		s.at++
	}
	s.spaces()
	last := len(keys) - 1
	c := n.child(keys[last], ats[last])
	s.value(c)
}

func (s *scanner) value(n *node) {
	n.at = s.at
	if s.at >= len(s.src) {
		n.end = s.at
		return
	}
	switch s.src[s.at] {
	case '"', '\'':
		s.quoted()
	case '[':
		s.list(n)
	case '{':
		s.inline(n)
	default:
		for s.at < len(s.src) && !strings.ContainsRune(",]}#\r\n", rune(s.src[s.at])) {
			s.at++
		}
		n.end = n.at + len(strings.TrimRight(s.src[n.at:s.at], " \t"))
		return
	}
	n.end = s.at
}

func (s *scanner) list(n *node) {
	s.at++
	for s.blank(); s.at < len(s.src) && s.src[s.at] != ']'; s.blank() {
		if s.src[s.at] == ',' {
			s.at++
			continue
		}
		c := &node{}
		s.value(c)
		n.children = append(n.children, c)
	}
	s.at = min(s.at+1, len(s.src))
}

func (s *scanner) inline(n *node) {
	s.at++
	for s.blank(); s.at < len(s.src) && s.src[s.at] != '}'; s.blank() {
		if s.src[s.at] == ',' {
			s.at++
			continue
		}
		s.pair(n)
	}
	s.at = min(s.at+1, len(s.src))
}

// quoted walks a string of any of TOML's four forms.
func (s *scanner) quoted() {
	q := s.src[s.at]
	if long := strings.Repeat(string(q), 3); strings.HasPrefix(s.src[s.at:], long) {
		s.at += 3
		for s.at < len(s.src) && !strings.HasPrefix(s.src[s.at:], long) {
			if s.src[s.at] == '\\' && q == '"' {
				s.at++
			}
			s.at++
		}
		s.at = min(s.at+3, len(s.src))
		for n := 0; n < 2 && s.at < len(s.src) && s.src[s.at] == q; n++ { // up to two quotes may end the text itself
			s.at++
		}
		return
	}
	s.at++
	for s.at < len(s.src) && s.src[s.at] != q && s.src[s.at] != '\n' {
		if s.src[s.at] == '\\' && q == '"' {
			s.at++
		}
		s.at++
	}
	s.at = min(s.at+1, len(s.src))
}
