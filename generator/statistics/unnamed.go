package statistics

import (
	"fmt"
	"strings"

	"qizhi/generator/content"
)

// Unnamed is a {{members}} in a sentence that speaks of another period than the page does: readers would
// take the one period's figure for the other's.
type Unnamed struct {
	At, Len int // bytes of {{members}}
	Figure  Figure
	said    *Period
	name    string
}

// Message says what a reader would be told: "这一句说的是2022年上半年，{{members}} 显示的是2021年下半年的 88人".
func (u Unnamed) Message() string {
	return fmt.Sprintf("这一句说的是%s，{{%s}} 显示的是%s的 %s", u.said.Title, u.name, u.Figure.Period.Title, u.Figure)
}

// Hint says what to write instead.
func (u Unnamed) Hint() string {
	return fmt.Sprintf("写成 {{%s.%s}}；说的就是%s的，写成 {{%s.%s}}", u.said.Name, u.name, u.Figure.Period.Title, u.Figure.Period.Name, u.name)
}

// UnnamedOn finds the figures of a plain text that name no period and stand in a sentence that does: one
// about 上半年 on a page that was written before it had ended, or 截至2021年底. See ContradictionsOn for the
// date.
func (s *Set) UnnamedOn(text, period string, date content.Date) []Unnamed {
	if !strings.Contains(text, "{{") {
		return nil
	}
	var found []Unnamed
	References(text, func(at, end int) {
		if u, is := s.UnnamedAfter(text[:at], text[at:end], period, date); is {
			u.At, u.Len = at, end-at
			found = append(found, u)
		}
	})
	return found
}

// UnnamedAfter is UnnamedOn for one {{…}} and what stands before it; the offsets are left to the caller.
func (s *Set) UnnamedAfter(before, ref, period string, date content.Date) (Unnamed, bool) {
	p := s.byPeriod[period]
	if p == nil || s.faults.found {
		return Unnamed{}, false
	}
	return s.unnamed(before, ref, p, monthAfter(date))
}

func (s *Set) unnamed(before, ref string, p *Period, by int) (Unnamed, bool) {
	ref = strings.TrimSpace(strings.Trim(ref, "{}"))
	if strings.Contains(ref, ".") {
		return Unnamed{}, false
	}
	q, err := s.Quote(ref, p.Name)
	if err != nil {
		return Unnamed{}, false
	}
	before = before[sentenceStart(before, len(before)):]
	said, last := s.meant(before, p, by)
	if said == nil || said == p || last.year && !last.day || last.day && q.Indicator.Nature() == Flow {
		return Unnamed{}, false
	}
	if narrower(before[:last.at]+before[last.end:]) || said.figure(q.Indicator).Value == nil {
		return Unnamed{}, false
	}
	return Unnamed{Figure: q.Figure, said: said, name: ref}, true
}

// unnamedSometime reports whether a text may have such a figure on a page of a period, on some date.
func (s *Set) unnamedSometime(text string, p *Period) bool {
	if !strings.Contains(text, "{{") {
		return false
	}
	for _, by := range s.ends() {
		found := false
		References(text, func(at, end int) {
			_, is := s.unnamed(text[:at], text[at:end], p, by)
			found = found || is
		})
		if found {
			return true
		}
	}
	return false
}

// ends are the months behind each period, and 0 for a page without a date: the only moments at which
// what a sentence means may change.
func (s *Set) ends() []int {
	out := []int{0}
	for _, p := range s.Periods {
		out = append(out, p.span.end)
	}
	return out
}
