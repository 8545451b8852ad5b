package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// measures are the measure words that count the same things: 3名 and 3人, 6家 and 6个.
var measures = [][]string{{"人", "名", "位"}, {"家", "个"}}

// CountsPeople reports whether the indicator's unit is one of people: 人, 名, 位.
func (i *Indicator) CountsPeople() bool { return slices.Contains(measures[0], i.Unit) }

// units are the units with which an indicator's number may be written.
func (i *Indicator) units() []string {
	for _, same := range measures {
		if slices.Contains(same, i.Unit) {
			return same
		}
	}
	if i.Unit == "" {
		return nil
	}
	return []string{i.Unit}
}

// verifyQuotes: every value of a period that quotes its source stands in its quotation. A made-up
// period has no source; one without any quotation is warned about once.
func (l *loader) verifyQuotes(f *periodFile) {
	if f.quotesTable == nil {
		if _, misspelt := misspeltKey(f.table, "quotes", periodKeys); !misspelt && !f.Sample && len(f.values)+len(f.published) > 0 {
			at, _ := f.valuesPlace()
			f.table.ReportAt(at, 1, diag.Warning, "statistics/no-quotes", f.Title+"的数没有出处的原话", "加一节 [quotes]，给每个数抄上来源里的那几个字")
		}
		return
	}
	meant, meantQuotes := l.misspelt(f.valuesTable), l.misspelt(f.quotesTable)
	for _, i := range l.set.Indicators {
		w, typed := f.values[i.Name]
		if !typed {
			w, typed = f.published[i.Name]
		}
		switch _, quoted := f.quotes[i.Name]; {
		case typed && (quoted || !meantQuotes[i.Name]): // a misspelt one has been told
			l.verifyQuote(f, i, w)
		case !typed && f.valuesTable != nil && !meant[i.Name]:
			l.unusedQuote(f, i)
		}
	}
	l.sharedQuotes(f)
}

func (l *loader) verifyQuote(f *periodFile, i *Indicator, w written) {
	quote := f.figure(i).Quote
	number := shortest(w.number)
	if quote == "" {
		if !f.Sample && !f.quoteRefused(i.Name) {
			f.table.Report(w.value, diag.Error, "statistics/quote-missing", i.named()+"没有出处的原话", fmt.Sprintf("在 [quotes] 下面补上 %s = \"…%s…\"，照抄来源", i.Name, number+i.Unit))
		}
		return
	}
	found := quoted(quote, i)
	if !slices.ContainsFunc(found, func(n numeral) bool { return n.value.Cmp(new(big.Rat).Abs(w.number)) == 0 }) {
		hint := "出处里没有这样的数；照抄来源里有它的那几个字"
		if len(found) > 0 {
			hint = fmt.Sprintf("出处里是 %s；改 %s 的值，或改引文", values(found), i.Name)
		} else if why := notQuoted(quote, i, w.number); why != "" {
			hint = why + "；改抄来源里说" + i.Label + "的那几个字"
		}
		if f.disagrees(i, w, found) { // told against its formula, which says what the quotation says
			return
		}
		f.unquoted[i.Name] = true
		f.table.Report(w.value, diag.Error, "statistics/quote", fmt.Sprintf("%s 不在出处“%s”中", number, quote), hint)
		return
	}
	if l.otherQuoted(f, i, quote, w.number) {
		return
	}
	if several := values(found); strings.Contains(several, "、") {
		f.table.Report(f.quotes[i.Name], diag.Warning, "statistics/quote-ambiguous", fmt.Sprintf("出处“%s”里有几个可对的数：%s", quote, several), "截短，只留"+i.Label+"的那个数")
	}
	l.labelQuoted(f, i, quote)
}

// notQuoted says why a value does not stand in a quotation that has its digits; "" where it has not.
func notQuoted(quote string, i *Indicator, value *big.Rat) string {
	for _, n := range numerals(quote) {
		if n.percent == i.IsRate() && n.value.Cmp(new(big.Rat).Abs(value)) == 0 {
			return otherCount(quote, &n, i)
		}
	}
	return ""
}

