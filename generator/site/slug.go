package site

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// slugLimit is the most bytes of one part of an address.
const slugLimit = 60

// hashLength is how many characters of a digest stand in for what a slug cannot say.
const hashLength = 8

// Slug is the ASCII form of a name (a file's without its ending, a folder's or a tag's) as it
// stands in an address: pinyin for Han, Latin letters and digits in lower case, one hyphen for
// anything else. It is a function of the name alone, so an address stays when a title changes. It
// is never empty, has at most 60 bytes (a longer one is cut between syllables and ends with a short
// hash of the whole), and is never the name of a Windows device.
func Slug(name string) string { return slugWithin(name, slugLimit) }

// markLength is how many characters of a digest tell apart what is spelt alike.
const markLength = 6

// addressName is the ASCII name of what nobody can give a slug: a tag; attachments and their
// folders are named likewise. A name that is a slug is itself; any other has a mark of its own behind its pinyin,
// always, so that it never moves because another of the same pinyin comes (诚信, 城信). It is a function of
// the name alone, of no other name and of no order.
func addressName(name string) string {
	if len(name) <= slugLimit && isSlug(name) && !isDevice(name) {
		return name
	}
	return marked(slugWithin(name, slugLimit-markLength-1), name)
}

// marked is a slug with the mark of a name behind it.
func marked(slug, name string) string { return slug + "-" + shortHash(name)[:markLength] }

// slugWithin is Slug with another limit.
func slugWithin(name string, limit int) string {
	if len(name) <= limit && isSlug(name) {
		return safeName(name)
	}
	parts := spell(name)
	if len(parts) == 0 {
		return "p-" + shortHash(name)
	}
	slug := strings.Join(parts, "-")
	if len(slug) > limit {
		slug = cutParts(parts, limit-hashLength-1) + "-" + shortHash(name)
	}
	return safeName(slug)
}

// isSlug reports whether s is already what Slug makes: a-z, 0-9 and single hyphens inside.
func isSlug(s string) bool {
	hyphen := true // nothing before the first character to hang a hyphen on
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

// cutParts joins as many parts as fit; a first part that is too long by itself is cut.
func cutParts(parts []string, limit int) string {
	var b strings.Builder
	for _, p := range parts {
		if b.Len() == 0 {
			b.WriteString(p[:min(len(p), limit)])
			continue
		}
		if b.Len()+1+len(p) > limit {
			break
		}
		b.WriteString("-" + p)
	}
	return b.String()
}

// shortHash stands for a name; both Unicode forms of a name have the same.
func shortHash(name string) string {
	sum := sha256.Sum256([]byte(norm.NFC.String(name)))
	return hex.EncodeToString(sum[:])[:hashLength]
}

// safeName keeps a slug from being the name of a Windows device, which no file may have there,
// whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces").
func safeName(slug string) string {
	if isDevice(slug) {
		return slug + "-1"
	}
	return slug
}

// IsDeviceName reports whether Windows takes a file name for a device, whatever its ending: CON,
// con.txt.
func IsDeviceName(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	return isDevice(strings.TrimRight(stem, " "))
}

func isDevice(slug string) bool {
	switch slug {
	case "con", "prn", "aux", "nul", "conin", "conout":
		return true
	}
	return len(slug) == 4 && (strings.HasPrefix(slug, "com") || strings.HasPrefix(slug, "lpt")) &&
		slug[3] >= '0' && slug[3] <= '9'
}
