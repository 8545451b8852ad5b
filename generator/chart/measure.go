package chart

import (
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/width"
)

// The picture is laid out before any font is known, so widths are estimates in hundredths of an em,
// rather too wide than too narrow: they were held against PingFang, Microsoft YaHei and Noto Sans CJK.
const (
	hanWidth   = 100
	emojiWidth = 140
	otherWidth = 75
)

// narrow holds the widths of ASCII that are not those of their class.
var narrow = [128]uint8{
	' ': 30, '!': 36, '"': 50, '\'': 32, '(': 40, ')': 40, ',': 34, '-': 42, '.': 34, '/': 46, ':': 34,
	';': 34, '[': 40, ']': 40, '|': 34, '%': 96, '@': 102, '&': 76, '+': 62, '<': 62, '=': 62, '>': 62, '~': 62,
	'i': 36, 'j': 36, 'l': 36, 't': 44, 'f': 42, 'r': 46, 'm': 96, 'w': 86,
	'I': 42, 'J': 60, 'M': 94, 'W': 100, 'O': 80, 'Q': 80, 'G': 76, 'N': 78, 'H': 78, 'D': 76,
}

// runeWidth is the estimated width of one character in hundredths of an em.
func runeWidth(r rune) int {
	switch {
	case r < 128 && narrow[max(r, 0)] > 0:
		return int(narrow[r])
	case r >= 'A' && r <= 'Z':
		return 72
	case r < 128:
		return 60
	case r >= 0x4E00 && r < 0xA000:
		return hanWidth // without looking it up
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1F000 && r < 0x20000:
		return emojiWidth
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return hanWidth
	}
	return otherWidth
}

// widestCluster keeps a single character from being wider than any line.
const widestCluster = 400

// clusterWidth is the estimated width of one user-perceived character in hundredths of an em. What a
// font may join into one sign (a flag, a family) is measured as if it did not.
func clusterWidth(cluster string) int {
	sum := 0
	for _, r := range cluster {
		sum += runeWidth(r)
	}
	return min(sum, widestCluster)
}

// nextCluster cuts the first user-perceived character off. Nearly all text here is Han and ASCII,
// where that is one character followed by another.
func nextCluster(text string) (cluster, rest string) {
	a, n := utf8.DecodeRuneInString(text)
	if b, m := utf8.DecodeRuneInString(text[n:]); lone(a) && (m == 0 || lone(b)) {
		return text[:n], text[n:]
	}
	cluster, rest, _, _ = uniseg.FirstGraphemeClusterInString(text, -1)
	return cluster, rest
}

// lone reports whether the character never joins another one.
func lone(r rune) bool {
	return r >= ' ' && r < 0x7F || r >= 0x4E00 && r < 0xA000 || r >= 0x3000 && r < 0x3020 || r >= 0xFF01 && r < 0xFF5F
}

// measure is the estimated width of text in em.
func measure(text string) float64 { return float64(widthOf(text)) / 100 }

// widthOf is the same in hundredths of an em.
func widthOf(text string) int {
	sum := 0
	for text != "" {
		var cluster string
		cluster, text = nextCluster(text)
		sum += clusterWidth(cluster)
	}
	return sum
}

// widest is the width of the widest of some lines, in em.
func widest(lines []string) float64 {
	w := 0.0
	for _, line := range lines {
		w = max(w, measure(line))
	}
	return w
}
