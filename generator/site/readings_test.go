package site

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// firstReading is what the dictionary says first of a character.
func firstReading(r rune) string {
	reading, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	return toneless(reading)
}

// toneless drops the tone mark of a syllable; ü is written v, as in every Chinese input method.
func toneless(s string) string {
	var b strings.Builder
	for _, r := range s {
		if at := strings.IndexRune("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ", r); at >= 0 {
			b.WriteString("aaaaeeeeiiiioooouuuuvvvvvnnn"[at/2 : at/2+1])
		} else if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else if r = []rune(norm.NFD.String(string(r)))[0]; r < utf8.RuneSelf {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// writeReadings is readings.txt of the dictionary.
func writeReadings() []byte {
	set := map[string]bool{"": true}
	for r := range pinyin.PinyinDict {
		set[firstReading(rune(r))] = true
	}
	names := slices.Sorted(maps.Keys(set))
	number := func(r rune) string {
		n, _ := slices.BinarySearch(names, firstReading(r))
		return string([]byte{byte(zeroDigit + n/digitBase), byte(zeroDigit + n%digitBase)})
	}
	var b bytes.Buffer
	b.WriteString(strings.Join(names, " ") + "\n")
	for r := rune(firstReadable); r <= lastHan; r++ {
		b.WriteString(number(r))
	}
	b.WriteString("\n")
	for _, r := range slices.Sorted(maps.Keys(pinyin.PinyinDict)) {
		if r < firstReadable || r > lastHan {
			fmt.Fprintf(&b, "%0*X%s", codeDigits, r, number(rune(r)))
		}
	}
	b.WriteString("\n")
	return b.Bytes()
}

// Every character is read as the dictionary reads it, and nothing else is.
func TestReadings(t *testing.T) {
	data := writeReadings()
	if *update {
		if err := os.WriteFile("readings.txt", data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(data) != readingsText {
		t.Fatal("readings.txt is not what the dictionary says; run with -update")
	}
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if got, want := syllable(r), firstReading(r); got != want {
			t.Fatalf("%q is read %q, the dictionary says %q", r, got, want)
		}
	}
}
