package check

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// proseRules are the rules of written Chinese that look at one block.
var proseRules = []prose.Rule{prose.HalfWidth, prose.Doubled, prose.Numerals, prose.FullWidth}

// editor holds one source to the rules that need no other source. It is safe for use from many
// goroutines.
type editor struct {
	terms   prose.Rule
	figures *statistics.Set
	ignore  []string // rules that the site silences
	named   []string // settings that name pages, files and choices
}

func newEditor(terms map[string]string, figures *statistics.Set) *editor {
	return &editor{terms: prose.Terms(terms), figures: figures}
}

// naming are the keys of front matter whose values are names of pages, files and choices: not prose.
func naming(kinds *site.Kinds) (keys []string) {
	if kinds == nil {
		return nil
	}
	var read func(fields []site.Field)
	read = func(fields []site.Field) {
		for _, f := range fields {
			if f.IsRelation() || f.Type == site.FileField || f.Type == site.ChoiceField {
				keys = append(keys, strings.ToLower(f.Name))
			}
			read(f.Columns)
		}
	}
	for _, k := range kinds.All() {
		read(k.Fields)
	}
	return keys
}

// page is one source while it is read.
type reading struct {
	name   string // relative to content/
	text   *diag.Text
	doc    *content.Document // nil for settings
	period string            // whose figures it quotes
	quiet  []table.Silence   // of settings
	found  []prose.Finding
}

// read holds a decoded source to the rules. What its writer silences is left out; it is empty for a
// source that is neither an article nor settings.
func (e *editor) read(name, source, period string, doc *content.Document) *reading {
	r := &reading{name: name, text: diag.NewText("content/"+name, source), doc: doc, period: period}
	switch {
	case doc != nil:
		from, to, yaml := frontOf(name, source)
		settings := settingsOf(r.text, from, to, yaml)
		r.switched(settings)
		blocks, links := settingBlocks(r.text, settings, e.named)
		body, ok := content.BodyText(name, []byte(source))
		if !ok {
			return r
		}
		read := prose.Read(source, len(source)-len(body))
		e.blocks(r, blocks)
		e.blocks(r, read.Blocks)
		e.rows(read.Rows, r)
		r.links(append(links, read.Links...))
		r.headings(read.Headings, from < to)
	case strings.HasSuffix(name, ".toml"):
		settings := settingsOf(r.text, 0, len(source), false)
		r.quiet = table.Silences(r.text)
		r.switched(settings)
		blocks, links := settingBlocks(r.text, settings, nil)
		e.blocks(r, blocks)
		r.links(links)
	}
	return r
}

// report keeps a finding that the writer has not silenced.
func (r *reading) report(f prose.Finding) {
	if r.silences(f) {
		return
	}
	r.found = append(r.found, f)
}

// silences asks for a line only where something may be silenced.
func (r *reading) silences(f prose.Finding) bool {
	switch {
	case r.doc == nil:
		return len(r.quiet) > 0 && table.Silenced(r.quiet, f.Rule, r.text.LineAt(f.At))
	case len(r.doc.Silenced) == 0:
		return r.doc.Silences(f.Rule, 0)
	}
	return r.doc.Silences(f.Rule, r.text.LineAt(f.At))
}

func (e *editor) blocks(r *reading, blocks []*prose.Block) {
	for i, b := range blocks {
		var next *prose.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		prose.Pairs(b, next, r.report)
		for _, rule := range proseRules {
			rule(b, r.report)
		}
		e.terms(b, r.report)
		e.contradictions(b, r)
		e.unnamed(b, r)
		e.broken(b, r)
	}
}

// contradictions finds numbers typed beside an indicator's label that are not its value.
func (e *editor) contradictions(b *prose.Block, r *reading) {
	if e.figures == nil || r.period == "" || b.Kind == prose.Piece || r.tellsOfOneBody() {
		return
	}
	for _, c := range e.figures.ContradictionsOn(b.Text, r.period, dateOf(r.doc)) {
		if r.hasOwn(c.Figure.Indicator.Name) {
			continue
		}
		at, length := b.Span(c.At, c.At+c.Len)
		r.report(prose.Finding{At: at, Len: length, Rule: ruleFigure, Message: c.Message(), Hint: c.Hint()})
	}
}

// tellsOfOneBody reports a page about one branch or chamber: a number in it is that body's.
func (r *reading) tellsOfOneBody() bool {
	return r.doc != nil && statistics.IsOneBody(r.doc.Front.Title)
}

// hasOwn reports a page that says in its settings how many of an indicator it has itself: members = 24.
func (r *reading) hasOwn(indicator string) bool {
	return r.doc != nil && slices.ContainsFunc(r.doc.Front.Fields, func(f content.Field) bool { return f.Key == indicator })
}

// figureMarks stand in a block for {{…}}.
const figureMarks = string(prose.Figure) + string(prose.Number)

// unnamed finds figures that a reader would take for those of another period.
func (e *editor) unnamed(b *prose.Block, r *reading) {
	if e.figures == nil || r.period == "" || !strings.ContainsAny(b.Text, figureMarks) {
		return
	}
	date, source := dateOf(r.doc), r.text.String()
	for i, c := range b.Text {
		if c != prose.Figure && c != prose.Number {
			continue
		}
		at, length := b.Span(i, i+utf8.RuneLen(c))
		if u, is := e.figures.UnnamedAfter(b.Text[:i], source[at:at+length], r.period, date); is {
			r.report(prose.Finding{At: at, Len: length, Rule: ruleFigure, Message: u.Message(), Hint: u.Hint()})
		}
	}
}

