package plan

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"qizhi/generator/chart"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// forms are the squares of 四十格 in the order of the grid chart's indicators.
var forms = []chart.Form{chart.Solid, chart.Hatched, chart.Outlined}

// formNames are the classes of the forms, for the legend.
var formNames = []string{"solid", "hatched", "outlined"}

// gridSpec is the site's 四十格: the first grid chart of indicators.toml; nil without one.
func (p *planner) gridSpec() *statistics.Chart {
	for _, c := range p.Site.Statistics.Charts {
		if c.Type == statistics.Grid {
			return c
		}
	}
	return nil
}

// grid draws the site's 四十格 of a period, with the square of lit framed. It is nil for a site
// without a grid chart or without its values.
func (p *planner) grid(u urls, period string, lit *site.Page) *theme.Grid {
	spec := p.gridSpec()
	if spec == nil {
		return nil
	}
	return p.gridOf(u, spec, "grid", period, lit)
}

// gridOf draws a grid chart of a period. The figures say how many squares of each form there are;
// each square is linked to a page of the kind chamber when the pages agree with all of the figures.
// id begins every id in the picture.
func (p *planner) gridOf(u urls, spec *statistics.Chart, id, period string, lit *site.Page) *theme.Grid {
	of := p.Site.Statistics.Period(period)
	if of == nil {
		return nil
	}
	g := p.squaresOf(u, spec, period, lit)
	if g == nil {
		return nil
	}
	g.ID = id
	out := &theme.Grid{Source: p.sourceWords(period), URL: u.to(periodAddress(of)), Sample: of.Sample, Sentence: phrases(p.saidOf(u, spec.Title, of, false)), Note: p.said(u, spec.Note, period)}
	for i, indicator := range spec.Indicators {
		f, _ := p.Site.Statistics.Figure(indicator.Name, period)
		key := p.viewFigure(u, f)
		key.Name = formNames[i]
		out.Key = append(out.Key, key)
	}
	out.Sum, out.Lines = p.figures(u, p.sumIndicators(), period), p.sumLines(u, spec, period)
	out.Head, out.Rows = p.gridTable(g, out.Key)
	svg, err := g.SVG()
	if err != nil { // reported by checkCharts
		return nil
	}
	out.SVG, out.Narrow = template.HTML(svg), narrow(*g)
	if len(g.Squares) > 0 && g.Squares[0].URL != "" {
		out.Past = id + "-past"
	}
	return out
}

// gridTable is the grid as a table: a row for each square that stands for a page; where the squares
// stand for numbers alone, a row for each form.
func (p *planner) gridTable(g *chart.Grid, key []theme.Figure) (head []string, rows [][]theme.Value) {
	if len(g.Squares) > 0 && g.Squares[0].URL != "" {
		head, rows := g.Table()
		return head, cells(rows)
	}
	for _, f := range key {
		rows = append(rows, []theme.Value{{Text: f.Label}, {Text: f.Text, URL: f.URL}})
	}
	return []string{p.Theme.Text("indicator"), p.Theme.Text("number")}, rows
}

// sumIndicators are the indicators whose sum stands beside 四十格: those that the home page's block
// of the type grid names.
func (p *planner) sumIndicators() []string {
	for _, b := range p.Site.Config.Blocks {
		if b.Type == "grid" {
			return b.Indicators
		}
	}
	return nil
}

// sumLines spell out the derived figures that follow from the grid's own, every number linked to its
// source: 28+6=34家, 34÷40=85%.
func (p *planner) sumLines(u urls, spec *statistics.Chart, period string) []theme.Words {
	mine := map[string]bool{}
	for _, i := range spec.Indicators {
		mine[i.Name] = true
	}
	if spec.Whole != nil {
		mine[spec.Whole.Name] = true
	}
	var out []theme.Words
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period)
		if f.Step == "" || f.Value == nil || !p.restsOn(i, mine) {
			continue
		}
		mine[i.Name] = true
		out = append(out, append(p.operands(u, f), theme.Value{Text: "="}, theme.Value{Text: f.String(), URL: figureURL(u, f)}))
	}
	return out
}

