package plan

import (
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// listFacts are the fields that a card shows, by kind; the page itself shows them all.
var listFacts = map[string][]string{
	"chamber":  {"form", "instructor"},
	"branch":   {"form", "chambers", "secretary", "members"},
	"brand":    {"slogan", "measures"},
	"activity": {"place", "host"},
	"honour":   {"person", "role", "award"},
	"plan":     {"period", "measures", "progress"},
	"notice":   {"contact"},
}

// card is a page as other pages show it.
func (p *planner) card(u urls, page *site.Page) theme.Card {
	front := &page.Document.Front
	c := theme.Card{
		Title: page.LinkTitle, URL: u.to(page.Address), Summary: page.Summary, Quoting: p.summarised(u, page), Date: p.date(front.Date),
		Kind: page.Kind.Name, KindLabel: p.label(page.Kind, "", page.Kind.Label),
		Section: theme.Link{Title: page.Section.LinkTitle, URL: u.to(page.Section.Address)},
		Cover:   p.cover(u, page), Sample: front.Sample && !p.saysSample(page.LinkTitle), Draft: front.Draft, Scheduled: p.scheduled(page), Weight: front.Weight,
	}
	for _, f := range page.Fields {
		switch f.Field.Name {
		case "status":
			c.Status = p.status(page, f)
		case "session":
			c.Session, c.Ordinal = f.Number, p.ordinal(page)
		}
	}
	for _, name := range listFacts[page.Kind.Name] {
		if f := field(page, name); f != nil {
			c.Facts = append(c.Facts, p.fact(u, page, *f))
		} else if f := p.factOfRelation(u, page, name); f != nil {
			c.Facts = append(c.Facts, *f)
		}
	}
	return c
}

// factOfRelation is a relation that only the other pages name, as a fact of this one; nil for none.
func (p *planner) factOfRelation(u urls, page *site.Page, name string) *theme.Fact {
	for _, r := range page.Relations {
		if r.Name != name || len(r.Pages) == 0 {
			continue
		}
		f := theme.Fact{Name: name, Label: p.label(page.Kind, r.Name, r.Label)}
		for _, other := range r.Pages {
			f.Values = append(f.Values, theme.Value{Text: other.Title, URL: u.to(other.Address)})
		}
		return &f
	}
	return nil
}

// status is how far a plan or an honour is; nil where it is not said.
func (p *planner) status(page *site.Page, f site.FieldValue) *theme.Value {
	text := first(f.Texts)
	if text == "" {
		return nil
	}
	v := p.option(page.Kind, text)
	return &v
}

// ordinal is the number of a session in words, by the counter word of its series; "" without a number.
func (p *planner) ordinal(page *site.Page) string {
	number := field(page, "session")
	if number == nil || page.Kind.Name != "activity" {
		return ""
	}
	if f := field(page, "series"); f != nil && len(f.Pages) > 0 && f.Pages[0] != nil {
		if unit := p.counter(f.Pages[0]); unit != "" {
			return p.Theme.Text("session_unit", number.Number, unit)
		}
	}
	return p.Theme.Text("session", number.Number)
}

// sessionCount says how many sessions a series lists, by its counter word.
func (p *planner) sessionCount(series *site.Page, n int) string {
	if unit := p.counter(series); unit != "" {
		return p.Theme.Text("sessions_unit", n, unit)
	}
	return p.Theme.Text("sessions", n)
}

// unshown reports a field that says how others are worded and is no fact by itself.
func unshown(page *site.Page, f *site.Field) bool {
	return page.Kind.Name == "series" && f.Name == "unit"
}

func (p *planner) cards(u urls, pages []*site.Page) []theme.Card {
	if len(pages) == 0 {
		return nil
	}
	out := make([]theme.Card, len(pages))
	for i, page := range pages {
		out[i] = p.card(u, page)
	}
	return out
}

// field is the named field of a page, nil when the page leaves it empty.
func field(page *site.Page, name string) *site.FieldValue {
	for i := range page.Fields {
		if page.Fields[i].Field.Name == name {
			return &page.Fields[i]
		}
	}
	return nil
}

// fact makes a field of a page ready for a layout: relations linked, long texts in paragraphs.
func (p *planner) fact(u urls, page *site.Page, f site.FieldValue) theme.Fact {
	out := theme.Fact{Name: f.Field.Name, Label: p.label(page.Kind, f.Field.Name, f.Field.Label)}
	switch f.Field.Type {
	case site.LongField:
		out.Long = make([]theme.Words, len(f.Texts))
		for i := range f.Texts {
			out.Long[i] = p.fieldWords(u, page, f, i)
		}
	case site.RowsField:
		out.Rows = p.rowsOf(u, page, f)
	case site.RelationField, site.RelationsField:
		out.Values = named(u, page, f)
	case site.DateField:
		out.Values = []theme.Value{{Text: p.dateText(f.Date.In(p.Site.Config.Zone))}}
	default:
		for i, text := range f.Texts {
			v := addressed(text)
			if f.Field.Type == site.ChoiceField {
				v = p.option(page.Kind, text)
			}
			if f.Written != nil {
				v.Quoting = p.quoting(u, f.Written[i], page.Period)
			}
			out.Values = append(out.Values, v)
		}
	}
	return out
}

// named are the pages of a relation, each once: those that the page itself names, in its order, then
// those that name it from their side. A name that leads nowhere stays as it is written.
func named(u urls, page *site.Page, f site.FieldValue) []theme.Value {
	var out []theme.Value
	seen := map[*site.Page]bool{}
	add := func(other *site.Page) {
		if !seen[other] {
			seen[other] = true
			out = append(out, theme.Value{Text: other.Title, URL: u.to(other.Address)})
		}
	}
	for i, text := range f.Texts {
		if i < len(f.Pages) && f.Pages[i] != nil {
			add(f.Pages[i])
		} else {
			out = append(out, theme.Value{Text: text})
		}
	}
	for _, group := range page.Relations {
		if group.Name == f.Field.Name {
			for _, other := range group.Pages {
				add(other)
			}
		}
	}
	return out
}

// fieldWords is one text of a field with its figures linked.
func (p *planner) fieldWords(u urls, page *site.Page, f site.FieldValue, i int) theme.Words {
	if f.Written != nil {
		return p.said(u, f.Written[i], page.Period)
	}
	return theme.Words{{Text: f.Texts[i]}}
}

// rowsOf is a field of rows as a table whose first row is the head.
func (p *planner) rowsOf(u urls, page *site.Page, f site.FieldValue) [][]theme.Value {
	var head []theme.Value
	for _, c := range f.Field.Columns {
		head = append(head, theme.Value{Text: c.Label})
	}
	out := [][]theme.Value{head}
	for i, r := range f.Rows {
		var row []theme.Value
		for _, c := range f.Field.Columns {
			cell := theme.Value{Text: r[c.Name]}
			if f.WrittenRows != nil {
				cell.Quoting = p.quoting(u, f.WrittenRows[i][c.Name], page.Period)
			}
			row = append(row, cell)
		}
		out = append(out, row)
	}
	return out
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// links are pages as plain links.
func links(u urls, pages []*site.Page) []theme.Link {
	out := make([]theme.Link, len(pages))
	for i, page := range pages {
		out[i] = theme.Link{Title: page.LinkTitle, URL: u.to(page.Address)}
	}
	return out
}
