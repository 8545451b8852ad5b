package site

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// fill puts the figures into the texts of a field, as into a summary, and reports those that mean
// nothing; it says too where Markdown was written that will be shown as it stands.
func (w wording) fill(v *FieldValue, written table.Value) {
	switch w.field.Type {
	case TextField, LongField, ListField, RowsField:
	default:
		return
	}
	w.eachText(written, func(text table.Value) {
		w.warnOfMarks(text, written)
		statistics.References(text.Raw, func(at, end int) {
			v.Quoted = append(v.Quoted, text.Raw[at+2:end-2])
			w.checkQuoted(text, written, at, end)
		})
	})
	if len(v.Quoted) == 0 {
		return
	}
	v.Written = slices.Clone(v.Texts)
	for i, text := range v.Texts {
		v.Texts[i], _ = w.in.Statistics.Expand(text, w.leaf.Period)
	}
	for _, row := range v.Rows {
		v.WrittenRows = append(v.WrittenRows, maps.Clone(row))
		for column, text := range row {
			row[column], _ = w.in.Statistics.Expand(text, w.leaf.Period)
		}
	}
}

// eachText calls found with every text of a value, from left to right.
func (w wording) eachText(v table.Value, found func(table.Value)) {
	switch data := v.Data.(type) {
	case string:
		found(v)
	case []table.Value:
		for _, item := range data {
			w.eachText(item, found)
		}
	case *table.Table:
		for _, e := range data.Entries() {
			w.eachText(e.Value, found)
		}
	}
}

// checkQuoted reports one {{…}} of a text that means nothing, or that has its unit written again.
func (w wording) checkQuoted(text, written table.Value, at, end int) {
	place, ref := w.within(text, written, at, end-at), text.Raw[at+2:end-2]
	var wrong *statistics.RefError
	if _, err := w.in.Statistics.Quote(ref, w.leaf.Period); errors.As(err, &wrong) && !wrong.Follows {
		w.problems = append(w.problems, place.Report(diag.Error, "figure/unknown", wrong.Message, wrong.Hint))
		return
	}
	w.checkUnit(ref, text.Raw[end:], w.leaf.Period, place)
}

// within is the place of a part of a text inside the value of the field: offsets are only good for
// telling how far one lies behind the other.
func (w wording) within(text, written table.Value, at, length int) content.Place {
	from := text.At - written.At
	if from < 0 || from+at+length > len(written.Raw) || written.Raw[from+at:from+at+length] != text.Raw[at:at+length] {
		return w.place
	}
	place, before := w.place, written.Raw[:from+at]
	place.Width = utf8.RuneCountInString(text.Raw[at : at+length])
	line := strings.LastIndexByte(before, '\n')
	if line < 0 {
		place.Column += utf8.RuneCountInString(before)
		return place
	}
	rest, _, _ := strings.Cut(written.Raw[line+1:], "\n")
	place.Line += strings.Count(before, "\n")
	place.Column, place.Excerpt = 1+utf8.RuneCountInString(before[line+1:]), rest
	return place
}

// warnOfMarks reports the first mark of Markdown in a text of the settings, where it is shown as it
// is written. It is sure of its cause: a mask is no emphasis.
func (w wording) warnOfMarks(text, written table.Value) {
	for _, line := range strings.Split(text.Data.(string), "\n") {
		if mark := content.Mark(strings.TrimSpace(line), w.field.Type == LongField); mark != "" {
			place := w.place
			if at := strings.Index(text.Raw, mark); at >= 0 {
				place = w.within(text, written, at, len(mark))
			}
			w.problems = append(w.problems, place.Report(diag.Warning, "front-matter/markdown",
				w.field.Label+" "+w.field.Name+" 里的 "+mark+content.MarkMessage, "这里只写文字，空一行就是另一段；要列表、链接、粗体，写到正文里"))
			return
		}
	}
}
