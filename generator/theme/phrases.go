package theme

import (
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The lengths, in characters, that Phrases goes by.
const (
	wholeTitle  = 8  // a title so short stays in one line anyway
	shortQuote  = 10 // a quotation so short is never broken
	shortPhrase = 3  // a piece so short is joined to the next: 三、四
	longPhrase  = 18 // a piece longer than a phone's line gains nothing by being held together
	shortLine   = 6  // a line of large type on a phone, in the elder mode
	shortWord   = 2  // characters that are no word of the field, so few, go with the word behind them: 市商会
	shortRun    = 4  // and so few stay together
	shortNumber = 2  // a number in brackets, （一）, stays with what it counts
)

// Phrases breaks a title by sense: <span class="b">十六名商会党员示范户</span><span
// class="b">签订《诚信经营承诺书》</span>. Each piece is an inline block, so a line ends between two of
// them and a punctuation mark never begins one. In a piece too long for a phone's line of large type the words of the
// field and dates are held together: <span class="w">商会</span>. A word is no block, since a screen reader pauses at
// the edge of one; at the edge of a piece, where a mark stands, it may. Masks are as in [Masked]. A short title stays whole.
func Phrases(title string) template.HTML { return template.HTML(appendPhrases(nil, title)) }

func appendPhrases(out []byte, title string) []byte {
	if utf8.RuneCountInString(title) <= wholeTitle {
		return appendMasked(out, title)
	}
	var room [8]string // titles of more pieces are rare
	for _, piece := range phrases(room[:0], title) {
		words := strings.TrimRight(piece, " ")
		switch length := utf8.RuneCountInString(words); {
		case piece == title || length > longPhrase:
			out = appendWords(out, piece)
		case length > shortLine && heldTogether(words) < len(words):
			out = append(appendWords(append(out, `<span class="b">`...), words), `</span>`...)
			out = append(out, piece[len(words):]...)
		default:
			out = append(appendPiece(out, words), piece[len(words):]...)
		}
	}
	return out
}

func appendPiece(out []byte, words string) []byte {
	return append(appendMasked(append(out, `<span class="b">`...), words), `</span>`...)
}

// appendWord writes what is held together within a piece; a quotation too long for a narrow line is a piece of its own.
func appendWord(out []byte, word string) []byte {
	if mark, size := utf8.DecodeRuneInString(word); opens(mark) && runes(word) > shortLine {
		out = append(append(out, `<span class="b">`...), word[:size]...)
		return append(appendWords(out, word[size:]), `</span>`...)
	}
	return append(appendMasked(append(out, `<span class="w">`...), word), `</span>`...)
}

// appendWords writes a long piece in which dates (2022年上半年) and the words of the field are held together, each
// with the marks that stand at it.
func appendWords(out []byte, piece string) []byte {
	bare := 0 // where the text begins that is not yet written
	for at := 0; at < len(piece); {
		end := wordEnd(piece, at)
		if end == at {
			_, size := utf8.DecodeRuneInString(piece[at:])
			at += size
			continue
		}
		if mark, size := utf8.DecodeLastRuneInString(piece[bare:at]); size > 0 && opens(mark) {
			at -= size
		}
		if runes(piece[bare:at]) <= shortWord && !strings.Contains(piece[bare:at], " ") {
			at = bare
		}
		out = appendWord(appendRun(out, piece[bare:at]), piece[at:end])
		at, bare = end, end
	}
	return appendRun(out, piece[bare:])
}

// appendRun writes what stands between words of the field: a short run is held together too.
func appendRun(out []byte, run string) []byte {
	if n := runes(strings.TrimRightFunc(run, follows)); n < 2 || n > shortRun || strings.Contains(run, " ") {
		return appendMasked(out, run)
	}
	return appendWord(out, run)
}

// wordEnd is where the word ends that begins at a place, with what may not begin a line after it; the place itself
// where no word begins.
func wordEnd(piece string, at int) int {
	start, held := at, heldTogether(piece[at:])
	if held == 0 {
		return at
	}
	for at += held; at < len(piece); {
		if counts(piece[at:]) {
			at = enclosed(piece, at)
			continue
		}
		mark, size := utf8.DecodeRuneInString(piece[at:])
		if !follows(mark) {
			break
		}
		at += size
	}
	if rest := piece[at:]; runes(rest) <= shortWord && runes(piece[start:]) <= shortLine && !strings.Contains(rest, " ") {
		return len(piece) // 检查的通知: no line of two characters at the end
	}
	return at
}

// follows are what may not begin a line, and 的.
func follows(r rune) bool {
	return stops(r) || shuts(r) || r == '—' || r == '…' || r == '·' || r == '的'
}

// heldTogether is the length of what a text begins with and that is not broken: a date, a number, a short quotation, a
// word; 0: none.
func heldTogether(text string) int {
	if text[0] >= '0' && text[0] <= '9' {
		return len(text) - len(strings.TrimLeft(text, "0123456789年月日上下半季度届期次名家个"))
	}
	if mark, _ := utf8.DecodeRuneInString(text); opens(mark) {
		if end := enclosed(text, 0); runes(text[:end]) <= shortQuote {
			return end
		}
	}
	return fieldWord(text)
}

// phrases appends the pieces of a title, which is cut after punctuation that ends a phrase, before what opens one, and at spaces
// beside Han. A book title or quotation of up to longPhrase characters is not cut inside.
func phrases(pieces []string, title string) []string {
	start, closes := 0, 0             // bytes: the piece's begin, and the mark that closes what is open
	length, left := 0, runes(title)-1 // characters in the piece so far, and after this one
	var earlier, before rune
	for at, r := range title {
		if at >= closes && length > shortPhrase && left >= shortPhrase && breaks(earlier, before, r) && !counts(title[at:]) {
			pieces = append(pieces, title[start:at])
			start, length = at, 0
		}
		if at >= closes && opens(r) {
			closes = enclosed(title, at)
		}
		earlier, before = before, r
		length++
		left--
	}
	return append(pieces, title[start:])
}

// counts reports whether a text begins with a number in brackets: （一）.
func counts(text string) bool {
	inside, found := strings.CutPrefix(text, "（")
	end := strings.Index(inside, "）")
	return found && end > 0 && runes(inside[:end]) <= shortNumber
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// enclosed is the offset just after the mark that closes what opens at a place, or the place itself
// when nothing does or it is too long to hold together.
func enclosed(title string, at int) int {
	open, size := utf8.DecodeRuneInString(title[at:])
	want := closing[strings.IndexRune(opening, open):][:size]
	n := strings.Index(title[at:], want)
	if n < 0 || runes(title[at:at+n]) >= longPhrase {
		return at
	}
	return at + n + size
}

// The marks in pairs; every one is three bytes in UTF-8, so that an index in one is one in the other.
const (
	opening = "《〈“‘（【「『"
	closing = "》〉”’）】」』"
)

func opens(r rune) bool {
	switch r {
	case '《', '〈', '“', '‘', '（', '【', '「', '『':
		return true
	}
	return false
}

func shuts(r rune) bool {
	switch r {
	case '》', '〉', '”', '’', '）', '】', '」', '』':
		return true
	}
	return false
}

// stops are the marks after which a phrase ends.
func stops(r rune) bool {
	switch r {
	case '：', '，', '、', '；', '。', '！', '？':
		return true
	}
	return false
}

// breaks reports whether a line may end before r, which stands after before and earlier.
func breaks(earlier, before, r rune) bool {
	switch {
	case stops(r), shuts(r), r == '—', r == '…', r == '·', opens(before):
		return false
	case stops(before), opens(r), before == '—', before == '…':
		return true
	case before == ' ':
		return r != ' ' && (unicode.Is(unicode.Han, earlier) || unicode.Is(unicode.Han, r))
	}
	return shuts(before) && before != '’' && r != '的' && unicode.Is(unicode.Han, r)
}

// Masked is a text with its masks made readable: the report hides names with * (市*商会), which a
// screen reader is to read as 某 and not as 星. Asterisks that touch no Han character stay as they are.
func Masked(text string) template.HTML { return template.HTML(appendMasked(nil, text)) }

func appendMasked(out []byte, text string) []byte {
	if strings.IndexByte(text, '*') < 0 {
		return appendText(out, text)
	}
	whole := strings.Trim(text, "*") == "" // a name of which nothing is left
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
		if whole || unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after) {
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