// restsOn reports whether a formula names indicators and none but these.
func (p *planner) restsOn(i *statistics.Indicator, these map[string]bool) bool {
	var own, other bool
	for _, name := range names(i.Formula) { // numbers, too
		own = own || these[name]
		other = other || !these[name] && p.Site.Statistics.Indicator(name) != nil
	}
	return own && !other
}

// operands are the step of a derived figure with its numbers linked.
func (p *planner) operands(u urls, f statistics.Figure) theme.Words {
	return p.spelledOut(u, f, f.Step, names(f.Indicator.Formula))
}

// sumWords are the whole sum of a derived figure with its numbers linked, down to those that are typed in.
func (p *planner) sumWords(u urls, f statistics.Figure) theme.Words {
	if f.Sum == "" || f.Sum == f.Step {
		return p.operands(u, f)
	}
	return p.spelledOut(u, f, f.Sum, p.leaves(f.Indicator.Formula))
}

// maxLeaves is how many names may be of use to a sum, which is no longer than can be read.
const maxLeaves = 200

// leaves are the names of a formula, each as often as it stands there: those that are typed in, formulas within it
// followed, and behind them the derived ones.
func (p *planner) leaves(formula string) []string {
	typed, derived := []string(nil), []string(nil)
	for open := names(formula); len(open) > 0 && len(typed)+len(derived) < maxLeaves; {
		name := open[0]
		open = open[1:]
		if i := p.Site.Statistics.Indicator(name); i != nil && i.Kind == statistics.Derived {
			derived = append(derived, name)
			open = append(names(i.Formula), open...)
		} else {
			typed = append(typed, name)
		}
	}
	return append(typed, derived...)
}

// spelledOut is a spelled sum with its numbers linked to the figures of the names that are left; a number that
// is no figure (a factor) stays as it is.
func (p *planner) spelledOut(u urls, f statistics.Figure, sum string, left []string) theme.Words {
	const digits = "0123456789."
	var out theme.Words
	for rest := sum; rest != ""; {
		n := len(rest) - len(strings.TrimLeft(rest, digits))
		v := theme.Value{}
		if n == 0 { // signs
			if n = strings.IndexAny(rest, digits); n < 0 {
				n = len(rest)
			}
		} else if at := slices.IndexFunc(left, func(name string) bool { return p.number(name, f.Period) == rest[:n] }); at >= 0 {
			part, _ := p.Site.Statistics.Figure(left[at], f.Period.Name)
			v.URL, left = figureURL(u, part), slices.Delete(left, at, at+1)
		}
		v.Text, rest = rest[:n], rest[n:]
		out = append(out, v)
	}
	return out
}

// number is the value of an indicator as sums spell it; "" of what is none.
func (p *planner) number(name string, period *statistics.Period) string {
	f, _ := p.Site.Statistics.Figure(name, period.Name)
	return f.Spelled()
}

// names are the words of a formula.
func names(formula string) []string {
	return strings.FieldsFunc(formula, func(r rune) bool { return !nameRune(r) })
}

