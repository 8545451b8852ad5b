package content

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"qizhi/generator/table"
)

// ReviewDigest names what a reader of a page reads, for a review to say what was read: its title, its summary,
// the keys of its own kind (the problem, method and result of a case are its text) and its body. White space
// at the ends of lines and of a text does not count, nor the order of the keys, so that an editor which tidies
// them does not undo a review. Reviews and corrections are no part of it.
func ReviewDigest(front FrontMatter, body string) string {
	h := sha256.New()
	writeRead(h, "title", front.Title)
	writeRead(h, "summary", front.Summary)
	fields := slices.Clone(front.Fields)
	slices.SortStableFunc(fields, func(a, b Field) int { return cmp.Compare(a.Key, b.Key) })
	for _, f := range fields {
		writeValue(h, f.Key, f.Value)
	}
	writeRead(h, "", body)
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// writeValue writes what a key says, however it is written.
func writeValue(w io.Writer, key string, v table.Value) {
	switch data := v.Data.(type) {
	case *table.Table:
		for _, e := range data.Entries() {
			writeValue(w, key+"\x00"+e.Key, e.Value)
		}
	case []table.Value:
		for _, inner := range data {
			writeValue(w, key, inner)
		}
	default:
		writeRead(w, key, fmt.Sprint(data))
	}
}

// writeRead writes one text without what tidying takes away.
func writeRead(w io.Writer, key, text string) {
	io.WriteString(w, key+"\x00")
	for line := range strings.Lines(strings.TrimSpace(unixLines(text))) {
		io.WriteString(w, strings.TrimRight(line, " \t\n")+"\n")
	}
	io.WriteString(w, "\x00")
}

// BodyText returns the body of a source, decoded, without its front matter: what the
// last part of ReviewDigest is made of. ok is false for a source that cannot be read.
func BodyText(path string, raw []byte) (body string, ok bool) {
	source, list := Decode("content/"+path, raw)
	if list.HasErrors() {
		return "", false
	}
	f := findFront(newText(path, source), &list)
	return source[f.body:], !list.HasErrors()
}
