package check

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/office"
	"qizhi/generator/check/pdf"
	"qizhi/generator/check/personal"
	"qizhi/generator/content"
	"qizhi/generator/content/han"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// Version changes whenever [Stopping] or [Shown] gives another result for the same bytes.
const Version = "8"

// manyNumbers is how many numbers of one file are reported one by one.
const manyNumbers = 20

// Stopping returns the errors for which a source must not be published, whatever it is: an article,
// settings, data, an attachment, or only a name. They are the personal numbers in it, each masked.
//
// It is pure: the same path (relative to content/) and bytes give the same list, so that a build may
// remember the list with the source's digest and call this only for bytes it has not seen. A text
// without a long number costs about a nanosecond a byte and no memory. What the article itself
// silences is left out; what the whole site silences is for [Heard] to leave out.
func Stopping(name string, raw []byte) diag.List {
	numbers, _ := numbersIn(name, raw)
	return stopping(numbers)
}

// everyNumber finds the numbers of a source that its bytes hold and those that only the page shows.
func everyNumber(name string, raw []byte) (numbers []foundNumber, unread error) {
	numbers, unread = numbersIn(name, raw)
	if isArticle(name) {
		source := content.Read(name, raw)
		doc, body := source.Parse()
		numbers = append(numbers, shownIn(source, doc, body)...)
	}
	return numbers, unread
}

// stopping are the numbers that nobody means to publish.
func stopping(numbers []foundNumber) diag.List {
	var list diag.List
	for _, n := range numbers {
		if !n.meant {
			list = append(list, n.Diagnostic)
		}
	}
	return few(list)
}

// Heard leaves out of a list the personal numbers that a site silences as a whole ([check] ignore). It
// is the one exception from the rule that errors are not silenced: an institution may publish a duty
// phone on every page, if it says so.
func Heard(list diag.List, ignore []string) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool {
		return strings.HasPrefix(d.Rule, "personal/") && slices.Contains(ignore, d.Rule)
	})
}

// foundNumber is a personal number in a source.
type foundNumber struct {
	diag.Diagnostic
	digits string
	meant  bool // the writer publishes it on purpose
}

// numbersIn finds the numbers in a source and its name. unread says why the text of an attachment could
// not be read, nil if it was.
func numbersIn(name string, raw []byte) (numbers []foundNumber, unread error) {
	for _, n := range personal.Find(name) {
		numbers = append(numbers, foundNumber{Diagnostic: inName(name, n), digits: n.Digits})
	}
	switch {
	case office.Reads(name):
		var found []foundNumber
		found, unread = inOffice(name, raw)
		numbers = append(numbers, found...)
	case strings.EqualFold(path.Ext(name), ".pdf"):
		var found []foundNumber
		found, unread = inPDF(name, raw)
		numbers = append(numbers, found...)
	case strings.EqualFold(path.Ext(name), ".rtf"):
		if text, ok := office.PlainText(raw); ok {
			numbers = append(numbers, inText(name, []byte(text))...)
		}
	case isClosed(name):
		if isText(name, raw) { // a letter is text, and what it carries is not
			numbers = append(numbers, inText(name, raw)...)
		}
		unread = office.ErrUnknown
	case isText(name, raw):
		numbers = append(numbers, inText(name, raw)...)
		numbers = append(numbers, inMarkup(name, raw, numbers)...)
		numbers = append(numbers, inDecoded(name, raw, numbers)...)
	case len(raw) > 0 && !office.IsMedia(name) && !isCarried(name):
		unread = office.ErrUnknown
	}
	if len(numbers) > 0 {
		meant := purpose(name, raw)
		for i, n := range numbers {
			numbers[i].meant = meant(n.Diagnostic)
		}
	}
	return numbers, unread
}

// inMarkup finds the numbers that a drawing or a page shows and that its bytes take apart.
func inMarkup(name string, raw []byte, known []foundNumber) (numbers []foundNumber) {
	if !slices.Contains([]string{".svg", ".htm", ".html", ".xhtml"}, strings.ToLower(path.Ext(name))) || len(raw) > largeMarkup {
		return nil
	}
	p, err := readPage(raw)
	if err != nil {
		return nil
	}
	for _, text := range p.texts {
		for _, n := range personal.Find(text) {
			if !slices.ContainsFunc(known, func(k foundNumber) bool { return k.digits == n.Digits }) {
				numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, "", n), digits: n.Digits})
			}
		}
	}
	return numbers
}

