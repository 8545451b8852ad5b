package statistics

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"qizhi/generator/diag"
)

// verifyAcross holds the periods against each other: shorter ones that make up a longer one exactly add
// up to its flows, and periods that end on one day have the same stocks. Made-up periods (示例) are held
// against made-up ones only.
func (l *loader) verifyAcross() {
	l.verifyCopiedCorrections()
	byStart, byEnd := map[int][]*periodFile{}, map[int]*periodFile{}
	for _, f := range l.files {
		byStart[f.span.start] = append(byStart[f.span.start], f)
	}
	for _, fs := range byStart { // the longest first; each list by itself, so the order of the map is none
		slices.SortFunc(fs, func(a, b *periodFile) int { return cmp.Compare(b.span.months(), a.span.months()) })
	}
	for _, f := range l.files { // in the order of time, of one end the shorter first
		shorter := byEnd[f.span.end]
		for _, i := range l.set.Indicators {
			switch {
			case i.Kind == Flow:
				l.verifyTotal(f, i, byStart)
			case i.Kind == Stock && shorter != nil:
				l.verifySameDay(f, shorter, i)
			}
		}
		if shorter == nil || shorter.Sample && !f.Sample {
			byEnd[f.span.end] = f
		}
	}
}

// verifyTotal: a flow of a period is the sum over the shorter periods that make it up.
func (l *loader) verifyTotal(f *periodFile, i *Indicator, byStart map[int][]*periodFile) {
	whole, ok := f.values[i.Name]
	if !ok {
		return
	}
	parts := partsOf(f, i, byStart)
	if parts == nil {
		return
	}
	total, terms := new(big.Rat), make([]string, len(parts))
	for k, part := range parts {
		n := part.values[i.Name].number
		total.Add(total, n)
		terms[k] = shortest(n)
	}
	if total.Cmp(whole.number) == 0 {
		return
	}
	f.table.Report(whole.value, diag.Error, "statistics/total", fmt.Sprintf("%s在%s是 %s，各期相加却是 %s=%s", i.named(), f.Title, i.text(whole.number), strings.Join(terms, "+"), i.text(total)),
		"核对这一行和 "+filesNamed(parts)+"；各期不能相加的，kind 不是 flow")
}

// partsOf are the shorter periods with a value that make up a period exactly, in the order of time; nil
// where they do not. Periods lie within each other or apart, so the longest that begins somewhere is
// always the right one.
func partsOf(f *periodFile, i *Indicator, byStart map[int][]*periodFile) []*periodFile {
	var parts []*periodFile
	for at := f.span.start; at < f.span.end; {
		k := slices.IndexFunc(byStart[at], func(part *periodFile) bool {
			_, given := part.values[i.Name]
			return given && part.span.months() < f.span.months() && part.Sample == f.Sample
		})
		if k < 0 {
			return nil
		}
		part := byStart[at][k]
		parts, at = append(parts, part), part.span.end
	}
	return parts
}

// verifySameDay: two periods that end on one day count the same stock, unless both name a day, and not the same.
func (l *loader) verifySameDay(f, shorter *periodFile, i *Indicator) {
	mine, given := f.values[i.Name]
	other, too := shorter.values[i.Name]
	if !given || !too || f.Sample != shorter.Sample || otherDays(f, shorter) || mine.number.Cmp(other.number) == 0 {
		return
	}
	f.table.Report(mine.value, diag.Error, "statistics/same-day", fmt.Sprintf("%s在%s是 %s，在同一天结束的%s却是 %s", i.named(), f.Title, i.text(mine.number), shorter.Title, i.text(other.number)),
		"核对这一行和 "+filesNamed([]*periodFile{shorter})+"；统计的日期不同的，两个文件都写 as_of")
}

// filesNamed names the files of periods, at most four of them.
func filesNamed(files []*periodFile) string {
	var names []string
	for _, f := range files {
		names = append(names, "content/"+f.path)
	}
	if len(names) > 4 {
		return strings.Join(names[:4], "、") + " 等"
	}
	return strings.Join(names, "、")
}
