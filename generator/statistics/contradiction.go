package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/content"
	"qizhi/generator/content/han"
)

// Contradiction is a number typed beside an indicator's label and unit that is not its value.
type Contradiction struct {
	At, Len int    // bytes of the number with its unit
	Typed   string // "363人"
	Label   string // as written: the label or an alias
	Figure  Figure
	Cell    int // in the row of a table: which cell the number stands in, counted from 0

	elsewhere bool // the figure is of a period that the sentence names, not of the page's
}

// Message says what is wrong: "党员写的是 363人，2022年上半年应为 362人".
func (c Contradiction) Message() string {
	return fmt.Sprintf("%s写的是 %s，%s应为 %s", c.Label, c.Typed, c.Figure.Period.Title, c.Figure)
}

// Hint says what to write instead.
func (c Contradiction) Hint() string {
	name := c.Figure.Indicator.Name
	if c.elsewhere {
		name = c.Figure.Period.Name + "." + name
	}
	return fmt.Sprintf("写成 {{%s}}，标题里直接写 %s；说的不是%s的，忽略这一条", name, c.Figure, c.Figure.Indicator.Label)
}

// Contradictions finds the typed numbers of a plain text that contradict the figures of a period:
// 党员363人, 党员共363人, 363名党员, and the row | 党员 | 363 |. It would rather miss one than cry wolf:
// the number must touch label and unit, and a sentence that speaks of something narrower (a branch, one
// chamber, 其中), of an aim or of a time that is no period is left alone. A sentence that names another
// period (2025年下半年, 2024年底) is held to that one. A set with errors finds none.
func (s *Set) Contradictions(text, period string) []Contradiction {
	return s.ContradictionsOn(text, period, content.Date{})
}

// ContradictionsOn is Contradictions for a page that takes its period from its date, not from a setting:
// 上半年 in it is that of the date's year once that is over, whichever period had ended by the date. An article from
// before all of them is held to none: nothing is known of its time.
func (s *Set) ContradictionsOn(text, period string, date content.Date) []Contradiction {
	p := s.byPeriod[period]
	if p == nil || s.faults.found || s.Early(date) { // the figure itself may be the wrong one
		return nil
	}
	var found []Contradiction
	by := monthAfter(date)
	s.beside(text, func(t typed) {
		if f, wrong := s.contradicted(text, t, p, by); wrong {
			found = append(found, Contradiction{At: t.number.at, Len: t.end - t.number.at, Typed: text[t.number.at:t.end],
				Label: text[t.label.at:t.label.end], Figure: f, elsewhere: f.Period != p})
		}
	})
	return found
}

// Contradicted names the periods for which a text may have something to be told: those for which
// ContradictionsOn or UnnamedOn finds something on some date, all of them where Broken does. It reads the text once, for whoever does
// not know yet which period is meant.
func (s *Set) Contradicted(text string) []string {
	if s.faults.found {
		return nil
	}
	var out []string
	if len(s.Broken(text)) > 0 {
		for _, p := range s.Periods {
			out = append(out, p.Name)
		}
		return out
	}
	s.beside(text, func(t typed) {
		if !s.contradictsAny(t) { // most numbers are right, and what the sentence says need not be read
			return
		}
		for _, p := range s.Periods {
			if !slices.Contains(out, p.Name) && s.contradictedSometime(text, t, p) {
				out = append(out, p.Name)
			}
		}
	})
	for _, p := range s.Periods {
		if !slices.Contains(out, p.Name) && s.unnamedSometime(text, p) {
			out = append(out, p.Name)
		}
	}
	return out
}

// contradictsAny reports whether a typed number is not the value of some period. Only then can it be wrong
// on a page, whichever period its sentence means.
func (s *Set) contradictsAny(t typed) bool {
	return slices.ContainsFunc(s.Periods, func(p *Period) bool {
		f := p.figure(t.label.of)
		return f.Value != nil && t.contradicts(f)
	})
}

// contradictedSometime: a typed number is wrong on a page of a period, on some date.
func (s *Set) contradictedSometime(text string, t typed, p *Period) bool {
	return slices.ContainsFunc(s.ends(), func(by int) bool {
		_, wrong := s.contradicted(text, t, p, by)
		return wrong
	})
}

