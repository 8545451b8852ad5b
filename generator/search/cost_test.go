package search

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// measured is what the budgets are measured on: 1,000 made-up pages, or as many as
// QIZHI_SEARCH_PAGES says, or the corpus of the bench in the folder QIZHI_SEARCH_CORPUS.
func measured(t testing.TB) []Document {
	t.Helper()
	if folder := os.Getenv("QIZHI_SEARCH_CORPUS"); folder != "" {
		return benchCorpus(t, folder)
	}
	pages, err := strconv.Atoi(os.Getenv("QIZHI_SEARCH_PAGES"))
	if err != nil {
		pages = 1000
	}
	docs := corpus(pages, 20)
	for i, more := range corpus(pages, 21) { // an article's length: 1,200 characters
		for j := range 3 {
			docs[i].Blocks = append(docs[i].Blocks, more.Blocks...)
			more = docs[(i+j+1)%pages]
		}
	}
	return docs
}

// benchCorpus reads the Markdown of the bench roughly: enough for sizes and times.
func benchCorpus(t testing.TB, folder string) (docs []Document) {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(folder, "content", "*", "*.md"))
	for _, p := range paths {
		source, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		front, body, _ := strings.Cut(strings.TrimPrefix(string(source), "+++\n"), "\n+++\n")
		section := filepath.Base(filepath.Dir(p))
		d := Document{
			Address:      section + "/" + strings.TrimSuffix(filepath.Base(p), ".md") + ".html",
			SectionTitle: "栏目" + section, KindLabel: "工作动态", Digest: p,
		}
		for _, line := range strings.Split(front, "\n") {
			name, value, _ := strings.Cut(line, " = ")
			value = strings.Trim(value, `"`)
			switch name {
			case "title":
				d.Title = value
			case "summary":
				d.Summary = value
			case "branch":
				d.Branch = value
			case "date":
				if d.Date, d.DateText = value, value; len(value) == 10 {
					d.DateText = value[:4] + "年" + value[5:7] + "月" + value[8:] + "日"
				}
			case "tags":
				d.Tags = strings.Split(strings.Trim(strings.ReplaceAll(value, `"`, ""), "[]"), ", ")
			}
		}
		benchBody(&d, body)
		docs = append(docs, d)
	}
	return docs
}

func benchBody(d *Document, body string) {
	heading := ""
	for _, line := range strings.Split(strings.NewReplacer("**", "", "| ---", "").Replace(body), "\n") {
		if text, ok := strings.CutPrefix(line, "## "); ok {
			d.Headings, heading = append(d.Headings, Heading{text, text}), text
		} else if line != "" {
			for _, cell := range strings.Split(strings.Trim(line, "|->: "), " | ") {
				d.Blocks = append(d.Blocks, Block{heading, cell})
			}
		}
	}
}

func zipped(b []byte) int {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Len()
}

// TestSizes prints what the index weighs (go test -v -run Sizes).
func TestSizes(t *testing.T) {
	t.Parallel()
	docs := measured(t)
	characters := 0
	for i := range docs {
		for _, s := range texts(&docs[i]) {
			characters += len([]rune(s))
		}
	}
	foldTable()
	start := time.Now()
	files := build(t, docs, Options{Workers: 1}).Files()
	took := time.Since(start)
	type row struct{ files, bytes, zipped int }
	rows := map[byte]*row{}
	total := &row{}
	for _, f := range files {
		if rows[f.Name[0]] == nil {
			rows[f.Name[0]] = &row{}
		}
		for _, r := range []*row{rows[f.Name[0]], total} {
			r.files, r.bytes, r.zipped = r.files+1, r.bytes+len(f.Bytes), r.zipped+zipped(f.Bytes)
		}
	}
	n := len(docs)
	t.Logf("%d pages of %d characters, indexed by one worker in %v, %v a page", n, characters/n, took.Round(time.Millisecond), took/time.Duration(n))
	for _, k := range []struct {
		letter byte
		name   string
	}{{'g', "shards"}, {'t', "segments"}, {'f', "facets"}, {'h', "forms"}, {'m', "manifest"}} {
		r := rows[k.letter]
		t.Logf("%-8s %5d files %6d bytes each (%5d gzip) %5d bytes a page", k.name, r.files, r.bytes/r.files, r.zipped/r.files, r.bytes/n)
	}
	html := n * (3*characters/n + 6<<10)
	t.Logf("total    %5d files %d bytes a page, %.1f %% of HTML of 3 bytes a character and 6 KB a page", total.files, total.bytes/n, 100*float64(total.bytes)/float64(html))
	if total.bytes*4 > html {
		t.Errorf("the index is %d bytes, more than a quarter of %d", total.bytes, html)
	}
}

