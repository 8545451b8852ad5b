package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/content/han"
	"qizhi/generator/diag"
)

// named is one number of a quotation with the indicators whose labels or aliases stand right beside it.
type named struct {
	numeral
	by []*Indicator
}

// otherQuoted: the number of a quotation is not another indicator's. A quotation that names another one
// right beside the number, and its own not at all or beside another number, was copied to the wrong line
// (入党积极分子85人 for 预备党员, one 6家 for the other). One that names none says nothing.
func (l *loader) otherQuoted(f *periodFile, i *Indicator, quote string, value *big.Rat) bool {
	var other *Indicator
	for _, n := range l.namedIn(quote, i) {
		if n.value.Cmp(new(big.Rat).Abs(value)) != 0 {
			continue
		}
		if len(n.by) == 0 || slices.Contains(n.by, i) {
			return false
		}
		other = n.by[0]
	}
	if other == nil || l.mentioned(quote, i) && !l.besideAnother(quote, i, value) {
		return false
	}
	number := shortest(value)
	f.table.Report(f.quotes[i.Name], diag.Error, "statistics/quote-other", fmt.Sprintf("出处“%s”里的 %s 说的是%s，不是%s", quote, number, other.Label, i.Label),
		fmt.Sprintf("改抄来源里说%s的那几个字，核对 %s = %s；来源对%s另有说法的，写进 [%s] 的 aliases", i.Label, i.Name, number, i.Label, i.Name))
	return true
}

// besideAnother reports whether the quotation gives the indicator a number that is not the value.
func (l *loader) besideAnother(quote string, i *Indicator, value *big.Rat) bool {
	return slices.ContainsFunc(l.namedIn(quote, i), func(n named) bool {
		return slices.Contains(n.by, i) && n.value.Cmp(new(big.Rat).Abs(value)) != 0
	})
}

// mentioned reports whether the quotation names the indicator anywhere; 预备党员 does not name 党员.
func (l *loader) mentioned(quote string, i *Indicator) bool {
	found := false
	l.set.labels.find(quote, func(m match) { found = found || m.of == i })
	return found
}

// namedIn reads the numbers of a quotation that an indicator's value may be.
func (l *loader) namedIn(quote string, i *Indicator) []named {
	var out []named
	for _, n := range quoted(quote, i) {
		end := n.end
		for _, unit := range i.units() {
			if rest := strings.TrimLeftFunc(quote[n.end:], unicode.IsSpace); !n.percent && strings.HasPrefix(rest, unit) {
				end = len(quote) - len(rest) + len(unit)
				break
			}
		}
		out = append(out, named{n, l.namesAt(quote[:n.at], quote[end:])})
	}
	return out
}

// link are the characters that may stand between a label and its number.
const link = "共有为是达到计数总现已的：:（( \u3000"

// namesAt finds the labels beside a number that has been cut out between head and tail: the one that the
// head ends with, the one that the tail consists of, the one that the number stood in the middle of
// (未成立党组织的6家商会).
func (l *loader) namesAt(head, tail string) []*Indicator {
	var by []*Indicator
	add := func(i *Indicator) {
		if !slices.Contains(by, i) {
			by = append(by, i)
		}
	}
	bare := strings.TrimRight(head, link)
	l.set.labels.find(head+tail, func(m match) {
		if m.at < len(head) && m.end > len(head) && endsWord(head+tail, m.end) {
			add(m.of)
		}
	})
	l.set.labels.find(bare, func(m match) {
		if m.end == len(bare) && endsWord(tail, 0) { // 商会28家建立了党支部 does not count 商会
			add(m.of)
		}
	})
	rest := strings.TrimLeft(tail, "的 \u3000")
	l.set.labels.find(rest, func(m match) {
		if m.at == 0 && endsWord(rest, m.end) {
			add(m.of)
		}
	})
	return by
}

// endsWord reports whether no word goes on behind a label: in 商会建立了党支部 the number does not count
// 商会 as such.
func endsWord(text string, end int) bool {
	r, _ := utf8.DecodeRuneInString(text[end:])
	return !han.Is(r) || strings.ContainsRune("中内里和与及", r)
}
