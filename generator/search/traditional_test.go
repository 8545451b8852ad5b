package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Folding makes no two characters of a simplified text alike and comes to an end at once: no character
// of the table has a form that is in the table as well, and each has just one.
func TestTraditionalForms(t *testing.T) {
	pairs := strings.Fields(traditionalForms)
	if !slices.IsSorted(pairs) || len(simplified()) != len(pairs) || len(pairs) < 1500 {
		t.Errorf("%d pairs, %d characters, sorted: %v", len(pairs), len(simplified()), slices.IsSorted(pairs))
	}
	for _, pair := range pairs {
		runes := []rune(pair)
		if utf8.RuneCountInString(pair) != 2 || !isHan(uint16(runes[0])) || !isHan(uint16(runes[1])) || runes[0] > 0xFFFF || runes[1] > 0xFFFF {
			t.Errorf("%q is not a pair of Han characters", pair)
		} else if simplified()[runes[1]] != 0 {
			t.Errorf("%q: the form is itself in the table", pair)
		}
	}
}

// A page in one script is found by a query in the other, and what was asked for is marked where it
// stands, in the page's own script: by the reader and by the browser's engine alike, whether or not the
// index has traditional texts.
func TestEitherScriptFindsTheOther(t *testing.T) {
	t.Parallel()
	var plain []Document
	for i, s := range sentences {
		plain = append(plain, Document{Address: fmt.Sprint(i), Title: fmt.Sprintf("第%d页", i), Blocks: []Block{{Text: s}}})
	}
	both := append(slices.Clone(plain),
		Document{Address: "hant.html", Title: "臺灣商會黨支部", Blocks: []Block{{Text: "發展黨員，聯絡臺商，頭髮花白。"}}},
		Document{Address: "hans.html", Title: "台湾商会党支部", Blocks: []Block{{Text: "发展党员，联络台商，头发花白。"}}})
	for _, c := range []struct {
		docs   []Document
		query  string
		want   []string
		marked []string
	}{
		{both, "臺灣商會", []string{"hans.html", "hant.html"}, []string{"台湾商会", "臺灣商會"}},
		{both, "台湾商会", []string{"hans.html", "hant.html"}, []string{"台湾商会", "臺灣商會"}},
		{both, "发展党员，联络臺商", []string{"hans.html", "hant.html"}, []string{"发展党员，联络台商", "發展黨員，聯絡臺商"}},
		{both, "髮花", []string{"hans.html", "hant.html"}, []string{"发花", "髮花"}},
		{plain, "會長之家", []string{"3"}, []string{"会长之家"}},
	} {
		files := build(t, c.docs, Options{}).Files()
		r, err := OpenFiles(files)
		if err != nil {
			t.Fatal(err)
		}
		if r.manifest.Traditional != (len(c.docs) > len(plain)) {
			t.Errorf("%q: the manifest says of traditional texts: %v", c.query, r.manifest.Traditional)
		}
		want := newOracle(c.docs).find(Words(c.query))
		if got := whole(t, r, c.query); !slices.Equal(got, want) || !slices.Equal(got, c.want) {
			t.Errorf("%q: found %v, %v contain it", c.query, got, want)
		}
		answers, _ := askClient(t, files, []clientQuery{{Query: c.query}}, nil) // a browser that has asked nothing else
		compare(t, r, c.query, Filter{}, &answers[0])
		checkMarks(t, c.docs, &answers[0])
		if got := marked(&answers[0]); !slices.Equal(got, c.marked) {
			t.Errorf("%q: marked %q, want %q", c.query, got, c.marked)
		}
	}
}

// marked are the different stretches that an answer marks, sorted.
func marked(a *clientAnswer) (all []string) {
	for _, h := range a.Hits {
		for _, pieces := range append([][]string{h.Title, h.Origin}, h.Excerpts...) {
			for i := 1; i < len(pieces); i += 2 {
				all = append(all, pieces[i])
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
