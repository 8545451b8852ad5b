package statistics

import (
	"slices"
	"strings"

	"qizhi/generator/diag"
)

// RefError says in Chinese why a name or a {{…}} means nothing here, and what to write instead.
type RefError struct {
	Message, Hint string
	// Follows says that an error of the statistics files, told at its own line, may be the only
	// reason: whoever reports RefErrors keeps quiet about this one.
	Follows bool
}

// Error is message and hint in one sentence.
func (e *RefError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "；" + e.Hint
}

// Quoted is a figure as it stands in running text.
type Quoted struct {
	Figure
	Text string // "362人"; "362" for {{members:number}}
}

// Quote resolves the inside of {{…}} on a page whose period is given:
//
//	members            362人, of the page's period
//	members:number     362
//	2022-H1.members    of one period, whatever the page's
//
// Blanks around it do not matter. The error is a *RefError.
func (s *Set) Quote(ref, period string) (Quoted, error) {
	name, form, _ := strings.Cut(strings.TrimSpace(ref), ":")
	name, form = strings.TrimSpace(name), strings.TrimSpace(form)
	if p, rest, ok := strings.Cut(name, "."); ok {
		period, name = strings.TrimSpace(p), strings.TrimSpace(rest)
	}
	i := s.byName[name]
	if i == nil {
		return Quoted{}, s.unknownIndicator(name)
	}
	p := s.byPeriod[period]
	if p == nil {
		return Quoted{}, s.unknownPeriodOf(name, period)
	}
	f := p.figure(i)
	switch {
	case f.Value == nil:
		return Quoted{}, s.notGiven(i, p)
	case form == "":
		return Quoted{f, f.String()}, nil
	case form == "number":
		return Quoted{f, f.Number()}, nil
	}
	return Quoted{}, &RefError{Message: "{{" + ref + "}} 里的“" + form + "”不认识", Hint: "只要数字的写 {{" + name + ":number}}，带单位的写 {{" + name + "}}"}
}

// notGiven: the period has no such value. Another period is offered only when its figures are real.
func (s *Set) notGiven(i *Indicator, p *Period) *RefError {
	err := &RefError{Message: p.Title + "没有给出 " + i.named(), Hint: "删去它，或改用这一期有的指标", Follows: s.faults.defined || s.follows(p)}
	if with := s.periodWith(i); with != "" {
		err.Hint = "改用有它的一期，例如 {{" + with + "." + i.Name + "}}"
	}
	return err
}

func (s *Set) unknownIndicator(name string) *RefError {
	err := &RefError{Message: "没有 " + name + " 这个指标", Hint: "已有：" + some(s.names()), Follows: s.faults.definitions || s.faults.names[name]}
	if len(s.Indicators) == 0 {
		err.Message += "：本站还没有定义任何指标"
		err.Hint = "在 content/statistics/" + definitionsFile + " 里定义"
	} else if near := s.nearestName(name); near != "" {
		err.Hint = "是不是 " + s.byName[near].named() + "？"
	}
	return err
}

// some lists names, at most eight of them.
func some(names []string) string {
	if len(names) > 8 {
		return strings.Join(names[:8], "、") + " 等"
	}
	return strings.Join(names, "、")
}

func (s *Set) unknownPeriod(name string) *RefError {
	err := &RefError{Message: "没有 " + name + " 这一期", Hint: "在 content/statistics/ 建 " + name + ".toml", Follows: s.follows(nil)}
	for _, p := range s.Periods {
		if p.Title == name || strings.EqualFold(p.Name, name) {
			err.Hint = "写成 " + p.Name
			return err
		}
	}
	names := s.periodsToOffer()
	if near := diag.Nearest(name, names); near != "" {
		err.Hint = "是不是 " + near + "？"
	} else if len(names) > 0 {
		err.Hint = "已有：" + some(names)
	}
	return err
}

// periodsToOffer are the names of the periods that a hint may name: a made-up one (示例) is offered
// as a way out only on a site that has no other.
func (s *Set) periodsToOffer() []string {
	real := slices.DeleteFunc(slices.Clone(s.Periods), func(p *Period) bool { return p.Sample })
	if len(real) == 0 {
		real = s.Periods
	}
	names := make([]string, len(real))
	for i, p := range real {
		names[i] = p.Name
	}
	return names
}

// unknownPeriodOf: a page from before the first period has no period of its own.
func (s *Set) unknownPeriodOf(indicator, period string) *RefError {
	if period != "" {
		return s.unknownPeriod(period)
	}
	err := &RefError{Message: "本站还没有任何一期统计", Hint: "在 content/statistics/ 建一期，例如 2022-H1.toml", Follows: s.follows(nil)}
	if len(s.Periods) > 0 {
		err.Message, err.Hint = "到这一页的日期，还没有哪一期统计结束", "在文章开头写 period，或删去它"
	}
	if names := s.periodsToOffer(); len(names) > 0 {
		err.Hint = "写明期别：{{" + names[len(names)-1] + "." + indicator + "}}"
	}
	return err
}

// periodWith is the newest period to offer that gives the indicator; "" for none.
func (s *Set) periodWith(i *Indicator) string {
	for _, name := range slices.Backward(s.periodsToOffer()) {
		if s.byPeriod[name].figure(i).Value != nil {
			return name
		}
	}
	return ""
}
