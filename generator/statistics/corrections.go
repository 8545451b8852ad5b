package statistics

import (
	"errors"
	"math/big"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// writtenCorrection is a [[corrections]] entry as written, until the figures are known.
type writtenCorrection struct {
	Correction
	table *table.Table
}

// readDate reads a date that may be TOML's own or a text.
func readDate(t *table.Table, key string) content.Date {
	v, ok := t.Get(key)
	if !ok {
		return content.Date{}
	}
	text, isText := v.Data.(string)
	if m, isMoment := v.Data.(table.Moment); isMoment {
		text = string(m)
	} else if !isText {
		t.Report(v, diag.Error, "statistics/date", key+" 的值不是日期", "写成 "+key+" = 2022-06-30")
		return content.Date{}
	}
	d, err := content.ParseDate(text, content.Zone)
	var wrong *content.DateError
	if errors.As(err, &wrong) {
		t.Report(v, diag.Error, "statistics/date", wrong.Message, wrong.Hint)
	}
	return d
}

// correctionKeys are what every correction must say.
var correctionKeys = []string{"indicator", "date", "was", "now", "reason"}

// readCorrections reads [[corrections]]: which figure was published wrong, when that was put right,
// and why.
func (l *loader) readCorrections(f *periodFile) {
	for _, t := range f.table.Tables("corrections") {
		c := writtenCorrection{table: t}
		c.Date, c.Reason = readDate(t, "date"), strings.TrimSpace(t.String("reason"))
		if on, ok := t.Get("date"); ok {
			c.dateAt = placeOf(t, on)
		}
		name := t.String("indicator")
		v, _ := t.Get("indicator")
		was, hasWas := t.Get("was")
		now, hasNow := t.Get("now")
		c.complete()
		t.WarnUnknown()
		if name == "" || !hasWas || !hasNow {
			continue
		}
		at, length := inside(v, 0, len(name))
		c.Indicator = l.knownIndicator(t, name, at, length)
		c.Was, c.Now = readNumberOf(t, "was", was), readNumberOf(t, "now", now)
		if c.Indicator != nil && c.possible("was", was, c.Was) && c.possible("now", now, c.Now) {
			f.written = append(f.written, c)
		}
	}
}

// possible holds one of the two values to what the figure itself is held to: the site has never shown
// −326.5 members.
func (c writtenCorrection) possible(key string, v table.Value, n *big.Rat) bool {
	e := table.Entry{Key: key, Value: v}
	return n != nil && bounded(c.table, e, c.Indicator, n) && decimalsFit(c.table, e, c.Indicator, n)
}

// complete reports the keys that the correction lacks.
func (c writtenCorrection) complete() {
	var lacking []string
	for _, key := range correctionKeys {
		if !c.table.Has(key) || key == "reason" && c.Reason == "" {
			lacking = append(lacking, key)
		}
	}
	if len(lacking) == 1 {
		reportMissing(c.table, lacking[0], correctionKeys, len("[[corrections]]"), "statistics/correction", "更正缺 "+lacking[0], "更正要写 "+strings.Join(correctionKeys, "、"))
	} else if lacking != nil {
		c.table.ReportAt(c.table.At, len("[[corrections]]"), diag.Error, "statistics/correction", "更正缺 "+strings.Join(lacking, "、"), "更正要写 "+strings.Join(correctionKeys, "、"))
	}
}

// closing is the day up to which the period counts: its last one, or the earlier one that as_of says.
// An as_of of another period was left standing in a copied file, and says nothing of this one.
func (f *periodFile) closing() content.Date {
	if within, _ := f.Holds(f.AsOf, content.Zone); within {
		return f.AsOf
	}
	return f.End()
}

// tooEarly: no figure can be corrected before it was counted; such a correction came with the file of an
// earlier period, of which this one is a copy.
func (f *periodFile) tooEarly(corrected content.Date) bool {
	return !corrected.IsZero() && corrected.Last(content.Zone).Before(f.closing().Last(content.Zone))
}

// verifyCorrections: the newest correction of a figure says what the figure is, an older one what
// the next one says it was; and each changes something, after the period was counted.
func (l *loader) verifyCorrections(f *periodFile) {
	slices.SortStableFunc(f.written, func(a, b writtenCorrection) int { return b.Date.Compare(a.Date) })
	want := map[*Indicator]Correction{}
	for _, c := range f.written {
		f.Corrections = append(f.Corrections, c.Correction)
		now, _ := c.table.Get("now")
		later, corrected := want[c.Indicator]
		value := f.figure(c.Indicator).Value
		switch {
		case f.tooEarly(c.Date):
			at, _ := c.table.Get("date")
			c.table.Report(at, diag.Error, "statistics/correction", "更正的日期是"+c.Date.String()+"，这一期的数却统计到"+f.closing().String(),
				"文件是复制来的，就删去这一节 [[corrections]]；真是那天更正的，在文件开头写 as_of，即数字截至哪一天")
		case c.Was.Cmp(c.Now) == 0:
			c.table.Report(now, diag.Error, "statistics/correction", "更正前后都是 "+c.NowText(), "写更正前的值 was 和更正后的值 now")
		case corrected && later.Was.Cmp(c.Now) != 0:
			c.table.Report(now, diag.Error, "statistics/correction", "这次更正为 "+c.NowText()+"，后一次更正却说原为 "+later.WasText(), "两次更正要接得上")
		case value == nil && f.isWritten(c.Indicator.Name): // refused already
		case !corrected && (value == nil || rounded(value, c.Indicator.Decimals).Cmp(c.Now) != 0):
			c.table.Report(now, diag.Error, "statistics/correction", "更正为 "+c.NowText()+"，这一期的值却是 "+f.shownValue(c.Indicator), "改 [values] 里的值，或改 now；文件是复制来的，就删去这一节 [[corrections]]")
		}
		want[c.Indicator] = c.Correction
	}
}

// verifyCopiedCorrections warns of a correction that an earlier period has word for word: a copied file brings those of
// its model along, and where the figure has not changed since, nothing else betrays it. Periods that end on one
// day share their stocks, and what was wrong about them.
func (l *loader) verifyCopiedCorrections() {
	type what struct {
		of                     *Indicator
		date, was, now, reason string
	}
	first := map[what]*periodFile{}
	for _, f := range l.files {
		for _, c := range f.written {
			key := what{c.Indicator, c.Date.String(), shortest(c.Was), shortest(c.Now), c.Reason}
			model := first[key]
			if model == nil {
				first[key] = f
				continue
			}
			if at, ok := c.table.Get("date"); ok && model != f && model.span.end != f.span.end && !f.tooEarly(c.Date) {
				c.table.Report(at, diag.Warning, "statistics/correction", "与 content/"+model.path+" 里"+c.Indicator.Label+"的更正一字不差",
					"文件是复制来的，就删去这一节 [[corrections]]；"+f.Title+"的数确实也更正过的，在 reason 里写明是哪一期")
			}
		}
	}
}

func (f *periodFile) shownValue(i *Indicator) string {
	if s := f.figure(i).String(); s != "" {
		return s
	}
	return "空的"
}
