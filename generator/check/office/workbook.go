package office

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"
)

// workbook reads the cells of an Excel file with their names, its comments, and the texts that are in
// no cell any more: Excel keeps them until somebody looks.
func workbook(r *reader, archive *zip.Reader, visit Visit) error {
	shared, err := r.sharedTexts(archive)
	if err != nil {
		return err
	}
	used := make([]bool, len(shared))
	sheet := 0
	for _, f := range archive.File {
		if isSheet(partPath(f.Name)) {
			sheet++
			err = errors.Join(err, r.cells(f, ordinal(sheet, "个工作表"), shared, used, visit))
		}
		if errors.Is(err, ErrLarge) {
			return err
		}
	}
	for i, text := range shared {
		if !used[i] {
			visit("已从表里删去、文件里还留着的文字", text)
		}
	}
	return errors.Join(err, r.parts(archive, visit, func(name string) bool {
		return isSheet(name) || name == "xl/sharedstrings.xml" || name == "xl/styles.xml"
	}))
}

// isSheet reports a part that holds cells.
func isSheet(name string) bool {
	folder, file := path.Split(name)
	return strings.HasSuffix(file, ".xml") && (folder == "xl/worksheets/" || strings.HasPrefix(folder, "xl/") && strings.HasPrefix(file, "sheet"))
}

// sharedTexts are the texts that cells name by number.
func (r *reader) sharedTexts(archive *zip.Reader) ([]string, error) {
	var texts []string
	var b strings.Builder
	inside, phonetic := false, false
	err := r.each(member(archive, "xl/sharedstrings.xml"), func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			inside = inside || t.Name.Local == "t"
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inside = false
			case "rPh":
				phonetic = false
			case "si":
				texts = append(texts, b.String())
				b.Reset()
			}
		case xml.CharData:
			if inside && !phonetic {
				b.Write(t)
			}
		}
	})
	return texts, err
}

// cell is what is known of a cell while it is read.
type cell struct {
	name, kind string
	text       strings.Builder
	value      bool
}

// cells visits the values of a sheet, "第 1 个工作表 B3" being where, its formulas, and the texts beside the
// cells: headers, lists of choices.
func (r *reader) cells(f *zip.File, sheet string, shared []string, used []bool, visit Visit) error {
	var c *cell
	return r.each(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch {
			case t.Name.Local == "c":
				c = &cell{name: attribute(t, "r"), kind: attribute(t, "t")}
			case c != nil && (t.Name.Local == "v" || t.Name.Local == "t"):
				c.value = true
			}
		case xml.EndElement:
			switch {
			case c == nil:
			case t.Name.Local == "c":
				visit(strings.TrimSpace(sheet+" "+c.name), c.shown(shared, used))
				c = nil
			case t.Name.Local == "v" || t.Name.Local == "t":
				c.value = false
			}
		case xml.CharData:
			if c != nil && c.value {
				c.text.Write(t)
			} else if len(t) >= 11 && strings.TrimSpace(string(t)) != "" {
				visit(sheet, string(t))
			}
		}
	})
}

// shown is the text of a cell, or its number without an exponent.
func (c *cell) shown(shared []string, used []bool) string {
	text := c.text.String()
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(shared) || used[i] {
			return "" // a million cells may name one long text: it is shown where it stands first
		}
		used[i] = true
		return shared[i]
	case "", "n":
		if v, err := strconv.ParseFloat(text, 64); err == nil && v >= 1e9 && v < 9e18 && v == float64(int64(v)) {
			return strconv.FormatInt(int64(v), 10)
		}
	}
	return text
}

func attribute(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name && a.Name.Space == "" })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}
