package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// Contradiction is a number typed beside an indicator's label and unit that is not its value.
type Contradiction struct {
	At, Len int    // bytes of the number with its unit
	Typed   string // "363人"
	Label   string // as written: the label or an alias
	Figure  Figure
}

// Message says what is wrong: "党员写的是 363人，2022年上半年应为 362人".
func (c Contradiction) Message() string {
	return fmt.Sprintf("%s写的是 %s，%s应为 %s", c.Label, c.Typed, c.Figure.Period.Title, c.Figure)
}

// Hint says what to write instead.
func (c Contradiction) Hint() string {
	return fmt.Sprintf("写成 {{%s}}，标题里直接写 %s；说的不是%s的，忽略这一条", c.Figure.Indicator.Name, c.Figure, c.Figure.Indicator.Label)
}

// Contradictions finds the typed numbers of a plain text that contradict the figures of a period:
// 党员363人, 党员共363人, 363名党员. It would rather miss one than cry wolf: the number must touch
// label and unit, and a sentence that speaks of something narrower (a branch, one chamber, 其中),
// of another time or of an aim is left alone. A set with errors finds none.
func (s *Set) Contradictions(text, period string) []Contradiction {
	p := s.byPeriod[period]
	if p == nil || s.faults.found { // the figure itself may be the wrong one
		return nil
	}
	var found []Contradiction
	s.beside(text, func(m match, n *numeral, end int) {
		if f := p.figure(m.of); f.Value != nil && contradicts(n, f) && !narrower(sentenceBefore(text, m, n), p) {
			found = append(found, Contradiction{At: n.at, Len: end - n.at, Typed: text[n.at:end], Label: text[m.at:m.end], Figure: f})
		}
	})
	return found
}

// Contradicted names the periods whose figures a text contradicts: those for which Contradictions finds
// something. It reads the text once, for whoever does not know yet which period is meant.
func (s *Set) Contradicted(text string) []string {
	if s.faults.found {
		return nil
	}
	var out []string
	s.beside(text, func(m match, n *numeral, _ int) {
		before := sentenceBefore(text, m, n)
		for _, p := range s.Periods {
			if f := p.figure(m.of); f.Value != nil && contradicts(n, f) && !narrower(before, p) && !slices.Contains(out, p.Name) {
				out = append(out, p.Name)
			}
		}
	})
	return out
}

// beside finds every label with a number and its unit right beside it.
func (s *Set) beside(text string, found func(m match, n *numeral, end int)) {
	s.labels.find(text, func(m match) {
		n, end, ok := numberAfter(text, m)
		if !ok {
			n, end, ok = numberBefore(text, m)
		}
		if ok {
			found(m, n, end)
		}
	})
}

// sentenceBefore is what the sentence says before a label and its number.
func sentenceBefore(text string, m match, n *numeral) string {
	at := min(n.at, m.at)
	return text[sentenceStart(text, at):at]
}

// contradicts: the typed number is not the value to the grain it was typed in (1.2万 may stand for
// 12,034). A flow grows over its period, so fewer of it may well have been true of some event.
func contradicts(n *numeral, f Figure) bool {
	value := rounded(f.Value, f.Indicator.Decimals)
	if f.Indicator.Nature() == Flow && n.value.Cmp(value) < 0 {
		return false
	}
	apart := new(big.Rat).Sub(n.value, value)
	apart.Abs(apart)
	return apart.Cmp(new(big.Rat).Mul(n.grain, half)) > 0
}

// fillers may stand between a label and its number.
var fillers = []string{"总数为", "人数为", "总数", "人数", "数量", "已达到", "已达", "达到", "合计", "总计", "总共", "共计", "共有", "现有", "已有",
	"共", "计", "有", "为", "是", "达", "数", "（", "(", "：", ":", "*", "_", " ", "　", "\u00a0"}

// totals are fillers that may add up everything named before: 党员和积极分子共447人.
var totals = []string{"合计", "总计", "总共", "共计", "共有", "共"}

// numberAfter reads 党员[共]363人: at most four fillers, the number, its unit, and then no character
// that makes it something else (人次, 人参加).
func numberAfter(text string, m match) (n *numeral, end int, ok bool) {
	if !endsAlone(text[:m.at]) {
		return nil, 0, false
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
		return nil, 0, false
	}
	n, _ = readNumeral(text, at)
	if n == nil {
		return nil, 0, false
	}
	n, end, ok = withUnit(text, n, m.of)
	return n, end, ok && followsAlone(text[end:], m.of, "和与及以中内里占的")
}

// numberBefore reads 363名党员: number and unit right before the label, and behind the label nothing
// that makes it a longer word or a list.
func numberBefore(text string, m match) (n *numeral, end int, ok bool) {
	if !followsAlone(text[m.end:], m.of, "中内里") || listGoesOn(text[m.end:]) {
		return nil, 0, false
	}
	head := strings.TrimRight(text[:m.at], " *_　")
	if m.of.IsRate() {
		return numeralEnding(text, len(head), len(head), m.of)
	}
	for _, unit := range m.of.units() {
		if rest, has := strings.CutSuffix(head, unit); has {
			rest = strings.TrimRight(rest, " *_　")
			if n, end, ok := numeralEnding(text, len(rest), len(head), m.of); ok {
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

// before are the words that may stand right in front of a label without changing what it means.
var before = []string{"有", "共", "计", "商会", "是", "为", "和", "与", "及", "全市", "全区", "全县", "全省", "全体", "全部", "我市", "目前", "截至目前"}

// endsAlone reports whether a label that follows is a word of its own: 现有党员, not 困难党员.
func endsAlone(head string) bool {
	if r := lastRune(head); !han.Is(r) {
		return true
	}
	return slices.ContainsFunc(before, func(w string) bool { return strings.HasSuffix(head, w) })
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
