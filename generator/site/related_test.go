package site

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// The related pages are those that a slow look at every list gives: the pages near one in the list of each of its tags
// and of each page it names, those first that share most with it, then the newest.
func TestRelated(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	docs := []*content.Document{{Path: "_index.md", Front: content.FrontMatter{Title: "站"}},
		{Path: "branches/_index.md", Front: content.FrontMatter{Title: "支部", Kind: "branch"}},
		{Path: "cases/_index.md", Front: content.FrontMatter{Title: "案例", Kind: "case"}}}
	for i := range 9 {
		docs = append(docs, &content.Document{Path: fmt.Sprintf("branches/b%d.md", i), Front: content.FrontMatter{Title: fmt.Sprintf("支部%d", i), Tags: []string{"甲"}}})
	}
	for i := range 300 {
		front := content.FrontMatter{Title: fmt.Sprintf("案例%d", i), Date: content.Date{Precision: content.Day, Year: 2020, Month: int8(1 + r.IntN(12)), Day: int8(1 + r.IntN(28))}}
		for range r.IntN(4) {
			front.Tags = append(front.Tags, string([]rune("甲乙丙丁戊己")[r.IntN(6)]))
		}
		if r.IntN(3) > 0 {
			place := content.Place{Position: diag.Position{Path: "content/x.md", Line: 1, Column: 1}}
			front.Fields = []content.Field{{Key: "branch", Value: table.Value{Data: fmt.Sprintf("支部%d", r.IntN(9))}, Place: place}}
		}
		if r.IntN(9) == 0 {
			front.Expires = content.Date{Precision: content.Day, Year: 2021, Month: 1, Day: 1}
		}
		docs = append(docs, &content.Document{Path: fmt.Sprintf("cases/c%03d.md", i), Front: front})
	}
	s := Resolve(Input{Config: testConfig(), Documents: docs, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	found := 0
	for _, p := range s.Pages {
		want := slowlyRelated(s, p)
		found += len(want)
		if got := p.Related(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", p.Title, titles(got), titles(want))
		}
	}
	if found < 500 {
		t.Errorf("only %d related pages", found)
	}
}

// named are the pages that the fields of a page name.
func named(p *Page) (out []*Page) {
	for _, f := range p.Fields {
		for _, other := range f.Pages {
			if other != nil && !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

func slowlyRelated(s *Site, p *Page) []*Page {
	if !p.Listed {
		return nil
	}
	newest := slices.Clone(s.Pages)
	slices.SortFunc(newest, Newest)
	lists := [][]*Page{}
	for _, term := range p.Terms {
		lists = append(lists, term.Pages)
	}
	for _, owner := range named(p) {
		lists = append(lists, slices.DeleteFunc(slices.Clone(newest), func(q *Page) bool { return !q.Listed || !slices.Contains(named(q), owner) }))
	}
	score := map[*Page]int{}
	for _, list := range lists {
		at := slices.Index(list, p)
		for _, q := range list[max(0, at-relatedWindow):min(len(list), at+relatedWindow+1)] {
			bound := slices.ContainsFunc(p.Relations, func(r Relation) bool { return slices.Contains(r.Pages, q) })
			if q == p || bound {
				continue
			}
			score[q] = 0
			for _, term := range q.Terms {
				if slices.Contains(p.Terms, term) {
					score[q] += sharedTag
				}
			}
			for _, owner := range named(q) {
				if slices.Contains(named(p), owner) {
					score[q] += sharedName
				}
			}
		}
	}
	var out []*Page
	for _, q := range newest {
		if _, ok := score[q]; ok {
			out = append(out, q)
		}
	}
	slices.SortStableFunc(out, func(a, b *Page) int { return cmp.Compare(score[b], score[a]) })
	return out[:min(len(out), relatedMost)]
}

func BenchmarkRelated(b *testing.B) {
	s := Resolve(Input{Config: testConfig(), Documents: corpus(10_000), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	for b.Loop() {
		for _, p := range s.Pages {
			p.Related()
		}
	}
}
