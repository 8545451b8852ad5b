package han

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// What reads many bytes at once says what the standard library says.
func TestBytes(t *testing.T) {
	pieces := []string{"a", "7", " ", "\n", "\x00", "党", "，", "“", "é", "·", "\u0800", "\uFFFD", "\uD7FF", "\uE000", "\uFFFF", "𝟏", "\U0010FFFF",
		"\x80", "\xC2", "\xC0\x80", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xEF\xBC", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5", "\xFF", "abcdefgh"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		var s []byte
		first, few := random.IntN(17), 1+random.IntN(len(pieces))
		for range random.IntN(20) {
			s = append(s, pieces[(first+random.IntN(few))%len(pieces)]...)
		}
		valid := utf8.Valid(s)
		if Valid(s) != valid {
			t.Fatalf("%q: %v", s, !valid)
		}
		if valid && Count(s) != utf8.RuneCount(s) {
			t.Fatalf("%q has %d characters", s, Count(s))
		}
		want := 0
		for want < len(s) && s[want] >= utf8.RuneSelf {
			want++
		}
		if got := BeforeASCII(s); got != want {
			t.Fatalf("%q: %d bytes before ASCII", s, got)
		}
	}
}
