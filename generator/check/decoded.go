package check

import (
	"bytes"
	"html"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/personal"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
	"qizhi/generator/table"
)

// largeSettings is the size beyond which settings are read as bytes only: no page is made of them.
const largeSettings = 4 << 20

// inDecoded finds the numbers that a source says and that its bytes take apart: front matter and settings with
// an escape, a value that goes on in the next line, a number in another notation (1_380_013_8000), and published
// data with escapes and references. known are the numbers that its bytes hold.
func inDecoded(name string, raw []byte, known []foundNumber) []foundNumber {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case len(raw) > largeSettings:
		return nil
	case ext == ".md", ext == ".toml", ext == ".yaml", ext == ".yml":
		return inSettings(name, ext, raw, known)
	case ext == ".json" && bytes.Contains(raw, []byte(`\u`)):
		return inValue(name, unescaped(string(raw)), known)
	case ext == ".xml" && bytes.Contains(raw, []byte("&#")):
		return inValue(name, html.UnescapeString(string(raw)), known)
	}
	return nil
}

// inValue finds the numbers of a text that is no settings of ours: its place is its file.
func inValue(name, text string, known []foundNumber) (numbers []foundNumber) {
	seen := digitsOf(known)
	for _, n := range personal.Find(text) {
		if !seen[n.Digits] {
			seen[n.Digits] = true
			numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, "", n), digits: n.Digits})
		}
	}
	return numbers
}

func digitsOf(numbers []foundNumber) map[string]bool {
	seen := make(map[string]bool, len(numbers))
	for _, n := range numbers {
		seen[n.digits] = true
	}
	return seen
}

// inSettings finds the numbers in the values of settings, where a value may differ from what is written.
func inSettings(name, ext string, raw []byte, known []foundNumber) []foundNumber {
	source := snapshot.Text(raw)
	if ext == ".md" {
		source = headOf(source)
	}
	if utf8.ValidString(source) && !isDecoded(source) {
		return nil
	}
	if source, _ = content.Decode("content/"+name, raw); ext == ".md" {
		from, to, yaml := frontOf(name, source)
		text := diag.NewText("content/"+personal.Mask(name), source)
		return inTable(name, text.LineAt(to)+1, settingsOf(text, from, to, yaml), digitsOf(known))
	}
	text := diag.NewText("content/"+personal.Mask(name), source)
	return inTable(name, 0, settingsOf(text, 0, len(source), ext != ".toml"), digitsOf(known))
}

// headOf is the beginning of an article up to the line that closes its front matter; all of it where no line
// does, nothing where none opens it.
func headOf(source string) string {
	fence := strings.TrimLeft(source, "\uFEFF \t\r\n")
	if !strings.HasPrefix(fence, "+++") && !strings.HasPrefix(fence, "---") {
		if utf8.ValidString(source) {
			return ""
		}
		return source
	}
	if end := strings.Index(fence[3:], "\n"+fence[:3]); end >= 0 {
		return fence[:3+end]
	}
	return fence
}

// isDecoded reports settings in which a value may be another text than is written: with an escape, with a digit
// that begins a further line of a value, or with a number in another notation than a row of digits.
func isDecoded(source string) bool {
	if strings.IndexByte(source, '\\') >= 0 {
		return true
	}
	for i := 1; i < len(source)-1; i++ {
		if source[i] < '0' || source[i] > '9' {
			continue
		}
		switch before, after := source[i-1], source[i+1]; {
		case after == '_', (after|0x20 == 'x' || after|0x20 == 'o' || after|0x20 == 'b') && source[i] == '0', after|0x20 == 'e':
			return true
		case before == ' ' || before == '\t':
			if line := strings.TrimRight(source[:i], " \t"); strings.HasSuffix(line, "\n") {
				return true
			}
		}
	}
	return false
}

// inTable finds the numbers in what settings say, each at its value. lead is the first line of an article's body.
func inTable(name string, lead int, t *table.Table, known map[string]bool) []foundNumber {
	if t == nil {
		return nil
	}
	l := settingsLooker{name: name, lead: lead, text: t.Text(), seen: known}
	l.table(t)
	return l.numbers
}

// settingsLooker collects the numbers of settings, each once.
type settingsLooker struct {
	name    string
	lead    int
	text    *diag.Text
	seen    map[string]bool
	numbers []foundNumber
}

func (l *settingsLooker) table(t *table.Table) {
	for _, e := range t.Entries() {
		l.said(e.Key, e.KeyAt, len(e.Key))
		if e.Value.At < 0 {
			e.Value.At, e.Value.Len = e.KeyAt, len(e.Key)
		}
		l.value(e.Value)
	}
}

func (l *settingsLooker) value(v table.Value) {
	switch data := v.Data.(type) {
	case string:
		l.said(data, v.At, v.Len)
	case int64:
		l.said(strconv.FormatInt(data, 10), v.At, v.Len)
	case float64:
		l.said(strconv.FormatFloat(data, 'f', -1, 64), v.At, v.Len)
	case []table.Value:
		for _, item := range data {
			l.value(item)
		}
	case *table.Table:
		l.table(data)
	}
}

// said looks at a key or a value as a page has it: the end of a line in it is a space there.
func (l *settingsLooker) said(said string, at, length int) {
	for _, n := range personal.Find(strings.ReplaceAll(said, "\n", " ")) {
		if l.seen[n.Digits] {
			continue
		}
		l.seen[n.Digits] = true
		d := inSource(l.name, l.lead, describe(n, l.text.Report(at, length, diag.Error, "", "", ""), "网页上这一项"))
		d.Excerpt = withoutDigits(personal.Mask(d.Excerpt))
		l.numbers = append(l.numbers, foundNumber{Diagnostic: d, digits: n.Digits})
	}
}

// unescaped is a text with the escapes of JSON (\u0030) resolved.
func unescaped(source string) string {
	var b strings.Builder
	for {
		at := strings.Index(source, `\u`)
		if at < 0 || at+6 > len(source) {
			b.WriteString(source)
			return b.String()
		}
		b.WriteString(source[:at])
		if code, err := strconv.ParseUint(source[at+2:at+6], 16, 16); err == nil {
			b.WriteRune(rune(code))
			at += 4
		}
		source = source[at+2:]
	}
}