// largeMarkup is the size beyond which a drawing is read as bytes only.
const largeMarkup = 8 << 20

// isCarried reports a file of programs that is published as it is: there is no text in it to read.
func isCarried(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".js" || ext == ".css" || ext == ".map" || ext == ".wasm" || strings.HasPrefix(path.Base(name), ".")
}

// inOffice finds the numbers in a document, each once: the parts of one repeat each other.
func inOffice(name string, raw []byte) (numbers []foundNumber, unread error) {
	seen := map[string]bool{}
	unread = office.Text(name, raw, func(where, text string) {
		for _, n := range personal.Find(text) {
			if !seen[n.Digits] {
				seen[n.Digits] = true
				numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, where, n), digits: n.Digits})
			}
		}
	})
	return numbers, unread
}

// inPDF finds the numbers in a PDF, each once: its text comes in two ways.
func inPDF(name string, raw []byte) (numbers []foundNumber, unread error) {
	seen := map[string]bool{}
	unread = pdf.Text(raw, func(text string) {
		for _, n := range personal.Find(text) {
			if !seen[n.Digits] {
				seen[n.Digits] = true
				numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, "", n), digits: n.Digits})
			}
		}
	})
	return numbers, unread
}

// isText reports a file whose bytes are its text: by its name, or by what it begins with.
func isText(name string, raw []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".toml", ".csv", ".tsv", ".json", ".txt", ".svg", ".xml", ".yaml", ".yml", ".htm", ".html":
		return true
	}
	head := raw[:min(len(raw), 4096)]
	return bytes.IndexByte(head, 0) < 0 && utf8.Valid(bytes.TrimRightFunc(head, func(r rune) bool { return r == utf8.RuneError }))
}

// isClosed reports a document whose text cannot be read.
func isClosed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".ofd", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".zst",
		".pages", ".numbers", ".key", ".xlsb", ".epub", ".eml", ".mht", ".mhtml", ".msg", ".mdb", ".accdb", ".dbf", ".caj":
		return true
	}
	return false
}

// inText finds the numbers in the bytes of a text. Nearly every text has none, and that is known before
// it is decoded.
func inText(name string, raw []byte) []foundNumber {
	source := snapshot.Text(raw)
	if han.Valid(raw) && strings.IndexByte(source, 0) < 0 && !personal.May(source) {
		return nil
	}
	source, _ = content.Decode("content/"+name, raw)
	found := personal.Find(source)
	if len(found) == 0 {
		return nil
	}
	walk := diag.NewText("content/"+personal.Mask(name), source).Walk()
	lead := 0
	if isArticle(name) {
		doc, _ := content.Parse(name, raw)
		lead = doc.Lead
	}
	numbers := make([]foundNumber, len(found))
	var line shownLine
	for i, n := range found {
		d := inSource(name, lead, describe(n, walk.Report(n.At, n.Len, diag.Error, "", "", ""), "这里"))
		line.read(d.Excerpt)
		d.Excerpt = line.masked
		if strings.Contains(source[n.At:n.At+n.Len], "\n") { // the line holds a piece that nothing would mask
			d.Excerpt = line.veiled()
		}
		numbers[i] = foundNumber{Diagnostic: d, digits: n.Digits}
	}
	return numbers
}

// shownLine is a line as it may be shown: many numbers may stand on one.
type shownLine struct{ line, masked, without string }

func (s *shownLine) read(line string) {
	if line != s.line {
		*s = shownLine{line: line, masked: personal.Mask(line)}
	}
}

// veiled is a line that takes a number apart, without any digit.
func (s *shownLine) veiled() string {
	if s.without == "" {
		s.without = withoutDigits(s.masked)
	}
	return s.without
}

// few reports the first numbers of a file one by one, and how many more there are.
func few(list diag.List) diag.List {
	if len(list) <= manyNumbers {
		return list
	}
	more := list[manyNumbers]
	more.Message = fmt.Sprintf("从这里起还有 %d 处个人信息，不再一一列出", len(list)-manyNumbers)
	return append(list[:manyNumbers:manyNumbers], more)
}
