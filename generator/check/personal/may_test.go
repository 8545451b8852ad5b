package personal

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// May looks at one character in eleven bytes, and says what a look at each of them says.
func TestMayLooksEverywhere(t *testing.T) {
	pieces := []string{"0", "1", "38", "0013", "8000", "１", "一", "二", "〇", "①", "𝟏", "٣", "²", " ", "-", "\n", "\t", "·", "　", "\u200b", "\u0303",
		"党", "建", "，", "。", "a", "|", ".", ")", "\xEF\xBC", "\x80", "\xE4\xB8", "\xED\xA0\x80", "\U000E0020", "é", "  \n "}
	random := rand.New(rand.NewPCG(1, 2))
	yes := 0
	for range 200_000 {
		var b strings.Builder
		few := 1 + random.IntN(len(pieces))
		for range random.IntN(40) {
			b.WriteString(pieces[random.IntN(few)])
		}
		text := b.String()
		want := broken.holds(text)
		if want {
			yes++
		}
		if May(text) != want {
			t.Fatalf("%q: May says %v", text, !want)
		}
	}
	if yes < 1000 {
		t.Fatalf("only %d texts may hold a number", yes)
	}
}

// What is a link is what the reading of a chain goes over.
func TestLinksAreDigitsAndMarks(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		if want := r == '\n' || IsDigit(r) || markOf(r) != 0; isLink(r) != want {
			t.Fatalf("%U: %v", r, !want)
		}
	}
}