// nameRune reports whether a character belongs to an indicator's name or a number.
func nameRune(r rune) bool { return r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// maxSquares is how many squares a grid may have; package chart refuses more.
const maxSquares = 400

// squaresOf are the squares of a period; nil when a value is missing, no whole number, or too large.
func (p *planner) squaresOf(u urls, spec *statistics.Chart, period string, lit *site.Page) *chart.Grid {
	g := &chart.Grid{ID: "grid", Title: p.titled(spec.Title, p.Site.Statistics.Period(period)), Head: p.Theme.Text("chamber"), WordHead: p.Theme.Text("form"), Words: p.chartWords()}
	linked := p.chambersAgree(spec, period)
	for i, indicator := range spec.Indicators {
		f, _ := p.Site.Statistics.Figure(indicator.Name, period)
		if f.Value == nil || i >= len(forms) || !f.Value.IsInt() || !f.Value.Num().IsInt64() || f.Value.Num().Int64() > maxSquares {
			return nil
		}
		if linked {
			g.Squares = append(g.Squares, p.linkedSquares(u, i, lit)...)
		} else {
			g.Squares = append(g.Squares, plainSquares(f, i, len(g.Squares))...)
		}
	}
	return g
}

// chambersAgree reports whether the chambers' pages are what the figures of a period count: the grid
// has the forms that the kind chamber has, and of each form there are as many pages. Otherwise no
// square is linked, since nobody could say which chamber it stands for.
func (p *planner) chambersAgree(spec *statistics.Chart, period string) bool {
	if len(spec.Indicators) != p.choices() {
		return false
	}
	for i, indicator := range spec.Indicators {
		f, _ := p.Site.Statistics.Figure(indicator.Name, period)
		if f.Value == nil || f.Plain() != strconv.Itoa(len(p.chambers(i))) {
			return false
		}
	}
	return true
}

// plainSquares are the squares of a figure that stand for no page; they are numbered on from before.
func plainSquares(f statistics.Figure, form, before int) []chart.Square {
	out := make([]chart.Square, f.Value.Num().Int64())
	for i := range out {
		out[i] = chart.Square{Name: strconv.Itoa(before + i + 1), Word: f.Indicator.Label, Form: forms[form]}
	}
	return out
}

// linkedSquares are the squares of the chambers that have a form.
func (p *planner) linkedSquares(u urls, form int, lit *site.Page) []chart.Square {
	var out []chart.Square
	for _, page := range p.chambers(form) {
		out = append(out, chart.Square{Name: page.Title, Word: p.option(p.Site.Kinds.Get("chamber"), p.choice(form)).Text, Form: forms[form], URL: u.to(page.Address), Lit: page == lit})
	}
	return out
}

// chambers are the pages of the kind chamber that have the nth form, in reading order.
func (p *planner) chambers(form int) []*site.Page {
	p.chambersOnce.Do(func() {
		for _, s := range p.Site.Sections {
			for _, page := range s.Pages {
				if f := field(page, "form"); page.Kind.Name == "chamber" && f != nil {
					word := first(f.Texts)
					p.chambersByForm[word] = append(p.chambersByForm[word], page)
				}
			}
		}
	})
	return p.chambersByForm[p.choice(form)]
}

// choices is how many forms the kind chamber has.
func (p *planner) choices() int {
	n := 0
	for p.choice(n) != "" {
		n++
	}
	return n
}

// choice is the nth form as the kind chamber names it.
func (p *planner) choice(n int) string {
	k := p.Site.Kinds.Get("chamber")
	for _, f := range k.Fields {
		if f.Name == "form" && n < len(f.Options) {
			return f.Options[n]
		}
	}
	return ""
}

// checkGrid warns when the chambers' pages and the newest figures do not agree.
func (p *planner) checkGrid() {
	spec, period := p.gridSpec(), p.Site.Statistics.Newest()
	if spec == nil || period == nil || p.Site.Statistics.Faulty() || len(spec.Indicators) != p.choices() {
		return
	}
	for i, indicator := range spec.Indicators {
		f, _ := p.Site.Statistics.Figure(indicator.Name, period.Name)
		pages := len(p.chambers(i))
		if f.Value == nil || pages == 0 || f.Number() == strconv.Itoa(pages) {
			continue
		}
		p.problems = append(p.problems, diag.Diagnostic{Position: diag.Position{Path: "content/statistics/" + period.Name + ".toml"},
			Severity: diag.Warning, Rule: "statistics/pages",
			Message: "“" + indicator.Label + "”是 " + f.String() + "，但组建形式为“" + p.choice(i) + "”的商会页面有 " + strconv.Itoa(pages) + " 个，商会格没有链接到它们",
			Hint:    "补齐商会页面，或更正数据"})
	}
}
