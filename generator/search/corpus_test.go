package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// sentences are what the made-up pages share, as official texts do.
var sentences = strings.Split(`
按照“应建尽建”的原则，指导新成立商会同步成立党组织。
40家直属商会中，有28家商会建立了党支部、6家商会建立联合党支部，党组织组建率85%。
商会现有党员362人，预备党员31人、入党积极分子85人。
先后举办“走进**话发展，牵线搭桥助招商”“助力民企纾困发展”2期会长之家活动。
开展了2次党建拉练活动，观摩市**物流园市场商会党支部6月支部主题党日。
接续打造《共产党员带头亮牌诚信经营》“一支部一特色”品牌。
构建以“党支部+群团组织（如青委会）”为骨架的党群一体化“ 1+1+N”三级联动体系。
用5G党建平台把Wi-Fi和APP送进每一家会员企业，覆盖率100％。
二〇二二年六月三十日，组织参观红岩革命纪念馆。
The committee met on 2022-06-30 in Room 3.14 (C++ and e-mail).
`, "\n")[1:11]

// corpus makes pages of the shared sentences and of words of its own, always the same for one seed.
func corpus(pages int, seed uint64) []Document {
	r := rand.New(rand.NewPCG(seed, 1))
	vocabulary := make([]string, 3000)
	for i := range vocabulary {
		w := make([]rune, 2+r.IntN(3))
		for j := range w {
			w[j] = rune(0x4E00 + r.IntN(2500))
		}
		vocabulary[i] = string(w)
	}
	word := func() string { return vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64()*r.Float64())] }
	docs := make([]Document, pages)
	for i := range docs {
		docs[i] = page(i, r, word)
	}
	return docs
}

// page makes one page.
func page(i int, r *rand.Rand, word func() string) Document {
	section := r.IntN(3)
	d := Document{
		Address:      fmt.Sprintf("%s/p%d.html", []string{"news", "cases", "about/us"}[section], i),
		SectionTitle: []string{"工作动态", "支部案例", "关于"}[section], KindLabel: "动态", Title: fmt.Sprintf("%s%s（%d）", word(), word(), i), Summary: sentence(r, word),
		Digest: fmt.Sprint("page ", i),
	}
	if r.IntN(8) == 0 {
		d.Title = word()
	}
	if r.IntN(3) > 0 {
		d.Branch, d.Brand = word()+"商会党支部", word()+"品牌"
	}
	for range r.IntN(4) {
		d.Tags = append(d.Tags, word())
	}
	if r.IntN(10) > 0 {
		y, m, day := 2018+r.IntN(7), 1+r.IntN(12), 1+r.IntN(28)
		d.Date, d.DateText = fmt.Sprintf("%d-%02d-%02d", y, m, day), fmt.Sprintf("%d年%d月%d日", y, m, day)
	}
	heading := ""
	for range 1 + r.IntN(12) {
		if r.IntN(4) == 0 {
			h := Heading{Text: word() + word()}
			h.ID = h.Text
			if r.IntN(2) == 0 {
				h.ID = fmt.Sprint("section-", len(d.Headings)+1)
			}
			d.Headings, heading = append(d.Headings, h), h.ID
		}
		d.Blocks = append(d.Blocks, Block{HeadingID: heading, Text: sentence(r, word) + sentence(r, word)})
	}
	return d
}

// sentence is a shared one, or one of the page's own.
func sentence(r *rand.Rand, word func() string) string {
	if r.IntN(5) == 0 {
		return sentences[r.IntN(len(sentences))]
	}
	var b strings.Builder
	for i := range 4 + r.IntN(8) {
		if i == 4 {
			b.WriteString("，")
		}
		b.WriteString(word())
	}
	return b.String() + "。"
}

// build makes the index of documents.
func build(t testing.TB, docs []Document, o Options) *Index {
	t.Helper()
	entries := make([]Entry, len(docs))
	for i := range docs {
		entries[i] = docs[i].Entry()
	}
	x, err := Build(entries, reading(func(i int) (*Document, error) { return &docs[i], nil }), o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// open builds an index and opens it.
func open(t testing.TB, docs []Document) *Reader {
	t.Helper()
	r, err := OpenFiles(build(t, docs, Options{}).Files())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// texts returns every searchable text of a document, from the document and not from the index.
func texts(d *Document) []string {
	all := append([]string{d.Title, d.Summary, d.KindLabel, d.Branch, d.Brand, d.DateText, d.Date}, d.Tags...)
	for _, h := range d.Headings {
		all = append(all, h.Text)
	}
	for _, b := range d.Blocks {
		all = append(all, b.Text)
	}
	return all
}

// query takes a random stretch of n characters out of a random text, or returns "".
func query(r *rand.Rand, docs []Document, n int) string {
	all := texts(&docs[r.IntN(len(docs))])
	text := []rune(all[r.IntN(len(all))])
	if len(text) < n {
		return ""
	}
	at := r.IntN(len(text) - n + 1)
	q := string(text[at : at+n])
	if strings.ContainsAny(q, " \"＂") || strings.TrimSpace(q) == "" || strings.ContainsAny(string(text[at]), "“「『") {
		return "" // spaces and quotation marks are the query's own language
	}
	return q
}

// reading opens what reads with one function for all.
func reading(read func(i int) (*Document, error)) func() func(i int) (*Document, error) {
	return func() func(i int) (*Document, error) { return read }
}
