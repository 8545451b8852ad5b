package site

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
)

// readingsText is the first reading of every character that the dictionary knows, without its tone, as three
// lines: the syllables there are; for each character from firstReadable to lastHan the number of its syllable;
// and for each of the rare ones elsewhere its code and that number. It is looked up where it lies: the dictionary
// itself is a map of 40,000 entries that each start of the program would fill. Written and proved by
// TestReadings.
//
//go:embed readings.txt
var readingsText string

// firstReadable is where the unbroken part begins (Unicode, CJK Unified Ideographs Extension A).
const firstReadable = 0x3400

// How many digits a number and a code have.
const (
	numberDigits = 2
	codeDigits   = 5
)

// digitBase and zeroDigit make a number readable: its digits are the 64 characters from '0' on.
const (
	digitBase = 64
	zeroDigit = '0'
)

// The parts of readingsText.
var (
	syllables []string
	usual     string
	rare      string
)

func init() {
	names, rest, _ := strings.Cut(readingsText, "\n")
	syllables = strings.Split(names, " ")
	usual, rest, _ = strings.Cut(rest, "\n")
	rare = strings.TrimSuffix(rest, "\n")
}

// syllable is the first reading of a Han character, without its tone; "" for any other character.
func syllable(r rune) string {
	switch {
	case r >= firstReadable && r <= lastHan:
		return numbered(usual[numberDigits*int(r-firstReadable):])
	case r < firstReadable && r != '〇':
		return ""
	}
	return rareSyllable(r)
}

// rareSyllable looks for a character outside the unbroken part; they are sorted.
func rareSyllable(r rune) string {
	const size = codeDigits + numberDigits
	code := func(i int) rune {
		n, _ := strconv.ParseInt(rare[i*size:i*size+codeDigits], 16, 32)
		return rune(n)
	}
	n := len(rare) / size
	if i := sort.Search(n, func(i int) bool { return code(i) >= r }); i < n && code(i) == r {
		return numbered(rare[i*size+codeDigits:])
	}
	return ""
}

// numbered is the syllable whose number a text begins with.
func numbered(s string) string {
	return syllables[int(s[0]-zeroDigit)*digitBase+int(s[1]-zeroDigit)]
}
