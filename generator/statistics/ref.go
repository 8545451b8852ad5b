package statistics

import (
	"strings"

	"qizhi/generator/diag"
)

// RefError says in Chinese why a name or a {{…}} means nothing here, and what to write instead.
type RefError struct{ Message, Hint string }

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
		return Quoted{}, &RefError{p.Title + "没有给出 " + i.named(), "改用有它的一期，例如 {{" + s.periodWith(i) + "." + name + "}}"}
	case form == "":
		return Quoted{f, f.String()}, nil
	case form == "number":
		return Quoted{f, f.Number()}, nil
	}
	return Quoted{}, &RefError{"{{" + ref + "}} 里的“" + form + "”不认识", "只要数字的写 {{" + name + ":number}}，带单位的写 {{" + name + "}}"}
}

func (s *Set) unknownIndicator(name string) *RefError {
	if len(s.Indicators) == 0 {
		return &RefError{"没有 " + name + " 这个指标：本站还没有定义任何指标", "在 content/statistics/" + definitionsFile + " 里定义"}
	}
	if near := s.nearestName(name); near != "" {
		return &RefError{"没有 " + name + " 这个指标", "是不是 " + s.byName[near].named() + "？"}
	}
	return &RefError{"没有 " + name + " 这个指标", "已有：" + some(s.names())}
}

// some lists names, at most eight of them.
func some(names []string) string {
	if len(names) > 8 {
		return strings.Join(names[:8], "、") + " 等"
	}
	return strings.Join(names, "、")
}

func (s *Set) unknownPeriod(name string) *RefError {
	names := make([]string, len(s.Periods))
	for i, p := range s.Periods {
		if names[i] = p.Name; p.Title == name || strings.EqualFold(p.Name, name) {
			return &RefError{"没有 " + name + " 这一期", "写成 " + p.Name}
		}
	}
	hint := "在 content/statistics/ 建 " + name + ".toml"
	if len(names) > 0 {
		hint = "已有：" + some(names)
	}
	if near := diag.Nearest(name, names); near != "" {
		hint = "是不是 " + near + "？"
	}
	return &RefError{"没有 " + name + " 这一期", hint}
}

// unknownPeriodOf: a page from before the first period has no period of its own.
func (s *Set) unknownPeriodOf(indicator, period string) *RefError {
	if period != "" {
		return s.unknownPeriod(period)
	}
	if p := s.Newest(); p != nil {
		return &RefError{"到这一页的日期，还没有哪一期统计结束", "写明期别：{{" + p.Name + "." + indicator + "}}"}
	}
	return &RefError{"本站还没有任何一期统计", "在 content/statistics/ 建一期，例如 2022-H1.toml"}
}

// periodWith is the newest period that gives the indicator.
func (s *Set) periodWith(i *Indicator) string {
	for k := len(s.Periods) - 1; k >= 0; k-- {
		if s.Periods[k].figure(i).Value != nil {
			return s.Periods[k].Name
		}
	}
	return "2022-H1"
}