// contradicted holds a typed number to the figure that its sentence means on a page of a period, written
// by the end of a month (see meant).
func (s *Set) contradicted(text string, t typed, p *Period, by int) (Figure, bool) {
	before, page := t.sentenceBefore(text), p
	p, last := s.meant(before, p, by)
	if last.day { // 截至2021年底: the words say when, and narrow nothing
		before = before[:last.at] + before[last.end:]
	}
	if p == nil || !s.judges(p) || narrower(before) || t.column.unclear(last) {
		return Figure{}, false
	}
	if last.day && t.label.of.Nature() == Flow || last.whole && p != page && !t.countsAll(text) || t.midway(p, last) {
		return Figure{}, false
	}
	f := p.figure(t.label.of)
	return f, f.Value != nil && t.contradicts(f)
}

// judges reports whether a period's figures can show that a typed number is wrong: made-up ones (示例) only
// on a site that has no other.
func (s *Set) judges(p *Period) bool {
	return !p.Sample || !slices.ContainsFunc(s.Periods, func(q *Period) bool { return !q.Sample })
}

// typed is a number with the label that it stands beside.
type typed struct {
	label  match
	number *numeral
	end    int // behind the number's unit
	// some: the number may be one of some (全市8家直属商会到会), so that only more than all is wrong.
	some bool
	// loose: the words around it may be those of a body within the whole, so that only a number near the
	// value is taken for a wrong one.
	loose  bool
	column *column // of a row of more than two cells
}

// beside finds every label with a number and its unit right beside it, and every row of a table that
// has nothing but the two.
func (s *Set) beside(text string, found func(typed)) {
	s.labels.find(text, func(m match) {
		for _, read := range []func(string, match) (typed, bool){numberAfter, numberBefore} {
			if t, ok := read(text, m); ok {
				found(t)
				return
			}
		}
		for _, t := range numbersInRow(text, m) {
			found(t)
		}
	})
}

// sentenceBefore is what the sentence says before a label and its number.
func (t typed) sentenceBefore(text string) string {
	if t.column != nil {
		return t.column.head
	}
	at := min(t.number.at, t.label.at)
	return text[sentenceStart(text, at):at]
}

// contradicts: the typed number is not the value to the grain it was typed in (1.2万 may stand for
// 12,034). A flow grows over its period, so fewer of it may well have been true of some event.
func (t typed) contradicts(f Figure) bool {
	n, value := t.number, rounded(f.Value, f.Indicator.Decimals)
	if n.value.IsInt() && value.IsInt() && n.value.Num().Cmp(value.Num()) == 0 { // most are right
		return false
	}
	if (t.some || f.Indicator.Nature() == Flow) && n.value.Cmp(value) < 0 {
		return false
	}
	if t.loose && n.value.Cmp(new(big.Rat).Mul(value, half)) <= 0 {
		return false
	}
	apart := new(big.Rat).Sub(n.value, value)
	apart.Abs(apart)
	return apart.Cmp(new(big.Rat).Mul(n.grain, half)) > 0
}

// fillers may stand between a label and its number.
var fillers = []string{"提升到", "提升至", "提高到", "提高至", "上升到", "上升至", "增加到", "增至", "总数为", "人数为", "总人数", "总数", "人数", "数量", "已达到", "已达", "达到", "合计", "总计", "总共", "一共", "共计", "共有", "现有", "已有",
	"共", "计", "有", "为", "是", "达", "了", "已", "数", "（", "(", "：", ":", "*", "_", " ", "　", "\u00a0"}

// totals are fillers that may add up everything named before: 党员和积极分子共447人.
var totals = []string{"合计", "总计", "总共", "一共", "共计", "共有", "共"}

// numberAfter reads 党员[共]363人: at most four fillers, the number, its unit, and then no character
// that makes it something else (人次, 人参加).
func numberAfter(text string, m match) (typed, bool) {
	loose := !endsAlone(text[:m.at], m.of)
	if loose && !endsWhole(text[:m.at], m.of) {
		return typed{}, false
	}
	at, joint := m.end, false
	for range 4 {
		k := slices.IndexFunc(fillers, func(f string) bool { return strings.HasPrefix(text[at:], f) })
		if k < 0 {
			break
		}
		joint = joint || slices.Contains(totals, fillers[k])
		at += len(fillers[k])
	}
	if joint && strings.ContainsRune("和与及、", lastRune(text[:m.at])) {
		return typed{}, false
	}
	n, _ := readNumeral(text, at)
	if n == nil {
		return typed{}, false
	}
	n, end, ok := withUnit(text, n, m.of)
	return typed{label: m, number: n, end: end, loose: loose}, ok && followsAlone(text[end:], m.of, "和与及以中内里占的")
}

