package chart

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spoken is how many values a description reads out one by one.
const spoken = 12

// describe says the data in a sentence, for a chart without a description of its own: every value
// of a small chart, the largest and the smallest of a large one.
func (w *Words) describe(categories []string, series []Series) string {
	parts := make([]string, 0, len(series))
	all := len(categories)*len(series) <= spoken
	for _, s := range series {
		text := w.extremes(categories, s.Values)
		if all {
			text = w.listing(categories, s.Values)
		}
		if name := clean(s.Name); name != "" && len(series) > 1 {
			text = name + w.Colon + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, w.Semicolon) + w.Stop
}

func (w *Words) listing(categories []string, values []Value) string {
	said := make([]string, len(values))
	for i, v := range values {
		said[i] = beside(clean(categories[i]), v.shown())
	}
	return strings.Join(said, w.Comma)
}

// extremes names the first of the largest and of the smallest values.
func (w *Words) extremes(categories []string, values []Value) string {
	high, low, given := -1, -1, 0
	for i, v := range values {
		if v.Missing {
			continue
		}
		given++
		if high < 0 || v.Number > values[high].Number {
			high = i
		}
		if low < 0 || v.Number < values[low].Number {
			low = i
		}
	}
	text := w.count(w.Items, len(values))
	if given < len(values) {
		text += w.Comma + w.count(w.Unreported, len(values)-given)
	}
	if given == 0 {
		return text
	}
	return text + w.Comma + with(w.Largest, beside(clean(categories[high]), values[high].shown())) +
		w.Comma + with(w.Smallest, beside(clean(categories[low]), values[low].shown()))
}

// count puts a number into a pattern.
func (w *Words) count(pattern string, n int) string {
	return strings.ReplaceAll(pattern, "{1}", strconv.Itoa(n))
}

// beside joins a name and its value, with a space where letters or digits would run together.
func beside(name, value string) string {
	a, _ := utf8.DecodeLastRuneInString(name)
	b, _ := utf8.DecodeRuneInString(value)
	if plain(a) && plain(b) {
		return name + " " + value
	}
	return name + value
}

func plain(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && runeWidth(r) < hanWidth
}