// disagrees reports whether a published figure is neither what its formula gives nor what its quotation says,
// and these two agree.
func (f *periodFile) disagrees(i *Indicator, w written, found []numeral) bool {
	value := f.figure(i).Value
	if i.expression == nil || value == nil {
		return false
	}
	value = rounded(value, i.Decimals)
	return value.Cmp(w.number) != 0 && slices.ContainsFunc(found, func(n numeral) bool { return n.value.Cmp(value) == 0 })
}

// labelQuoted: a figure that the source publishes goes by the source's own name (组建率, never 覆盖率).
func (l *loader) labelQuoted(f *periodFile, i *Indicator, quote string) {
	said := func(word string) bool { return strings.Contains(quote, word) }
	if _, published := f.published[i.Name]; !published || said(i.Label) || slices.ContainsFunc(i.Aliases, said) {
		return
	}
	f.table.Report(f.quotes[i.Name], diag.Warning, "statistics/quote-label", fmt.Sprintf("出处“%s”里没有“%s”这个说法", quote, i.Label), "label 用来源的说法，或把来源的说法写进 aliases")
}

// quoteRefused reports whether a quotation was written but was no text.
func (f *periodFile) quoteRefused(name string) bool {
	v, ok := f.quotesTable.Get(name)
	_, isText := v.Data.(string)
	return ok && !isText
}

func (l *loader) unusedQuote(f *periodFile, i *Indicator) {
	v, ok := f.quotes[i.Name]
	if !ok || f.isWritten(i.Name) {
		return
	}
	where := "[values]"
	if i.Kind == Derived {
		where = "[published]"
	}
	f.table.Report(v, diag.Warning, "statistics/quote-unused", i.named()+"有出处的原话，却没有值", "在 "+where+" 下面补上它的值，或删去这一行")
}

// sharedQuotes: two indicators with one value and one quotation (two different “6家”) are most
// likely one number copied twice.
func (l *loader) sharedQuotes(f *periodFile) {
	first := map[string]*Indicator{}
	for _, i := range l.set.Indicators {
		figure := f.figure(i)
		if figure.Value == nil || figure.Quote == "" {
			continue
		}
		key := figure.Plain() + "\x00" + figure.Quote
		if other := first[key]; other != nil {
			f.table.Report(f.quotes[i.Name], diag.Warning, "statistics/quote-shared", fmt.Sprintf("%s和%s用了同一句出处、同一个数", other.named(), i.named()), "来源里是两处的，各抄各的那几个字")
		}
		first[key] = i
	}
}

// quoted returns the numbers of a quotation that the indicator's value may be: those with its unit,
// where there are any; a percentage only for a rate; an ordinal (第3期), what counts something else (12人 for 12场)
// and what is no count of it (近12场, 增加12场) never.
func quoted(quote string, i *Indicator) []numeral {
	var fitting, others []numeral
	for _, n := range numerals(quote) {
		if n.percent != i.IsRate() || strings.HasSuffix(quote[:n.at], "第") || otherCount(quote, &n, i) != "" {
			continue
		}
		others = append(others, n)
		for reading := &n; reading != nil; reading = reading.bare {
			if n.percent || hasUnit(quote[reading.end:], i) {
				fitting = append(fitting, *reading)
				break
			}
		}
	}
	if len(fitting) > 0 {
		return fitting
	}
	return others
}

// hasUnit reports whether the text begins with one of the indicator's units, blanks aside.
func hasUnit(rest string, i *Indicator) bool {
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	return slices.ContainsFunc(i.units(), func(u string) bool { return strings.HasPrefix(rest, u) })
}

// values lists the different values of numerals: "28、6".
func values(found []numeral) string {
	var texts []string
	for _, n := range found {
		if s := shortest(n.value); !slices.Contains(texts, s) {
			texts = append(texts, s)
		}
	}
	return strings.Join(texts, "、")
}

// lastRune is the character before a byte offset; utf8.RuneError at the beginning.
func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}
