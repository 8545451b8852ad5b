package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Characters that may not begin a line, and those that may not end one (GB/T 15834, 5.1). The dash
// and the ellipsis are two characters each that must stay together: as neither may begin a line, a
// pair is never broken. 半 clings to both sides (上半年), 第 to its number.
const (
	neverFirst = "，。、；：？！）》〉」』】〕〗”’…—～·•％‰℃,.;:?!)]}%半"
	neverLast  = "（《〈「『【〔〖“‘￥([{¥$#№半第"
)

// chunk is a stretch of text that should not be broken, with its width in hundredths of an em.
type chunk struct {
	text  string
	width int
}

// fits compares lengths so that the last bit of a float never decides a layout.
func fits(need, room float64) bool { return need <= room+1e-6 }

// wrap breaks text into as few lines of at most room em as it can, of lengths as equal as it can.
// whole is false when a single word or number had to be broken to fit.
func wrap(text string, room float64) (lines []string, whole bool) {
	if text != "" && fits(measure(text), room) {
		return []string{text}, true
	}
	chunks := chunksOf(text)
	lines, whole = fill(chunks, room)
	if len(lines) < 2 || !whole {
		return lines, whole
	}
	if sensed := atPunctuation(chunks, len(lines), room); sensed != nil {
		return sensed, true
	}
	if len(lines) == 2 {
		return halves(chunks), true
	}
	for less := measure(text) / float64(len(lines)); less < room; less += 0.25 {
		if even, ok := fill(chunks, less); ok && len(even) == len(lines) {
			return even, true
		}
	}
	return lines, whole
}

// halves breaks into two lines as equal as can be, the first the shorter: names are mostly made so
// (联合|党支部, 党建|指导员, 民企|大讲堂).
func halves(chunks []chunk) []string {
	all, before, best, at := 0, 0, 0, 0
	for _, c := range chunks {
		all += c.width
	}
	for i, c := range chunks[:len(chunks)-1] {
		before += c.width
		if longer := max(before-trailing(c.text), all-before); at == 0 || longer < best {
			best, at = longer, i+1
		}
	}
	return []string{strings.TrimRight(join(chunks[:at]), " "), join(chunks[at:])}
}

func join(chunks []chunk) string {
	var b strings.Builder
	for _, c := range chunks {
		b.WriteString(c.text)
	}
	return b.String()
}

// atPunctuation breaks before an opening bracket or after a comma, the nearest to the middle, when
// that makes no more lines; nil when it cannot.
func atPunctuation(chunks []chunk, count int, room float64) []string {
	var best []string
	nearest, all, before := 0, 0, 0
	for _, c := range chunks {
		all += c.width
	}
	for i, c := range chunks {
		if i > 0 && pauses(chunks[i-1].text, c.text) {
			off := max(before-all/2, all/2-before)
			head, one := fill(chunks[:i], room)
			tail, two := fill(chunks[i:], room)
			if one && two && len(head)+len(tail) <= count && (best == nil || off < nearest) {
				best, nearest = append(head, tail...), off
			}
		}
		before += c.width
	}
	return best
}

// pauses reports whether the sense pauses between two chunks.
func pauses(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune("，、；：）》”", a) || strings.ContainsRune("（《“", b)
}

// fill puts chunks into lines, first come, first served.
func fill(chunks []chunk, room float64) (lines []string, whole bool) {
	whole = true
	limit := int(room*100 + 1e-6)
	line, used := "", 0
	for _, c := range chunks {
		bare := c.width - trailing(c.text)
		if line != "" && used+bare > limit {
			lines, line, used = append(lines, strings.TrimRight(line, " ")), "", 0
		}
		if bare > limit && utf8.RuneCountInString(c.text) > 1 {
			whole = false
			var full []string
			full, line, used = split(c.text, limit)
			lines = append(lines, full...)
			continue
		}
		line, used = line+c.text, used+c.width
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines, whole
}

// trailing is the width of the spaces at the end, which count for nothing at the end of a line.
func trailing(text string) int {
	return (len(text) - len(strings.TrimRight(text, " "))) * runeWidth(' ')
}

// split breaks a word that is wider than a line: full lines, and the rest with its width. A long number is
// broken after one of its commas where it has one.
func split(word string, limit int) (full []string, rest string, used int) {
	for word != "" {
		var cluster string
		cluster, word = nextCluster(word)
		w := clusterWidth(cluster)
		for rest != "" && used+w > limit {
			at := strings.LastIndexByte(rest, ',') + 1
			if at == 0 {
				at = len(rest)
			}
			full, rest = append(full, rest[:at]), rest[at:]
			used = widthOf(rest)
		}
		rest, used = rest+cluster, used+w
	}
	return full, rest, used
}

// chunksOf cuts text wherever a line may end.
func chunksOf(text string) []chunk {
	var chunks []chunk
	last, from := "", 0
	for at := 0; at < len(text); {
		cluster, _ := nextCluster(text[at:])
		if last == "" || mayBreak(last, cluster) {
			from = at
			chunks = append(chunks, chunk{})
		}
		at += len(cluster)
		c := &chunks[len(chunks)-1]
		c.text, c.width = text[from:at], c.width+clusterWidth(cluster)
		last = cluster
	}
	return chunks
}

// mayBreak reports whether a line may end between two neighbouring clusters. A number stays with
// the Han character after it, which is its unit.
func mayBreak(before, after string) bool {
	a, _ := utf8.DecodeRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	switch {
	case b == ' ':
		return false
	case a == ' ':
		return true
	case strings.ContainsRune(neverFirst, b) || strings.ContainsRune(neverLast, a):
		return false
	case word(a) && word(b):
		return false
	}
	return !unicode.IsDigit(a) || !unicode.Is(unicode.Han, b)
}

// word reports whether the character belongs to a run that is not broken inside: Latin and other
// alphabets, digits and the signs among them.
func word(r rune) bool { return runeWidth(r) < hanWidth || r < 128 }