// numberBefore reads 363名党员: number and unit right before the label, and behind the label nothing
// that makes it a longer word or a list. Behind 全市13家直属商会 a verb may follow.
func numberBefore(text string, m match) (typed, bool) {
	rest := text[m.end:]
	alone := followsAlone(rest, m.of, "中内里")
	if !alone && !doesSomething(rest) || listGoesOn(rest) {
		return typed{}, false
	}
	n, end, ok := numeralBefore(text[:m.at], m.of)
	if !ok || !alone && !ofAll(text[:n.at], m.of) {
		return typed{}, false
	}
	return typed{label: m, number: n, end: end, some: !alone}, true
}

// numeralBefore reads the numeral with its unit at the end of what stands before a label.
func numeralBefore(head string, i *Indicator) (*numeral, int, bool) {
	head = strings.TrimRight(head, " *_　")
	if i.IsRate() {
		return numeralEnding(head, len(head), len(head), i)
	}
	for _, unit := range i.units() {
		if rest, has := strings.CutSuffix(head, unit); has {
			rest = strings.TrimRight(rest, " *_　")
			if n, end, ok := numeralEnding(head, len(rest), len(head), i); ok {
				return n, end, true
			}
		}
	}
	return nil, 0, false
}

// numeralEnding reads the numeral that ends at a byte offset and begins a count: no ordinal (第3期),
// no share (每3名), no rise (增加3名), no approximation (近400名).
func numeralEnding(text string, stop, end int, i *Indicator) (*numeral, int, bool) {
	start := stop
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !inNumeral(r) && !(i.IsRate() && start == stop && (r == '%' || r == '％')) {
			break
		}
		start -= size
	}
	for start < stop && (text[start] == '.' || text[start] == ',') {
		start++
	}
	if start == stop || beforeNumber(text[:start]) {
		return nil, 0, false
	}
	n, at := readNumeral(text, start)
	if n == nil || at != stop || n.percent != i.IsRate() {
		return nil, 0, false
	}
	return n, end, true
}

// notCounts end in front of a number that does not count the whole.
var notCounts = []string{"第", "每", "各", "约", "近", "超", "超过", "逾", "余", "不足", "不到", "至少", "加", "增", "减", "少", "多", "再", "新", "发展", "培训", "慰问", "表彰", "百分之", "-", "—", "~", "～", "至", "到", "/"}

func beforeNumber(head string) bool {
	r := lastRune(head)
	if r != utf8.RuneError && r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return true
	}
	return slices.ContainsFunc(notCounts, func(w string) bool { return strings.HasSuffix(head, w) })
}

// withUnit finds the unit behind a number; for a rate it is the percent sign already read.
func withUnit(text string, n *numeral, i *Indicator) (*numeral, int, bool) {
	if n.percent || i.IsRate() {
		return n, n.end, n.percent && i.IsRate()
	}
	for reading := n; reading != nil; reading = reading.bare {
		at := len(text) - len(strings.TrimLeft(text[reading.end:], " *_　"))
		for _, unit := range i.units() {
			if strings.HasPrefix(text[at:], unit) {
				return reading, at + len(unit), true
			}
		}
	}
	return nil, 0, false
}

// followsAlone reports whether what comes next leaves the words before it as they are.
func followsAlone(rest string, i *Indicator, allowed string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if i.IsRate() && r != '点' {
		return true
	}
	return !han.Is(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) || strings.ContainsRune(allowed, r)
}

// listGoesOn: in 447名党员、积极分子 the number may count both; a number behind the comma says it
// does not.
func listGoesOn(rest string) bool {
	after, list := strings.CutPrefix(rest, "、")
	if !list {
		return false
	}
	n, _ := readNumeral(after, 0)
	return n == nil
}
