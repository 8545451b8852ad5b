package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// batches are the results of a query, as they are shown one after the other.
func batches(t *testing.T, r *Reader, query string) (all [][]Hit) {
	t.Helper()
	s, err := r.Begin(query, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		var hits []Hit
		if hits, more, err = s.Next(); err != nil {
			t.Fatal(err)
		}
		all = append(all, hits)
	}
	return all
}

// What is shown together is in one order, and what comes after it is no better: a match in a title never follows
// one in a text, however many texts are read at a time.
func TestOrderOfBatches(t *testing.T) {
	t.Parallel()
	docs := corpus(400, 41)
	for i := range docs {
		words := "党建" + strings.Repeat("，隔开", i*7%13) + "拉练"
		switch i % 9 {
		case 0:
			docs[i].Title = fmt.Sprintf("党建%d拉练", i)
		case 1:
			docs[i].Tags = append(docs[i].Tags, "党建的拉练")
		case 2:
			docs[i].Headings = append(docs[i].Headings, Heading{"h", words})
		case 3, 4, 5, 6:
			docs[i].Blocks = append(docs[i].Blocks, Block{Text: words})
		}
	}
	files := build(t, docs, Options{}).Files()
	r, err := OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"党建", "党建 拉练", "党建的拉练", "隔开"} {
		last := 1 << 30
		for i, hits := range batches(t, r, query) {
			sorted := slices.IsSortedFunc(hits, func(a, b Hit) int {
				return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.near, b.near), cmp.Compare(a.number, b.number))
			})
			if !sorted || len(hits) > 0 && hits[0].score > last {
				t.Errorf("%s: batch %d is out of order: %+v", query, i, hits)
			}
			if len(hits) > 0 {
				last = hits[len(hits)-1].score
			}
		}
	}
	answers, _ := askClient(t, files, []clientQuery{{Query: "党建 拉练"}, {Query: "隔开"}}, nil)
	compare(t, r, "党建 拉练", Filter{}, &answers[0])
	compare(t, r, "隔开", Filter{}, &answers[1])
}

// Of all texts that were read before something is shown, those where the words are nearest are shown, not the newest.
func TestNearestOfWhatWasRead(t *testing.T) {
	t.Parallel()
	var docs []Document
	for i := range 40 {
		apart := "隔得很远，"
		if i == 14 || i == 17 {
			apart = ""
		}
		docs = append(docs, Document{Address: fmt.Sprintf("%02d", i), Title: fmt.Sprint("页", i), Date: fmt.Sprintf("2022-01-%02d", 60-i), Blocks: []Block{{Text: "党建" + apart + "拉练"}}})
	}
	first := batches(t, open(t, docs), "党建 拉练")[0]
	if first[0].Address != "14" || first[1].Address != "17" || first[2].Address != "00" {
		t.Errorf("shown first: %+v", first)
	}
}

// A filter only takes away: what it leaves was there before, whole or in part.
func TestFiltersOnlyTakeAway(t *testing.T) {
	t.Parallel()
	docs := corpus(200, 6)
	docs = append(docs, Document{Address: "only", Title: "只此一篇", SectionTitle: "关于", Blocks: []Block{{Text: "量子纠缠与党组织"}}})
	files := build(t, docs, Options{}).Files()
	r, err := OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	var queries []clientQuery
	var filters []Filter
	for _, q := range []string{"共产党员带头亮牌诚信经营的量子纠缠", "量子纠缠与党组织", "党建拉练的会长", "物流园 没有的词", "支部主题党日应建尽建"} {
		for _, f := range []Filter{{}, {Section: "工作动态"}, {Section: "支部案例"}, {Section: "关于"}, {Year: "2020"}, {Section: "关于", Year: "2021"}} {
			queries, filters = append(queries, clientQuery{q, []string{f.Section, f.Year, f.Branch}, true}), append(filters, f)
		}
	}
	answers, _ := askClient(t, files, queries, nil)
	var all *clientAnswer
	without := map[string]bool{}
	for i, q := range queries {
		a := &answers[i]
		compare(t, r, q.Query, filters[i], a)
		if filters[i] == (Filter{}) {
			all = a
			clear(without)
			for _, h := range a.Hits {
				without[h.Address] = true
			}
			continue
		}
		if len(a.Hits) > 0 && a.Partial != all.Partial {
			t.Errorf("%s, %+v: partial %v, without the filter %v", q.Query, filters[i], a.Partial, all.Partial)
		}
		for _, h := range a.Hits {
			if !without[h.Address] {
				t.Errorf("%s, %+v: %s is found, and not without the filter", q.Query, filters[i], h.Address)
			}
		}
	}
}
