package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// oracle answers a query by looking at every text.
type oracle struct {
	docs   []Document
	folded [][]string
}

func newOracle(docs []Document) *oracle {
	o := &oracle{docs: docs}
	for i := range docs {
		var folded []string
		for _, t := range texts(&docs[i]) {
			folded = append(folded, Fold(t))
		}
		o.folded = append(o.folded, folded)
	}
	return o
}

// find returns the addresses of the pages that contain every word, sorted.
func (o *oracle) find(words []string) []string {
	var found []string
	for i := range o.docs {
		all := true
		for _, w := range words {
			all = all && slices.ContainsFunc(o.folded[i], func(t string) bool { return strings.Contains(t, w) })
		}
		if all {
			found = append(found, o.docs[i].Address)
		}
	}
	slices.Sort(found)
	return found
}

// whole returns the addresses that a query finds whole, sorted.
func whole(t *testing.T, r *Reader, query string) []string {
	t.Helper()
	result, err := r.Query(query, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, h := range result.Hits {
		if !result.Partial {
			found = append(found, h.Address)
		}
	}
	slices.Sort(found)
	return found
}

func TestQueryFindsExactlyThePagesThatContainIt(t *testing.T) {
	t.Parallel()
	docs := corpus(160, 1)
	o, r := newOracle(docs), open(t, docs)
	rng := rand.New(rand.NewPCG(2, 2))
	for asked := 0; asked < 2000; {
		q := query(rng, docs, 1+rng.IntN(20))
		if rng.IntN(4) == 0 {
			q += " " + query(rng, docs, 1+rng.IntN(4))
		}
		words := Words(q)
		if len(words) == 0 {
			continue
		}
		asked++
		if got, want := whole(t, r, q), o.find(words); !slices.Equal(got, want) {
			t.Fatalf("%q (words %q): found %d pages, %d contain it: %v, %v", q, words, len(got), len(want), got, want)
		}
	}
}

func TestQueryLanguage(t *testing.T) {
	docs := corpus(120, 3)
	o, r := newOracle(docs), open(t, docs)
	for _, c := range []struct {
		query string
		words []string
	}{
		{"党", []string{"党"}},
		{"５Ｇ党建", []string{"5g党建"}},
		{"  WI-fi　app ", []string{"wi-fi", "app"}},
		{`"room 3.14" committee`, []string{"room 3.14", "committee"}},
		{"＂The  committee＂", []string{"the committee"}},
		{"“The committee” 2022-06-30", []string{"the committee", "2022-06-30"}},
		{"「The committee」", []string{"the committee"}},
		{"『met on』　“应建尽建”", []string{"met on", "应建尽建"}},
		{`"“应建尽建”的原则"`, []string{"“应建尽建”的原则"}},
		{`committee "met o`, []string{"committee", "met o"}}, // while it is being typed
		{"“met o", []string{"met o"}},
		{"按照“应建尽建”的原则", []string{"按照“应建尽建”的原则"}},
		{`"没有另一半`, []string{"没有另一半"}},
		{"85%", []string{"85%"}},
		{"覆盖率100%", []string{"覆盖率100%"}},
		{"1+1+N", []string{"1+1+n"}},
		{"c++", []string{"c++"}},
		{"2022-06-30", []string{"2022-06-30"}},
		{"二〇二二年", []string{"二〇二二年"}},
		{"，", []string{","}},
		{"“应建尽建”的", []string{"“应建尽建”的"}},
		{"市**物流园", []string{"市**物流园"}},
		{"oo", []string{"oo"}},
		{"党建 党建", []string{"党建"}},
	} {
		if got := Words(c.query); !slices.Equal(got, c.words) {
			t.Errorf("Words(%q) = %q, want %q", c.query, got, c.words)
		}
		got, want := whole(t, r, c.query), o.find(c.words)
		if !slices.Equal(got, want) {
			t.Errorf("%q: found %d pages, want %d", c.query, len(got), len(want))
		}
		if len(want) == 0 && !strings.Contains(c.query, "没有") {
			t.Errorf("%q: the corpus has no page for it, so it tests nothing", c.query)
		}
	}
}

func TestEmptyQueriesFindNothing(t *testing.T) {
	r := open(t, corpus(20, 4))
	for _, q := range []string{"", " ", "　", `" "`, "“ ”", "「", `"`, "\u200b"} {
		if result, err := r.Query(q, Filter{}); err != nil || len(result.Hits) > 0 {
			t.Errorf("%q: %d hits, error %v", q, len(result.Hits), err)
		}
	}
}

// Of what is pasted, the first queryLimit characters are looked at: it takes no longer than what is typed.
func TestLongQueries(t *testing.T) {
	docs := corpus(20, 4)
	docs[3].Blocks = append(docs[3].Blocks, Block{Text: strings.Repeat("长", queryLimit)})
	r := open(t, docs)
	expect(t, r, strings.Repeat("长", 100_000), docs[3].Address)
	if words := Words(strings.Repeat("词 ", 60) + "没有看到"); len(words) != 1 {
		t.Errorf("words %q", words)
	}
}

func TestSitesOfAnySize(t *testing.T) {
	for _, pages := range []int{0, 1, 2, 9, 33} {
		docs := corpus(pages, 5)
		o, r := newOracle(docs), open(t, docs)
		for _, q := range []string{"党", "党组织", "（0）", "没有的话"} {
			if got, want := whole(t, r, q), o.find(Words(q)); !slices.Equal(got, want) {
				t.Errorf("%d pages, %q: found %v, want %v", pages, q, got, want)
			}
		}
	}
}

// Hundreds of pages of a few words fill segments by their number, not by their size.
func TestManySmallPages(t *testing.T) {
	var docs []Document
	for i := range 700 {
		docs = append(docs, Document{Address: fmt.Sprintf("%d.html", i), Title: fmt.Sprintf("第%d页", i)})
	}
	expect(t, open(t, docs), "第345页", "345.html")
}

func TestOrder(t *testing.T) {
	text := func(s string) []Block { return []Block{{Text: s}} }
	docs := []Document{
		{Address: "text-old", Title: "甲", Date: "2020-01-01", Blocks: text("谈到亮牌经营")},
		{Address: "text-new", Title: "乙", Date: "2022-01-01", Blocks: text("谈到亮牌经营")},
		{Address: "heading", Title: "丙", Date: "2019-01-01", Headings: []Heading{{"h", "亮牌经营"}}},
		{Address: "tag", Title: "丁", Date: "2018-01-01", Tags: []string{"亮牌经营"}},
		{Address: "brand", Title: "戊", Date: "2018-06-01", Brand: "党员亮牌经营"},
		{Address: "long-title", Title: "关于进一步推广共产党员亮牌经营做法的通知", Date: "2022-06-01"},
		{Address: "short-title", Title: "亮牌经营", Date: "2017-01-01"},
		{Address: "elsewhere", Title: "己", Date: "2023-01-01", Blocks: text("亮牌，经营")},
	}
	expect(t, open(t, docs), "亮牌经营", "short-title", "long-title", "brand", "tag", "heading", "text-new", "text-old")

	docs = []Document{
		{Address: "apart", Title: "甲", Date: "2022-01-01", Blocks: []Block{{Text: "党建"}, {Text: "拉练"}}},
		{Address: "far", Title: "乙", Date: "2021-01-01", Blocks: text("党建工作之外还组织了多次拉练")},
		{Address: "near", Title: "丙", Date: "2020-01-01", Blocks: text("拉练党建")},
	}
	expect(t, open(t, docs), "党建 拉练", "near", "far", "apart")
}

// expect checks the addresses that a query finds, in order.
func expect(t *testing.T, r *Reader, query string, want ...string) {
	t.Helper()
	result, err := r.Query(query, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range result.Hits {
		got = append(got, h.Address)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q: found %v, want %v", query, got, want)
	}
}

func TestPartialMatchesAreLabelled(t *testing.T) {
	docs := []Document{
		{Address: "most", Title: "甲", Blocks: []Block{{Text: "优秀共产党的故事"}}},
		{Address: "least", Title: "乙", Blocks: []Block{{Text: "共产党员"}}},
		{Address: "none", Title: "丙", Blocks: []Block{{Text: "物流园"}}},
	}
	r := open(t, docs)
	result, err := r.Query("优秀共产党员", Filter{})
	if err != nil || !result.Partial {
		t.Fatalf("partial %v, error %v", result.Partial, err)
	}
	expect(t, r, "优秀共产党员", "most", "least")
	expect(t, r, "物流园 没有的词", "none")
	if result, _ = r.Query("共产党员", Filter{}); result.Partial {
		t.Error("a whole match is labelled partial")
	}
}

func TestFilters(t *testing.T) {
	docs := corpus(200, 6)
	o, r := newOracle(docs), open(t, docs)
	branch := docs[slices.IndexFunc(docs, func(d Document) bool { return d.Branch != "" })].Branch
	for _, f := range []Filter{{Section: "工作动态"}, {Year: "2020"}, {Branch: branch}, {Section: "关于", Year: "2021"}, {Section: "没有"}} {
		result, err := r.Query("党", f)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, h := range result.Hits {
			got = append(got, h.Address)
		}
		containing := o.find([]string{"党"})
		for _, d := range docs {
			if slices.Contains(containing, d.Address) && (f.Section == "" || d.SectionTitle == f.Section) &&
				(f.Year == "" || strings.HasPrefix(d.Date, f.Year)) && (f.Branch == "" || d.Branch == f.Branch) {
				want = append(want, d.Address)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%+v: found %d pages, want %d", f, len(got), len(want))
		}
	}
}

// Who leaves out a mark that the pages have, or types another, is told at once that no page has it so: nothing
// is read in vain, however many pages have the characters. Those are then shown as partial matches.
func TestPunctuationLeftOut(t *testing.T) {
	t.Parallel()
	docs := corpus(400, 31)
	for i := range docs {
		docs[i].Blocks = append(docs[i].Blocks, Block{Text: "由会长、副会长担任，覆盖率100%。Wi-Fi, APP"})
	}
	files := map[string][]byte{}
	for _, f := range build(t, docs, Options{}).Files() {
		files[f.Name] = f.Bytes
	}
	for _, c := range []struct {
		query string
		whole bool
	}{
		{"会长、副会长", true}, {"会长，副会长", false}, {"会长副会长", false}, {"担任覆盖率", false}, {"担任,覆盖率", true},
		{`"wi-fi, app"`, true}, {`"wi-fi app"`, false}, {"wi-fiapp", false}, {"长、", true}, {"、副", true}, {"担任，", true},
	} {
		segments := 0
		r, err := Open(func(name string) ([]byte, error) {
			if strings.HasPrefix(name, "t-") {
				segments++
			}
			return files[name], nil
		})
		if err != nil {
			t.Fatal(err)
		}
		s, err := r.Begin(c.query, Filter{})
		if err != nil {
			t.Fatal(err)
		}
		hits, _, err := s.Next()
		if err != nil || len(hits) == 0 || s.partial == c.whole {
			t.Errorf("%s: %d hits, partial %v, error %v", c.query, len(hits), s.partial, err)
		}
		if segments > firstFiles+moreSegments {
			t.Errorf("%s reads %d segments of %d", c.query, segments, len(r.first)-1)
		}
	}
}

// A query whose pairs of characters stand in every page, and itself in none, does not read the whole index
// before the visitor has a word in it; who goes on is told in the end that there are only parts.
func TestSearchInVainStops(t *testing.T) {
	t.Parallel()
	docs := corpus(700, 32)
	for i := range docs {
		docs[i].Blocks = append(docs[i].Blocks, Block{Text: "商会党建与党员发展"})
	}
	docs[650].Date, docs[650].Blocks = "2001-01-01", append(docs[650].Blocks, Block{Text: "市会党员发展"})
	files := build(t, docs, Options{}).Files()
	segments := 0
	r, err := OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	read := r.read
	r.read = func(name string) ([]byte, error) {
		if strings.HasPrefix(name, "t-") {
			segments++
		}
		return read(name)
	}
	for _, query := range []string{"会党员发展", "商会党员发展"} {
		s, err := r.Begin(query, Filter{})
		if err != nil {
			t.Fatal(err)
		}
		segments = 0
		hits, more, err := s.Next()
		if err != nil || len(hits) > 0 || !more || s.partial {
			t.Fatalf("%s: %d hits, more %v, error %v", query, len(hits), more, err)
		}
		if segments > firstFiles+(stepsInVain-1)*moreSegments {
			t.Errorf("%s reads %d segments of %d in vain", query, segments, len(r.first)-1)
		}
	}
	expect(t, r, "会党员发展", docs[650].Address)
	answers, _ := askClient(t, files, []clientQuery{{Query: "会党员发展"}, {Query: "商会党员发展"}}, nil)
	compare(t, r, "会党员发展", Filter{}, &answers[0])
	compare(t, r, "商会党员发展", Filter{}, &answers[1])
	if !answers[1].Partial || len(answers[1].Hits) == 0 {
		t.Errorf("partial %v, %d hits", answers[1].Partial, len(answers[1].Hits))
	}
}
