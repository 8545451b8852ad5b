package table

import "strings"

// What a person writes by hand is far from these; what is beyond them was made to keep the program
// busy: the decoder's work grows with the square of the depth, and so does its memory.
const (
	maxNesting = 32     // brackets within brackets, parts of a dotted key
	maxPairs   = 20_000 // in one text
	maxSource  = 4 << 20
)

// excess finds where a TOML text leaves the bounds, and what to say of it; at < 0 when it does not. It
// reads the text once, without judging what else may be wrong with it.
func excess(source string) (at int, message string) {
	if len(source) > maxSource {
		return 0, "设置超过 4 MB"
	}
	depth, parts, pairs := 0, 0, 0
	for i := 0; i < len(source); i++ {
		switch source[i] {
		case '#':
			i += lineEnd(source[i:]) - 1
		case '"', '\'':
			i += stringEnd(source[i:]) - 1
		case '[', '{':
			depth, parts = depth+1, 0
		case ']', '}':
			depth, parts = max(depth-1, 0), 0
		case '.':
			parts++
		case '=':
			pairs, parts = pairs+1, 0
		case ',':
			parts = 0
		case '\n':
			parts = 0
		}
		switch {
		case depth > maxNesting || parts > maxNesting:
			return i, "设置套得太深（超过 32 层）"
		case pairs > maxPairs:
			return i, "设置太多（超过两万项）"
		}
	}
	return -1, ""
}

// lineEnd is the length of what is left of a line, at least 1.
func lineEnd(s string) int {
	if n := strings.IndexByte(s, '\n'); n > 0 {
		return n
	}
	return max(len(s), 1)
}

// stringEnd is the length of the string that s begins with. One that is not closed ends with its line,
// or with the text when it may have several.
func stringEnd(s string) int {
	quote := s[0]
	if strings.HasPrefix(s, `"""`) || strings.HasPrefix(s, "'''") {
		for i := 3; i < len(s); i++ {
			if s[i] == '\\' && quote == '"' {
				i++
			} else if strings.HasPrefix(s[i:], s[:3]) {
				return i + 3
			}
		}
		return len(s)
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] == quote:
			return i + 1
		case s[i] == '\n':
			return i
		}
	}
	return len(s)
}