// dateOf is the date that a document takes its period from; none where it names the period itself.
func dateOf(doc *content.Document) content.Date {
	if doc == nil || doc.Front.Period != "" {
		return content.Date{}
	}
	return doc.Front.Date
}

// rows finds contradictions in the rows of tables: | 党员 | 363 |.
func (e *editor) rows(rows []prose.Row, r *reading) {
	if e.figures == nil || r.period == "" || r.tellsOfOneBody() || e.figures.Early(dateOf(r.doc)) {
		return
	}
	for _, row := range rows {
		for _, c := range e.figures.ContradictedInRow(r.doc.Front.Title, row.Heads, row.Texts(), r.period) {
			if r.hasOwn(c.Figure.Indicator.Name) {
				continue
			}
			at, length := row.Cells[c.Cell].Span(c.At, c.At+c.Len)
			r.report(prose.Finding{At: at, Len: length, Rule: ruleFigure, Message: c.Message(), Hint: c.Hint()})
		}
	}
}

// broken finds what was meant as a figure and is published as it stands: {{members}人.
func (e *editor) broken(b *prose.Block, r *reading) {
	if e.figures == nil {
		return
	}
	for _, f := range e.figures.Broken(b.Text) {
		at, length := b.Span(f.At, f.At+f.Len)
		r.report(prose.Finding{At: at, Len: length, Rule: ruleBroken, Message: f.Message(), Hint: f.Hint()})
	}
}

// links finds addresses that are not encrypted.
func (r *reading) links(links []prose.Link) {
	for _, l := range links {
		if isPlainHTTP(l.Target) {
			r.report(prose.Finding{At: l.At, Len: l.Len, Rule: ruleHTTP, Message: "链接没有加密（http://）",
				Hint: "对方网站支持的话，改成 https://"})
		}
	}
}

// isPlainHTTP reports an address that goes over an open line; one of this machine or of a local network
// does not leave it.
func isPlainHTTP(target string) bool {
	if len(target) < 8 || !strings.EqualFold(target[:7], "http://") {
		return false
	}
	u, err := url.Parse(target)
	if err != nil {
		return true
	}
	host := u.Hostname()
	if ip, err := netip.ParseAddr(host); err == nil {
		return !ip.IsLoopback() && !ip.IsPrivate() && !ip.IsUnspecified()
	}
	return host != "localhost" && host != ""
}

// headings finds levels left out. Without front matter the first heading of level 1 is the page's title; any
// other one is told to begin at ## (markdown/h1), and what stands below it is held to that level.
func (r *reading) headings(list []prose.Section, titled bool) {
	before, room := 1, 1 // the level written last, and the one it ought to have
	if !titled && len(list) > 0 {
		before, room = list[0].Level, list[0].Level
	}
	for _, h := range list {
		if h.Text == "" {
			continue // it is left out, and markdown/heading says so
		}
		if h.Level > room+1 {
			hint := "改成 " + strings.Repeat("#", room+1)
			if room > before {
				hint += "，正文里 # 的标题都改成 ##"
			}
			r.report(prose.Finding{At: h.At, Len: h.Len, Rule: ruleHeading,
				Message: fmt.Sprintf("标题从 %d 级跳到了 %d 级", before, h.Level), Hint: hint})
		}
		before, room = h.Level, h.Level
		if h.Level == 1 && titled {
			room = 2
		}
		titled = titled || h.Level == 1
	}
}

// manyFindings is how many findings of one rule in one file are reported one by one.
const manyFindings = 50

// diagnostics are what was found, as warnings; of many of one rule the first, and how many more there are.
func (r *reading) diagnostics() diag.List {
	count := map[string]int{}
	for _, f := range r.found {
		count[f.Rule]++
	}
	list := make(diag.List, 0, min(len(r.found), 4*manyFindings))
	told := map[string]int{}
	for _, f := range r.found {
		if told[f.Rule]++; told[f.Rule] > manyFindings+1 {
			continue
		}
		message, more := f.Message, count[f.Rule]-manyFindings
		if told[f.Rule] > manyFindings && more > 1 {
			message = fmt.Sprintf("从这里起还有 %d 处同样的问题，不再一一列出", more)
		}
		list = append(list, r.text.Report(f.At, f.Len, diag.Warning, f.Rule, message, f.Hint))
	}
	return list
}

// Contradictions finds the numbers typed in an article beside an indicator's label that are not its
// value in the page's period, and the figures that are written so badly that they are published as they
// stand, each at its column. It is cheap for an article without any, so that a
// build can afford it; what the article itself silences is left out.
func Contradictions(figures *statistics.Set, name string, raw []byte, period string, doc *content.Document) diag.List {
	source, problems := content.Decode("content/"+name, raw)
	date := dateOf(doc)
	if period == "" || problems.HasErrors() || len(figures.ContradictionsOn(source, period, date)) == 0 &&
		len(figures.UnnamedOn(source, period, date)) == 0 && len(figures.Broken(source)) == 0 {
		return nil
	}
	list := newEditor(nil, figures).read(name, source, period, doc).diagnostics()
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Rule != ruleFigure && d.Rule != ruleBroken })
}
