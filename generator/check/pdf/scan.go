package pdf

import "strconv"

// The values of a PDF are nil, bool, float64, name, text, []any, dict, reference, operator.
type (
	name      string
	text      []byte
	dict      map[string]any
	reference int
	operator  string
)

// scanner reads values one after the other. It always moves on.
type scanner struct {
	src []byte
	at  int
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' || c == 0 }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// end stands for the end of the source, and for a closing bracket.
const (
	end     = operator("")
	closing = operator("]")
	closed  = operator(">>")
)

func (s *scanner) space() {
	for s.at < len(s.src) {
		switch c := s.src[s.at]; {
		case isSpace(c):
			s.at++
		case c == '%':
			for s.at < len(s.src) && s.src[s.at] != '\n' && s.src[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// value reads the next value; within brackets deeper than the bound it reads nothing but words.
func (s *scanner) value(depth int) any {
	s.space()
	if s.at >= len(s.src) {
		return end
	}
	switch c := s.src[s.at]; {
	case c == '/':
		s.at++
		return name(s.word())
	case c == '(':
		return s.literal()
	case c == '<' && s.at+1 < len(s.src) && s.src[s.at+1] == '<':
		s.at += 2
		if depth < maxDepth {
			return s.dictionary(depth + 1)
		}
		return nil
	case c == '<':
		return s.hex()
	case c == '[':
		s.at++
		if depth < maxDepth {
			return s.list(depth + 1)
		}
		return nil
	case c == ']':
		s.at++
		return closing
	case c == '>':
		s.at = min(s.at+2, len(s.src))
		return closed
	case isDelimiter(c):
		s.at++
		return nil
	}
	return s.number()
}

// word reads up to a space or a delimiter.
func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.src) && !isSpace(s.src[s.at]) && !isDelimiter(s.src[s.at]) {
		s.at++
	}
	return string(s.src[from:s.at])
}

// number reads a number, a reference (12 0 R) or a word.
func (s *scanner) number() any {
	word := s.word()
	switch word {
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	}
	n, err := strconv.ParseFloat(word, 64)
	if err != nil || n > 1e9 || n < -1e9 {
		return operator(word)
	}
	if n < 0 || n != float64(int(n)) {
		return n
	}
	back := s.at
	s.space()
	if generation := s.word(); generation != "" && len(generation) < 6 && isDigit(generation[0]) {
		s.space()
		if s.at < len(s.src) && s.src[s.at] == 'R' && (s.at+1 == len(s.src) || isSpace(s.src[s.at+1]) || isDelimiter(s.src[s.at+1])) {
			s.at++
			return reference(int(n))
		}
	}
	s.at = back
	return n
}

func (s *scanner) list(depth int) any {
	var out []any
	for {
		v := s.value(depth)
		switch v {
		case end, closing:
			return out
		case closed, operator("endobj"):
			return out
		}
		out = append(out, v)
	}
}

func (s *scanner) dictionary(depth int) any {
	d := dict{}
	for {
		key := s.value(depth)
		switch key {
		case end, closed, operator("endobj"), operator("stream"):
			return d
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		v := s.value(depth)
		if v == closed || v == end {
			return d
		}
		d[string(k)] = v
	}
}

// literal reads (…), with its escapes and inner brackets.
func (s *scanner) literal() text {
	out := text{}
	depth := 0
	for ; s.at < len(s.src); s.at++ {
		c := s.src[s.at]
		switch {
		case c == '\\' && s.at+1 < len(s.src):
			s.at++
			out = s.escape(out)
			continue
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				s.at++
				return out
			}
		}
		out = append(out, c)
	}
	return out
}

// escape reads what stands behind a backslash.
func (s *scanner) escape(out text) text {
	switch c := s.src[s.at]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\n', '\r':
		return out
	default:
		if c < '0' || c > '7' {
			return append(out, c)
		}
	}
	n := 0
	for k := 0; k < 3 && s.at < len(s.src) && s.src[s.at] >= '0' && s.src[s.at] <= '7'; k++ {
		n = n*8 + int(s.src[s.at]-'0')
		s.at++
	}
	s.at-- // literal goes on behind the last digit
	return append(out, byte(n))
}

// hex reads <…>.
func (s *scanner) hex() text {
	out := text{}
	half, odd := byte(0), false
	for s.at++; s.at < len(s.src); s.at++ {
		c := s.src[s.at]
		if c == '>' {
			s.at++
			break
		}
		digit, ok := hexDigit(c)
		if !ok {
			continue
		}
		if odd {
			out = append(out, half<<4|digit)
		}
		half, odd = digit, !odd
	}
	if odd {
		out = append(out, half<<4)
	}
	return out
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case isDigit(c):
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
