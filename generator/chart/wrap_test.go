package chart

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		room  float64
		lines string // joined by |
		whole bool
	}{
		{"党支部", 3, "党支部", true},
		{"联合党支部", 3, "联合|党支部", true},
		{"党建指导员", 4, "党建|指导员", true},               // as even as can be, not 党建指导|员
		{"会长、副会长任书记", 7, "会长、|副会长任书记", true},       // at the pause
		{"2022年下半年（示例）", 8, "2022年下半年|（示例）", true}, // before the bracket
		{"参加“会长之家”", 6, "参加|“会长之家”", true},         // quotes stay with what they quote
		{"2022年下半年（示例）", 5, "2022年|下半年|（示例）", true},
		{"四——五", 3, "四——|五", true},                              // a dash is one
		{"党员362人", 3, "党员|362人", true},                          // a number keeps its unit
		{"Chamber of Commerce", 6, "Chamber of|Commerce", true}, // words whole, no space at the end
		{"abcdefghij", 3, "abcde|fghij", false},                 // but for a word wider than the line
		{"999,999,999,999人", 6.2, "999,999,|999,999人", false},   // a number after a comma
		{"", 3, "", true},
	} {
		lines, whole := wrap(c.text, c.room)
		if got := strings.Join(lines, "|"); got != c.lines || whole != c.whole {
			t.Errorf("wrap(%q, %g) = %q, %t; want %q, %t", c.text, c.room, got, whole, c.lines, c.whole)
		}
	}
}

// FuzzWrap: no character is lost, no line is too wide but for a single character, and while words are
// whole no line begins against the rules (but after a space, where any line may begin).
func FuzzWrap(f *testing.F) {
	for _, text := range []string{"“会长之家”活动（示例）", "2022年上半年，85%……——", "a b  c", "👨‍👩‍👧é𠮷", "）））（（（", "\u200b\u0301"} {
		f.Add(text, 3.5)
	}
	f.Fuzz(func(t *testing.T, text string, room float64) {
		text = clean(text)
		if !(room >= 1 && room <= 100) || len(text) > 2000 {
			return
		}
		lines, whole := wrap(text, room)
		if got, want := bare(strings.Join(lines, "")), bare(text); got != want {
			t.Fatalf("wrap(%q, %g) = %q: lost or gained text", text, room, lines)
		}
		for i, line := range lines {
			if !fits(measure(line), room) && len(chunksOf(line)) > 1 && whole {
				t.Errorf("%q is %g em wide, room %g", line, measure(line), room)
			}
			first, _ := utf8.DecodeRuneInString(line)
			if whole && i > 0 && strings.ContainsRune(neverFirst, first) && !strings.Contains(text, " "+line[:utf8.RuneLen(first)]) {
				t.Errorf("a line begins with %q in %q", first, lines)
			}
		}
	})
}

func bare(text string) string { return strings.ReplaceAll(text, " ", "") }

// A number at the end of a line stays whole while it takes less than half the picture.
func TestLongNumberStaysWhole(t *testing.T) {
	svg, err := Line{ID: "c", Title: "党员", Points: []string{"上半年", "下半年"},
		Series: []Series{{Name: "党员", Values: []Value{{Number: 1, Text: "1人"}, {Number: 999999999, Text: "999,999,999人"}}}}}.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(svg, ">999,999,999人</text>") {
		t.Errorf("the number is broken:\n%s", svg)
	}
}
