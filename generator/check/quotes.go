package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/prose"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// mendSettings mends settings that cannot be read. Values set in Chinese quotation marks (title = “题”,
// tags = [“甲”，“乙”]) are put into straight ones, and every line whose diagnostic shows how it should be
// written (author：“孙晓”) is written so. It is sure: the line as it is cannot be read by itself, and
// mended it can. YAML takes Chinese marks for text, which needs no mending.
func mendSettings(name, source string) []prose.Edit {
	from, to, yaml := 0, len(source), false
	if isArticle(name) {
		from, to, yaml = frontOf(name, source)
	}
	if from >= to || isReadable(source, from, to, yaml) {
		return nil
	}
	var edits []prose.Edit
	if !yaml {
		edits = mendQuotes(source, from, to)
	}
	for _, r := range table.Repairs(source, from, to, yaml) {
		within := func(e prose.Edit) bool { return e.At >= r.At && e.At < r.At+r.Len }
		if !slices.ContainsFunc(edits, within) && nested(r.Line) && isReadable(r.Line, 0, len(r.Line), yaml) {
			edits = append(edits, prose.Edit{At: r.At, Len: r.Len, New: r.Line})
		}
	}
	return edits
}

// mendQuotes mends the lines of [from, to) whose value is set in Chinese quotation marks.
func mendQuotes(source string, from, to int) []prose.Edit {
	var edits []prose.Edit
	long := ""
	for at := from; at < to; {
		line, _, _ := strings.Cut(source[at:to], "\n")
		start := at
		at += len(line) + 1
		if inside := long != ""; longText(&long, line) || inside || !strings.ContainsAny(line, chineseQuotes) {
			continue
		}
		if value, mended, ok := mendLine(line); ok {
			edits = append(edits, prose.Edit{At: start + value, Len: len(line) - value, New: mended})
		}
	}
	return edits
}

// longText follows the texts of several lines ("""…"""): long is the mark of the one that is open. It
// reports whether the line touches one.
func longText(long *string, line string) bool {
	touched := false
	for _, mark := range []string{`"""`, "'''"} {
		n := strings.Count(line, mark)
		if n == 0 || *long != "" && *long != mark {
			continue
		}
		touched = true
		if n%2 == 1 {
			if *long == "" {
				*long = mark
			} else {
				*long = ""
			}
		}
	}
	return touched
}

// readable reports whether TOML can be read.
func readable(toml string) bool { return isReadable(toml, 0, len(toml), false) }

// isReadable reports whether the bytes [from, to) of a source can be read as settings.
func isReadable(source string, from, to int, yaml bool) bool {
	var problems diag.List
	parse := table.ParseTOML
	if yaml {
		parse = table.ParseYAML
	}
	return parse(diag.NewText("", source), from, to, "", &problems) != nil && !problems.HasErrors()
}

// mendLine returns where the value of a line begins and what is to stand there instead.
func mendLine(line string) (value int, mended string, ok bool) {
	equals := strings.IndexByte(line, '=')
	if equals <= 0 || readable(line) {
		return 0, "", false
	}
	rest := strings.TrimLeft(line[equals+1:], " \t　")
	value = len(line) - len(rest)
	rest = strings.TrimRight(rest, " \t　；;，,。")
	if first, _ := utf8.DecodeRuneInString(rest); first == '[' || first == '【' {
		mended, ok = mendList(rest)
	} else {
		mended, ok = mendValue(rest)
	}
	return value, mended, ok && readable(line[:value]+mended)
}

const chineseQuotes = "“”＂"

// mendValue mends “题”, or a text with a Chinese mark at one end and a straight one at the other. A text
// that has more of them within stays: where it ends is not certain.
func mendValue(s string) (string, bool) {
	first, n := utf8.DecodeRuneInString(s)
	last, m := utf8.DecodeLastRuneInString(s)
	quote := func(r rune) bool { return r == '"' || strings.ContainsRune(chineseQuotes, r) }
	if len(s) < n+m || !quote(first) || !quote(last) || first == '"' && last == '"' {
		return "", false
	}
	inner := s[n : len(s)-m]
	if strings.ContainsAny(inner, `"\＂`) || !nested(inner) {
		return "", false
	}
	return `"` + inner + `"`, true
}

// nested reports a text in which every “ has its ” behind it.
func nested(s string) bool {
	depth := 0
	for _, r := range s {
		switch r {
		case '“':
			depth++
		case '”':
			depth--
		}
		if depth < 0 || depth > 1 {
			return false
		}
	}
	return depth == 0
}

// mendList mends [“甲”，“乙”].
func mendList(s string) (string, bool) {
	s = strings.TrimLeft(strings.TrimRight(s, "]】"), "[【")
	var items []string
	for _, item := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		item = strings.TrimSpace(item)
		if mended, ok := mendValue(item); ok {
			item = mended
		}
		if len(item) < 2 || item[0] != '"' || item[len(item)-1] != '"' {
			return "", false
		}
		items = append(items, item)
	}
	return "[" + strings.Join(items, ", ") + "]", len(items) > 0
}
