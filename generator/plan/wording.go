package plan

import (
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// The content model, the dates and the changes of figures speak Chinese where they are defined. Here they are said in
// the theme's words, so that a site in another language has no word of the house's own in Chinese. What staff wrote
// (titles, units, the kinds of their own) stays as it is written.

// labelKey is a label of the content model: of a field of a kind, or of the group in which the pages of a kind show
// those that name them. A group that has another label was named by the site.
type labelKey struct{ kind, name, label string }

// word is a text of the theme, or the Chinese one of a theme that does not have it.
func (p *planner) word(key, chinese string) string {
	if said := p.Theme.Text(key); said != key {
		return said
	}
	return chinese
}

// otherLabels are the labels of the content model that the theme says otherwise: none in Chinese.
func (p *planner) otherLabels() map[labelKey]string {
	out := map[labelKey]string{}
	add := func(kind, name, label, key string) {
		if said := p.word(key, label); said != label {
			out[labelKey{kind, name, label}] = said
		}
	}
	for _, k := range p.Site.Kinds.All() {
		if slices.Contains(p.Site.Config.OwnKinds, k) {
			continue
		}
		add(k.Name, "", k.Label, "kind_"+k.Name)
		for _, f := range k.Fields {
			add(k.Name, f.Name, f.Label, "field_"+k.Name+"_"+f.Name)
			if f.Inverse != "" {
				add(f.Of, f.Inverse, f.InverseLabel, "group_"+f.Of+"_"+f.Inverse)
			}
		}
	}
	return out
}

// label is the label of a field or a group of a kind's page, with "" for name that of the kind itself.
func (p *planner) label(kind *site.Kind, name, label string) string {
	if len(p.labels) > 0 {
		if said, ok := p.labels[labelKey{kind.Name, name, label}]; ok {
			return said
		}
	}
	return label
}

// choices are the options of the content model by a name that layouts can go by.
var choices = map[string]string{
	"党支部": "branch", "联合党支部": "joint", "未建立": "none",
	"计划": "planned", "进行": "running", "完成": "done",
	"推荐": "recommended", "参评": "entered", "获评": "awarded",
}

// option is an option as a layout shows it. The options of a kind of the site's own stay as they are written; those
// that are called as ours are have the same name.
func (p *planner) option(kind *site.Kind, text string) theme.Value {
	v := theme.Value{Name: choices[text], Text: text}
	if v.Name != "" && !slices.Contains(p.Site.Config.OwnKinds, kind) {
		v.Text = p.word("choice_"+v.Name, text)
	}
	return v
}

// dates says dates in the theme's words; nil says them as package content does, in Chinese.
type dates func(key string, args ...any) string

// newDates is nil where the theme says dates as package content does, so that nothing is looked up for ten thousand pages.
func newDates(t *theme.Theme) dates {
	d := dates(t.Text)
	for precision := content.Year; precision <= content.Day; precision++ {
		for _, month := range []int8{1, 4, 7, 10, 12} {
			sample := content.Date{Precision: precision, Year: 2022, Month: month, Day: 30}
			if said := d.text(sample); said != sample.String() && said != "" {
				return d
			}
		}
	}
	return nil
}

// text is a date as it is read; "" of a theme without words for it.
func (d dates) text(of content.Date) string {
	key, args := "", []any{of.Year, d("month_" + itoa(int(of.Month))), of.Day}
	switch of.Precision {
	case content.Year:
		key = "date_year"
	case content.Half:
		key = "date_half_" + itoa(of.Part())
	case content.Quarter:
		key = "date_quarter_" + itoa(of.Part())
	case content.Month:
		key = "date_month"
	case content.Day, content.Minute:
		key = "date_day"
	}
	if said := d(key, args...); said != key {
		return said
	}
	return ""
}

// dateText is a date as it is read, as coarse as it was written.
func (p *planner) dateText(d content.Date) string {
	if p.dates == nil || d.IsZero() {
		return d.String()
	}
	return p.dates.text(d)
}

// periodTitle is the title of a period: as its file says, else by its name.
func (p *planner) periodTitle(of *statistics.Period) string {
	if p.dates == nil {
		return of.Title
	}
	if d, err := content.ParseDate(of.Name, nil); err == nil && d.String() == of.Title {
		return p.dates.text(d)
	}
	return of.Title
}

// periodTitles are the periods as categories, the made-up ones marked.
func (p *planner) periodTitles(periods ...*statistics.Period) []string {
	out := make([]string, len(periods))
	for i, of := range periods {
		out[i] = p.periodTitle(of)
		if of.Sample && !p.saysSample(out[i]) {
			out[i] += p.sampleMark()
		}
	}
	return out
}

// sampleMark stands behind what is made up: （示例）.
func (p *planner) sampleMark() string { return p.inBrackets(p.Theme.Text("sample")) }

// saysSample reports whether a text says itself that it is made up, in the theme's word or in Chinese.
func (p *planner) saysSample(text string) bool {
	return strings.Contains(text, "示例") || strings.Contains(text, p.Theme.Text("sample"))
}

// inBrackets is an addition behind a text, with the brackets of the site's language.
func (p *planner) inBrackets(text string) string {
	if said := p.Theme.Text("brackets", text); said != "brackets" {
		return said
	}
	return "（" + text + "）"
}

// changeText is a change in the theme's words: +3人（+0.8%）, −2个百分点, 持平; a dash for none.
func (p *planner) changeText(c *statistics.Change) string {
	if c == nil {
		return "—"
	}
	text := c.Text()
	if c.Difference.Sign() == 0 {
		return p.word("no_change", text)
	}
	if number, ok := strings.CutSuffix(text, "个百分点"); ok && c.To.Indicator.IsRate() {
		if said := p.Theme.Text("points", number); said != "points" {
			return said
		}
		return text
	}
	percent := c.PercentText()
	if amount, ok := strings.CutSuffix(text, "（"+percent+"）"); ok {
		return amount + p.inBrackets(percent)
	}
	return text
}

// counter is the word by which a series counts its sessions: 次. A Chinese one says nothing on a site in a language
// that has none.
func (p *planner) counter(series *site.Page) string {
	unit := field(series, "unit")
	if unit == nil {
		return ""
	}
	word := first(unit.Texts)
	if !strings.HasPrefix(p.Site.Config.Language, "zh") && hasHan(word) {
		return ""
	}
	return word
}
