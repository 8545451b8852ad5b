package minify

// smallJSON reports JSON (RFC 8259) that the minifier would leave as it is: without white space between its tokens
// and without a number that could be written shorter. It says no to what it is not sure of: fractions, exponents,
// and what is nested deeper than JSON-LD ever is.
func smallJSON(text []byte) bool {
	j := jsonScan{text: text}
	return j.value(0) && j.at == len(text)
}

// jsonScan walks over JSON once.
type jsonScan struct {
	text []byte
	at   int
}

// deepest is how deep values may lie in each other.
const deepest = 32

// value reads one value.
func (j *jsonScan) value(depth int) bool {
	if j.at >= len(j.text) || depth > deepest {
		return false
	}
	switch c := j.text[j.at]; {
	case c == '"':
		return j.quoted()
	case c == '{':
		return j.list('}', func() bool { return j.quoted() && j.take(":") && j.value(depth+1) })
	case c == '[':
		return j.list(']', func() bool { return j.value(depth + 1) })
	case c >= '0' && c <= '9':
		return j.number()
	}
	return j.take("true") || j.take("false") || j.take("null")
}

// list reads what stands between brackets, parted by commas.
func (j *jsonScan) list(end byte, one func() bool) bool {
	j.at++
	if j.at < len(j.text) && j.text[j.at] == end {
		j.at++
		return true
	}
	for one() && j.at < len(j.text) {
		j.at++
		switch j.text[j.at-1] {
		case end:
			return true
		case ',':
		default:
			return false
		}
	}
	return false
}

// quoted reads a text in quotation marks.
func (j *jsonScan) quoted() bool {
	if !j.take(`"`) {
		return false
	}
	for ; j.at < len(j.text); j.at++ {
		switch c := j.text[j.at]; {
		case c == '"':
			j.at++
			return true
		case c == '\\':
			if !j.escape() {
				return false
			}
		case c < ' ':
			return false
		case c >= 0x80:
			j.at += foreign(j.text[j.at+1:])
		}
	}
	return false
}

// escape reads an escape up to its last character.
func (j *jsonScan) escape() bool {
	j.at++
	if j.at >= len(j.text) {
		return false
	}
	switch j.text[j.at] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case 'u':
		for range 4 {
			if j.at++; j.at >= len(j.text) || !isHex(j.text[j.at]) {
				return false
			}
		}
		return true
	}
	return false
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// number reads a whole number that no exponent makes shorter.
func (j *jsonScan) number() bool {
	from := j.at
	for j.at < len(j.text) && j.text[j.at] >= '0' && j.text[j.at] <= '9' {
		j.at++
	}
	digits := j.text[from:j.at]
	return len(digits) == 1 || digits[0] != '0' && (len(digits) < 3 || digits[len(digits)-1] != '0')
}

// take reads a word if it is next.
func (j *jsonScan) take(word string) bool {
	if len(j.text)-j.at < len(word) || string(j.text[j.at:j.at+len(word)]) != word {
		return false
	}
	j.at += len(word)
	return true
}