// TestQueryCost measures what a query reads before it shows something: at most 100 KB in at most
// eight files, the manifest among them, in the median.
func TestQueryCost(t *testing.T) {
	t.Parallel()
	docs := measured(t)
	files := map[string][]byte{}
	for _, f := range build(t, docs, Options{}).Files() {
		files[f.Name] = f.Bytes
	}
	var stretches []string
	for rng := rand.New(rand.NewPCG(3, 3)); len(stretches) < 100; {
		if q := query(rng, docs, 3+rng.IntN(18)); q != "" {
			stretches = append(stretches, q)
		}
	}
	checkCost(t, files, "stretches of 3 to 20 characters", stretches)
	checkCost(t, files, "words that many pages have", []string{
		"党组织", "会长之家", "党支部", "共产党员", "诚信经营", "85%", "党建拉练", "红岩革命纪念馆", "1+1+N", "362人", "应建尽建", "支部主题党日", "会长之家 党建", "助力民企",
	})
}

// cost is what one query read to show its first results.
type cost struct {
	files, bytes int
	time         time.Duration
}

func checkCost(t *testing.T, files map[string][]byte, kind string, queries []string) {
	t.Helper()
	var costs []cost
	for _, q := range queries {
		costs = append(costs, costOf(t, files, q))
	}
	at := func(percent int) (c cost) {
		n := (len(costs) - 1) * percent / 100
		slices.SortFunc(costs, func(a, b cost) int { return a.files - b.files })
		c.files = costs[n].files
		slices.SortFunc(costs, func(a, b cost) int { return a.bytes - b.bytes })
		c.bytes = costs[n].bytes
		slices.SortFunc(costs, func(a, b cost) int { return int(a.time - b.time) })
		c.time = costs[n].time
		return c
	}
	for _, percent := range []int{50, 90, 100} {
		c := at(percent)
		t.Logf("%s: %d %% read at most %d files, %d KB, and take Go %v", kind, percent, c.files, c.bytes/1000, c.time.Round(10*time.Microsecond))
	}
	if c := at(50); c.files > 8 || c.bytes > 100_000 {
		t.Errorf("%s: the median query reads %d files, %d bytes", kind, c.files, c.bytes)
	}
}

func costOf(t *testing.T, files map[string][]byte, query string) (c cost) {
	t.Helper()
	start := time.Now()
	var read []string
	r, err := Open(func(name string) ([]byte, error) {
		read = append(read, name)
		return files[name], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Begin(query, Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Next(); err != nil {
		t.Fatal(err)
	}
	c.time = time.Since(start)
	for _, name := range read {
		c.files, c.bytes = c.files+1, c.bytes+zipped(files[name])
	}
	return c
}

func BenchmarkBuild(b *testing.B) {
	docs := measured(b)
	foldTable()
	b.ReportAllocs()
	spent := processorTime()
	for b.Loop() {
		build(b, docs, Options{Workers: 1})
	}
	spent = processorTime() - spent
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(docs)), "µs/page")
	b.ReportMetric(float64(spent.Microseconds())/float64(b.N*len(docs)), "cpu-µs/page")
}

// BenchmarkEdit is a build after a page's text was edited, with what the builds before remember.
func BenchmarkEdit(b *testing.B) {
	docs := measured(b)
	store := remembering()
	build(b, docs, Options{Store: store, Workers: 1})
	b.ReportAllocs()
	spent := processorTime()
	for i := 0; b.Loop(); i++ {
		d := &docs[i*7919%len(docs)]
		d.Blocks = append(d.Blocks[:len(d.Blocks):len(d.Blocks)], Block{Text: "改了一处"})
		d.Digest += "改"
		build(b, docs, Options{Store: store, Workers: 1})
	}
	spent = processorTime() - spent
	b.ReportMetric(float64(spent.Microseconds())/float64(1000*b.N), "cpu-ms")
}

func BenchmarkQuery(b *testing.B) {
	docs := measured(b)
	files := build(b, docs, Options{}).Files()
	for b.Loop() {
		r, err := OpenFiles(files)
		if err != nil {
			b.Fatal(err)
		}
		s, err := r.Begin("党组织组建率", Filter{})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Next(); err != nil {
			b.Fatal(err)
		}
	}
}
