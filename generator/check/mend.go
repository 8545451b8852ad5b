package check

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/parallel"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// Change is what --fix does to one file.
type Change struct {
	// Path is that of diagnostics: "content/news/a.md".
	Path string
	// Converted says that the file was in GB18030 and becomes UTF-8.
	Converted bool
	// Before and After are the text, decoded, with its own line ends.
	Before, After string

	file string // where it lies
	raw  []byte // its bytes as they were read
	// encode writes a text in the encoding of the file.
	encode func(string) []byte
}

// Mend works out what can be mended for certain in a site's sources, and changes nothing: half-width
// commas between Han characters, doubled marks, GB18030 files, texts with one line a paragraph, masks without their backslash, and
// the lines of settings that cannot be read and whose diagnostics show how they should be written. What a writer has silenced stays. Line
// ends, the byte order mark and everything else stay as they are, and mending twice is mending once.
func Mend(s *site.Site, snap *snapshot.Snapshot) []Change {
	e := newEditor(s.Config.Check.Terms, nil)
	e.ignore, e.named = s.Config.Check.Ignore, naming(s.Kinds)
	found := make([]*Change, len(snap.Sources))
	parallel.Do(len(found), func(i int) {
		src := snap.Sources[i]
		if !isArticle(src.Path) && !strings.HasSuffix(src.Path, ".toml") {
			return
		}
		if raw, err := src.Read(); err == nil {
			if c, ok := e.mend(src.Path, raw); ok {
				c.file = src.File()
				found[i] = c
			}
		}
	})
	var changes []Change
	for _, c := range found {
		if c != nil {
			changes = append(changes, *c)
		}
	}
	return changes
}

// mend works out the change of one source; false when there is none.
func (e *editor) mend(name string, raw []byte) (*Change, bool) {
	before, encode, converted, ok := ownText(raw)
	if !ok {
		return nil, false
	}
	c := &Change{Path: "content/" + name, Before: before, After: e.mendText(name, before), raw: raw, encode: encode}
	c.Converted = converted && !slices.Contains(e.ignore, ruleGB18030) && !e.pageIgnores(name, c.After, ruleGB18030)
	if converted && !c.Converted {
		return nil, false // what is not to be converted cannot be written
	}
	return c, c.Converted || c.After != c.Before
}

func (e *editor) pageIgnores(name, source, rule string) bool {
	if !isArticle(name) {
		return false
	}
	doc, _ := content.Parse(name, []byte(source))
	return slices.Contains(doc.Front.Ignore, rule)
}

// ownText decodes a source and keeps its line ends. UTF-16 is written back as UTF-16; converted says that
// the source is in GB18030 and becomes UTF-8.
func ownText(raw []byte) (text string, encode func(string) []byte, converted, ok bool) {
	plain := func(s string) []byte { return []byte(s) }
	if text, write, ok := content.UTF16(raw); ok {
		return text, write, false, true
	}
	if bytes.IndexByte(raw, 0) >= 0 || bytes.HasPrefix(raw, []byte("\xFF\xFE")) || bytes.HasPrefix(raw, []byte("\xFE\xFF")) {
		return "", nil, false, false
	}
	if utf8.Valid(raw) {
		return string(raw), plain, false, true
	}
	if _, problems := content.Decode("", raw); problems.HasErrors() {
		return "", nil, false, false
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	return string(out), plain, true, err == nil
}

// rounds bounds how often a text is mended again: what one edit makes readable may need another.
const rounds = 6

// mendText mends a text until there is nothing left to mend.
func (e *editor) mendText(name, text string) string {
	for range rounds {
		edits := e.edits(name, text)
		if len(edits) == 0 {
			break
		}
		text = apply(text, edits)
	}
	return text
}

// edits are what can be mended in a text, in its own offsets, in order, none within another.
func (e *editor) edits(name, text string) []prose.Edit {
	source, _ := content.Decode("content/"+name, []byte(text))
	var doc *content.Document
	if isArticle(name) {
		doc, _ = content.Parse(name, []byte(text))
	}
	var edits []prose.Edit
	for _, f := range e.read(name, source, "", doc).found {
		if f.Edit != nil && !slices.Contains(e.ignore, f.Rule) {
			edits = append(edits, *f.Edit)
		}
	}
	edits = append(edits, mendSettings(name, source)...)
	if doc != nil && !slices.Contains(e.ignore, ruleLines) {
		edits = append(edits, mendLines(source, doc)...)
	}
	if doc != nil && !slices.Contains(e.ignore, ruleMask) {
		edits = append(edits, mendMasks(source, doc)...)
	}
	slices.SortStableFunc(edits, func(a, b prose.Edit) int { return cmp.Or(a.At-b.At, a.Len-b.Len) })
	return inOwn(text, apart(edits))
}

// apart leaves out edits that overlap an earlier one; the next round finds them again.
func apart(edits []prose.Edit) []prose.Edit {
	out, end := edits[:0], 0
	for _, e := range edits {
		if e.At >= end {
			out = append(out, e)
			end = e.At + e.Len
		}
	}
	return out
}

// mendLines puts a blank line before every line that is a paragraph of its own, but for those where the
// warning is silenced.
func mendLines(source string, doc *content.Document) []prose.Edit {
	mended := content.MendLines(source)
	if mended == source {
		return nil
	}
	text := diag.NewText("", source)
	var edits []prose.Edit
	for i, j := 0, 0; j < len(mended); {
		if i < len(source) && source[i] == mended[j] {
			i++
			j++
			continue
		}
		if !doc.Silences(ruleLines, text.At(i).Line) {
			edits = append(edits, prose.Edit{At: i, New: "\n"})
		}
		j++
	}
	return edits
}

// mendMasks escapes the asterisks that hide part of a name for certain, but for those where the warning
// is silenced.
func mendMasks(source string, doc *content.Document) []prose.Edit {
	var edits []prose.Edit
	text := diag.NewText("", source)
	for _, at := range content.CertainMasks(source) {
		if !doc.Silences(ruleMask, text.At(at).Line) {
			edits = append(edits, prose.Edit{At: at, New: `\`})
		}
	}
	return edits
}

// inOwn moves edits of a text with \n line ends to the text with its own: CRLF, and a byte order mark.
// A line end that an edit brings is like the one before it.
func inOwn(text string, edits []prose.Edit) []prose.Edit {
	at, plain := 0, 0
	if strings.HasPrefix(text, "\uFEFF") {
		at = len("\uFEFF")
	}
	ending := "\n"
	advance := func(to int) {
		for ; plain < to; plain++ {
			if text[at] == '\r' && at+1 < len(text) && text[at+1] == '\n' {
				ending = "\r\n"
				at++
			} else if text[at] == '\r' || text[at] == '\n' {
				ending = text[at : at+1]
			}
			at++
		}
	}
	out := make([]prose.Edit, len(edits))
	for i, e := range edits {
		advance(e.At)
		start := at
		bring := ending
		advance(e.At + e.Len)
		out[i] = prose.Edit{At: start, Len: at - start, New: strings.ReplaceAll(e.New, "\n", bring)}
	}
	return out
}

func apply(text string, edits []prose.Edit) string {
	var b strings.Builder
	from := 0
	for _, e := range edits {
		b.WriteString(text[from:e.At])
		b.WriteString(e.New)
		from = e.At + e.Len
	}
	b.WriteString(text[from:])
	return b.String()
}
