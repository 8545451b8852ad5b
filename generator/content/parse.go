package content

import (
	"fmt"
	"math"
	"strings"

	"qizhi/generator/diag"
)

// Version changes whenever Parse gives another result for the same bytes; it is part of every key
// under which a parsed document is remembered.
const Version = "12"

// maxSource is the largest source that is parsed. A thick book has less text.
const maxSource = 2 << 20

// Source is the text of one source, decoded once for everybody who reads it.
type Source struct {
	// Path is relative to content/ ("cases/x.md").
	Path string
	// Text is empty where Problems has an error.
	Text     string
	Problems diag.List
}

// Read decodes one source; see [Decode]. raw must not change while the source, or a document parsed from it, is
// in use.
func Read(path string, raw []byte) Source {
	name := "content/" + path
	if len(raw) > maxSource {
		return Source{Path: path, Problems: diag.List{{Position: diag.Position{Path: name}, Severity: diag.Error, Rule: "content/size",
			Message: fmt.Sprintf("文件有 %.1f MB，一篇最多 %d MB", math.Ceil(float64(len(raw))/(1<<20)*10)/10, maxSource>>20), Hint: "分成几篇；图片放在文章旁边，不要写进文章里"}}}
	}
	text, problems := Decode(name, raw)
	return Source{path, text, problems}
}

// Parse reads one source. path is relative to content/ ("cases/x.md"); diagnostics name it as
// "content/cases/x.md". It is pure: the same path and bytes give the same result on every machine.
// Whatever raw holds, it returns a document and a body that fit each other (one literal more than
// there are references) and never panics. raw must not change while the document is in use.
func Parse(path string, raw []byte) (*Document, *Body) { return Read(path, raw).Parse() }

// Parse is [Parse] for a source that is decoded already.
func (s Source) Parse() (doc *Document, body *Body) {
	s.Lend(func(d *Document, b *Body) { doc, body = d, b.Clone() })
	return doc, body
}

// Lend is Parse for whoever is done with the body when to returns: its texts lie in memory that the next source
// is written into, and are twice as long as the source. [Body.Clone] keeps one. The document may be kept.
func (s Source) Lend(to func(*Document, *Body)) {
	doc, body, w := s.parse()
	if w != nil {
		defer w.release()
	}
	to(doc, body)
}

// parse is what Lend lends, with the writer in whose memory the body lies.
func (s Source) parse() (doc *Document, body *Body, w *writer) {
	defer func() {
		if r := recover(); r != nil {
			doc, body = failed(s.Path, r)
			w = nil // who knows in what state it is
		}
	}()
	if s.Problems.HasErrors() {
		doc, body = refused(s.Path, s.Problems...)
		return doc, body, nil
	}
	return parseText(s.Path, s.Text, s.Problems)
}

// refused is a document that could not be read at all.
func refused(path string, why ...diag.Diagnostic) (*Document, *Body) {
	return &Document{Path: path, Lead: 1, Diagnostics: why}, &Body{Literals: []string{""}}
}

// failed is what becomes of a source that one of the libraries cannot bear.
func failed(path string, reason any) (*Document, *Body) {
	return refused(path, diag.Diagnostic{Position: diag.Position{Path: "content/" + path}, Severity: diag.Error, Rule: "content/failed",
		Message: fmt.Sprintf("这一篇无法解析（%v）", reason), Hint: "把文章分成两半分别试，找出是哪一段，并告诉 Qizhi 的维护者"})
}

func parseText(path, source string, list diag.List) (*Document, *Body, *writer) {
	doc := &Document{Path: path, Diagnostics: list}
	text := diag.NewText("content/"+path, source)
	CheckDirection(text, &doc.Diagnostics)
	f := findFront(text, &doc.Diagnostics)
	readable := !doc.Diagnostics.HasErrors()
	if f.kind != noFence && f.to > f.from {
		// Values and excerpts keep this short text in memory, not the whole source.
		settings := diag.NewText("content/"+path, strings.Clone(source[:f.body]))
		var ok bool
		doc.Front, ok = readFront(settings, f, &doc.Diagnostics)
		readable = readable && ok
	}
	doc.Lead = text.At(f.body).Line
	w := newWriter(doc, text, f.body)
	title := w.write(readable && f.kind == noFence)
	if doc.Front.Title == "" {
		doc.Front.Title = title
	}
	if doc.Front.Title == "" && readable && !titleRefused(doc) {
		doc.Diagnostics = append(doc.Diagnostics, missingTitle(text, f, w))
	}
	if len(doc.Front.Reviews) > 0 {
		doc.ReviewDigest = ReviewDigest(doc.Front, source[f.body:])
	}
	body := w.finish()
	doc.Diagnostics = heard(doc)
	return doc, body, w
}

// heard leaves out the warnings that the writer has silenced, and keeps every excerpt apart from
// the source it was cut from.
func heard(doc *Document) diag.List {
	out := doc.Diagnostics[:0]
	for _, d := range doc.Diagnostics {
		if d.Severity == diag.Error || !doc.Silences(d.Rule, d.Line) {
			d.Excerpt = strings.Clone(d.Excerpt)
			out = append(out, d)
		}
	}
	return out
}
