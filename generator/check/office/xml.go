package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// each walks the tokens of a member. A member that is no XML is broken; one that is not there is empty.
func (r *reader) each(f *zip.File, token func(xml.Token)) error {
	if f == nil {
		return nil
	}
	raw, err := r.read(f)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return ErrBroken
		}
		token(t)
	}
}

// paragraphs visits the text of a member, a paragraph at a time: numbers are often cut into several
// runs. block names the elements that end a paragraph, text those that hold characters (nil: all do).
func (r *reader) paragraphs(f *zip.File, block, text []string, where string, visit Visit) error {
	var b strings.Builder
	inside := text == nil
	flush := func() {
		if b.Len() > 0 {
			visit(where, b.String())
			b.Reset()
		}
	}
	err := r.each(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			inside = inside || slices.Contains(text, t.Name.Local)
			if t.Name.Local == "tab" || t.Name.Local == "br" {
				b.WriteByte('\n')
			}
		case xml.EndElement:
			if slices.Contains(text, t.Name.Local) {
				inside = false
			}
			if slices.Contains(block, t.Name.Local) {
				flush()
			}
		case xml.CharData:
			if inside {
				b.Write(t)
			}
		}
	})
	flush()
	return err
}

// document reads the parts of a Word file: its text, headers, footers, notes and comments, and what is
// deleted but still kept as a tracked change.
func document(r *reader, archive *zip.Reader, visit Visit) error {
	return r.parts(archive, "word/", []string{"p"}, []string{"t", "delText", "instrText"}, visit)
}

// slides reads the slides and notes of a PowerPoint file.
func slides(r *reader, archive *zip.Reader, visit Visit) error {
	return r.parts(archive, "ppt/", []string{"p"}, []string{"t"}, visit)
}

// parts reads every XML member of a folder and what is embedded in the file.
func (r *reader) parts(archive *zip.Reader, folder string, block, text []string, visit Visit) error {
	var failed error
	for _, f := range archive.File {
		var err error
		switch {
		case !strings.HasPrefix(f.Name, folder):
			continue
		case strings.HasSuffix(f.Name, ".xml"):
			err = r.paragraphs(f, block, text, partName(f.Name), visit)
		case strings.Contains(f.Name, "/embeddings/") && Reads(f.Name):
			err = r.embedded(f, visit)
		}
		if errors.Is(err, ErrLarge) {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// embedded reads a file within a file, a table in a letter for one.
func (r *reader) embedded(f *zip.File, visit Visit) error {
	raw, err := r.read(f)
	if err != nil {
		return err
	}
	return r.file(f.Name, raw, "嵌入的文件", visit, maxDepth-1)
}

// partName is the Chinese name of a part of a file.
func partName(name string) string {
	base := path.Base(name)
	for _, p := range []struct{ prefix, label string }{{"header", "页眉"}, {"footer", "页脚"}, {"comments", "批注"},
		{"footnotes", "脚注"}, {"endnotes", "尾注"}, {"notesSlide", "备注"}, {"slide", "幻灯片"}} {
		if strings.HasPrefix(base, p.prefix) {
			return p.label
		}
	}
	return ""
}

// openDocument reads the text of an OpenDocument file.
func openDocument(r *reader, archive *zip.Reader, visit Visit) error {
	f := member(archive, "content.xml")
	if f == nil {
		return ErrBroken
	}
	return errors.Join(
		r.paragraphs(f, []string{"p", "h"}, nil, "", visit),
		r.paragraphs(member(archive, "styles.xml"), []string{"p", "h"}, nil, "页眉页脚", visit))
}
