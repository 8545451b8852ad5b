package content

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// BodyDigest names the text of a body, for a review to say what was read. White space at the ends of
// lines and of the text does not count, so that an editor which tidies it does not undo a review.
func BodyDigest(body string) string {
	h := sha256.New()
	for line := range strings.Lines(strings.TrimSpace(unixLines(body))) {
		h.Write([]byte(strings.TrimRight(line, " \t\n")))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// BodyText returns the body of a source, decoded, without its front matter: what BodyDigest is made
// of. ok is false for a source that cannot be read.
func BodyText(path string, raw []byte) (body string, ok bool) {
	source, list := Decode("content/"+path, raw)
	if list.HasErrors() {
		return "", false
	}
	f := findFront(newText(path, source), &list)
	return source[f.body:], !list.HasErrors()
}
