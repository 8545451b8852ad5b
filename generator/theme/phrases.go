package theme

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The lengths, in characters, that Phrases goes by.
const (
	wholeTitle  = 10 // a title so short stays in one line anyway
	shortPhrase = 3  // a piece so short is joined to the next: 三、四
	longPhrase  = 18 // a piece longer than a phone's line gains nothing by being held together
)

// Phrases breaks a title by sense: <span class="b">十六名商会党员示范户</span><span
// class="b">签订《诚信经营承诺书》</span>. Each piece is an inline block, so a line ends between two of
// them and a punctuation mark never begins one. Masks are as in [Masked]. A short title stays whole.
func Phrases(title string) template.HTML { return template.HTML(appendPhrases(nil, title)) }

func appendPhrases(out []byte, title string) []byte {
	if utf8.RuneCountInString(title) <= wholeTitle {
		return appendMasked(out, title)
	}
	for _, piece := range phrases(title) {
		words := strings.TrimRight(piece, " ")
		if piece == title || utf8.RuneCountInString(words) > longPhrase {
			out = appendMasked(out, piece)
			continue
		}
		out = append(out, `<span class="b">`...)
		out = appendMasked(out, words)
		out = append(out, `</span>`...)
		out = append(out, piece[len(words):]...)
	}
	return out
}

// phrases cuts a title after punctuation that ends a phrase, before what opens one, and at spaces
// beside Han. A book title or quotation of up to longPhrase characters is not cut inside.
func phrases(title string) []string {
	var pieces []string
	runes := []rune(title)
	start, closes := 0, 0
	for i := 1; i < len(runes); i++ {
		if i > closes {
			closes = enclosed(runes, i-1)
		}
		if i <= closes || !breaks(runes, i) {
			continue
		}
		if i-start > shortPhrase && len(runes)-i > shortPhrase {
			pieces = append(pieces, string(runes[start:i]))
			start = i
		}
	}
	return append(pieces, string(runes[start:]))
}

// enclosed is the index of the mark that closes what runes[i] opens, 0 when it opens nothing or
// something too long to hold together.
func enclosed(runes []rune, i int) int {
	at := strings.IndexRune(opening, runes[i])
	if at < 0 {
		return 0
	}
	want, _ := utf8.DecodeRuneInString(closing[at:])
	for j := i + 1; j < len(runes) && j-i < longPhrase; j++ {
		if runes[j] == want {
			return j
		}
	}
	return 0
}

// The marks in pairs; every one is three bytes in UTF-8, so that an index in one is one in the other.
const (
	opening = "《〈“‘（【「『"
	closing = "》〉”’）】」』"
)

// breaks reports whether a line may end before runes[i].
func breaks(runes []rune, i int) bool {
	before, at := runes[i-1], runes[i]
	switch {
	case strings.ContainsRune(closing+"：，、；。！？—…·", at):
		return false
	case strings.ContainsRune("：，、；。！？", before), strings.ContainsRune(opening, at):
		return true
	case before == '—' || before == '…':
		return true
	case before == ' ':
		return at != ' ' && (i > 1 && unicode.Is(unicode.Han, runes[i-2]) || unicode.Is(unicode.Han, at))
	case strings.ContainsRune(closing, before):
		return unicode.Is(unicode.Han, at) && at != '的' && before != '’'
	}
	return false
}

// Masked is a text with its masks made readable: the report hides names with * (市*商会), which a
// screen reader is to read as 某 and not as 星. Asterisks that touch no Han character stay as they are.
func Masked(text string) template.HTML { return template.HTML(appendMasked(nil, text)) }

func appendMasked(out []byte, text string) []byte {
	for {
		at := strings.IndexByte(text, '*')
		if at < 0 {
			return appendText(out, text)
		}
		end := at
		for end < len(text) && text[end] == '*' {
			end++
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		out = appendText(out, text[:at])
		if unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after) {
			out = append(out, `<span class="mask"><span aria-hidden="true">`...)
			out = append(out, text[at:end]...)
			out = append(out, `</span><span class="sr">某</span></span>`...)
		} else {
			out = append(out, text[at:end]...)
		}
		text = text[end:]
	}
}

// Numerals sets the numbers of a sentence in <b class="n">: <b class="n">40</b>家直属商会中.
func Numerals(text string) template.HTML { return template.HTML(appendNumerals(nil, text)) }

func appendNumerals(out []byte, text string) []byte {
	for len(text) > 0 {
		at := strings.IndexAny(text, "0123456789")
		if at < 0 {
			break
		}
		end := at
		for end < len(text) && (text[end] >= '0' && text[end] <= '9' || strings.IndexByte(".,%", text[end]) >= 0) {
			end++
		}
		out = appendText(out, text[:at])
		out = append(append(append(out, `<b class="n">`...), text[at:end]...), `</b>`...)
		text = text[end:]
	}
	return appendText(out, text)
}
