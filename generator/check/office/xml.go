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
	if text, ok := PlainText(raw); ok && len(raw) > 1 && raw[0] >= 0xFE { // UTF-16
		raw = []byte(text)
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

// text visits the text of a member, a paragraph at a time, since numbers are often cut into several runs;
// the rows of tables with their cells parted by tabs; and every value of an attribute that is long enough
// for a number. block names the elements that end a paragraph; nil: all do.
func (r *reader) text(f *zip.File, block []string, where string, visit Visit) error {
	var b, row strings.Builder
	cells, depth := 0, 0
	flush := func() {
		if strings.TrimSpace(b.String()) != "" {
			visit(where, b.String())
			if depth > 0 && row.Len() < 4096 {
				row.WriteString(b.String() + "\t")
				cells++
			}
		}
		b.Reset()
	}
	err := r.each(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "tab", "br", "cr":
				b.WriteByte('\t')
			case "noBreakHyphen":
				b.WriteByte('-')
			case "tr", "table-row":
				depth++
			}
			for _, a := range t.Attr {
				if len(a.Value) >= 11 && a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && strings.ContainsAny(a.Value, "0123456789０１２３４５６７８９") {
					visit(where, a.Value)
				}
			}
		case xml.EndElement:
			if block == nil || slices.Contains(block, t.Name.Local) {
				flush()
			}
			if t.Name.Local == "tr" || t.Name.Local == "table-row" {
				if depth--; cells > 1 {
					visit(where, strings.TrimSuffix(row.String(), "\t"))
				}
				row.Reset()
				cells = 0
			}
		case xml.CharData:
			b.Write(t)
		}
	})
	flush()
	return err
}

// document reads a Word file: its text, headers, footers, notes and comments, what is deleted but still
// kept as a tracked change, charts, descriptions and properties.
func document(r *reader, archive *zip.Reader, visit Visit) error {
	return r.parts(archive, visit, nil)
}

// slides reads a PowerPoint file in the same way.
func slides(r *reader, archive *zip.Reader, visit Visit) error {
	return r.parts(archive, visit, nil)
}

// isRead reports a part that is read in another way.
type isRead func(name string) bool

// parts reads every XML part of a file and what is embedded in it, but for parts read already.
func (r *reader) parts(archive *zip.Reader, visit Visit, done isRead) error {
	var failed error
	for _, f := range archive.File {
		var err error
		name := partPath(f.Name)
		ext := path.Ext(name)
		switch {
		case done != nil && done(name) || strings.HasSuffix(name, "[content_types].xml"):
			continue
		case ext == ".xml" || ext == ".rels" || ext == ".vml":
			var block []string
			if isProse(name) {
				block = []string{"p", "h"}
			}
			err = r.text(f, block, partName(name), visit)
		case strings.Contains(name, "/embeddings/") || ext == ".htm" || ext == ".html" || ext == ".mht" || ext == ".rtf" || ext == ".txt":
			err = r.embedded(f, visit)
		case ext == ".bin" && strings.Contains(name, "sheet"):
			err = ErrUnknown
		}
		if errors.Is(err, ErrLarge) {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// isProse reports a part that is written in paragraphs.
func isProse(name string) bool {
	if strings.Contains(name, "/charts/") || strings.Contains(name, "_rels/") {
		return false
	}
	return strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "ppt/") || strings.HasPrefix(name, "xl/drawings/") ||
		name == "content.xml" || name == "styles.xml"
}

// partPath is a part's name as every program understands it: some write it with backslashes, a slash
// before it or in capitals.
func partPath(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// embedded reads a file within a file, a table in a letter for one.
func (r *reader) embedded(f *zip.File, visit Visit) error {
	raw, err := r.read(f)
	if err != nil {
		return err
	}
	if text, ok := PlainText(raw); ok && !Reads(f.Name) {
		visit("嵌入的文件", text)
		return partly(f.Name)
	}
	return r.file(f.Name, raw, "嵌入的文件", visit, maxDepth-1)
}

// partName is the Chinese name of a part of a file.
func partName(name string) string {
	base := path.Base(name)
	for _, p := range []struct{ prefix, label string }{{"header", "页眉"}, {"footer", "页脚"}, {"comments", "批注"},
		{"footnotes", "脚注"}, {"endnotes", "尾注"}, {"notesslide", "备注"}, {"slide", "幻灯片"}, {"chart", "图表"}, {"core", "文件属性"}, {"custom", "文件属性"}, {"app", "文件属性"}, {"meta", "文件属性"}, {"styles", "页眉页脚"}, {"pivot", "数据透视表"}, {"drawing", "图形"}, {"threadedcomment", "批注"}} {
		if strings.HasPrefix(base, p.prefix) {
			return p.label
		}
	}
	return ""
}

// openDocument reads the text of an OpenDocument file.
func openDocument(r *reader, archive *zip.Reader, visit Visit) error {
	if member(archive, "content.xml") == nil {
		return ErrBroken
	}
	return r.parts(archive, visit, nil)
}
