package build

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// The sample's figures, by others that nothing else on the site could be: wherever one of them stands, it was
// printed from the statistics.
const otherFigures = `as_of = 2022-06-30
source = "试验"
note = "党员{{members}}。"
[values]
chambers = 391
branches = 113
joint_branches = 137
unorganised = 141
members = 7462
probationary = 7431
activists = 7485
instructors = 7403
led_by_presidents = 119
huizhang = 7402
lecture = 7413
rally = 7422
pledges = 7416
[goals]
members = 7777
[[corrections]]
indicator = "members"
date = 2022-08-01
was = 7326
now = 7462
reason = "录入有误，入党积极分子{{activists}}不变"
`

// articleOfFigures quotes them in every place that the sample itself leaves out.
const articleOfFigures = "+++\ntitle = \"数字的各种写法\"\ndate = 2022-07-01\ntags = [\"数字\"]\n+++\n\n" +
	"摘要取自正文：党员{{members}}。\n\n```chart\ntype = \"bar\"\ntitle = \"党员{{members}}\"\nnote = \"预备党员{{probationary}}\"\nindicators = [\"members\", \"probationary\"]\n```\n\n" +
	"```chart\ntype = \"donut\"\ntitle = \"组建\"\nindicators = [\"branches\", \"joint_branches\", \"unorganised\"]\n```\n\n```chart\nid = \"forty\"\n```\n\n" +
	"```chart\ntype = \"line\"\nindicators = [\"members\", \"activists\"]\n```\n\n```chart\ntype = \"line\"\nindicators = [\"members\"]\n```\n\n" +
	"```chart\ntype = \"ring\"\nindicators = [\"organised_rate\"]\n```\n\n```chart\ntype = \"stacked\"\nindicators = [\"branches\", \"joint_branches\"]\n```\n\n" +
	"```chart\ntype = \"grouped\"\nindicators = [\"members\", \"activists\"]\n```\n\n" +
	"## 党员{{members}}\n\n## 积极分子{{activists}}\n\n## 会长之家\n\n<div><p>会长之家{{huizhang}}</p></div>\n"

const caseOfFigures = "+++\ntitle = \"栏目里的数字\"\ndate = 2022-07-01\nsummary = \"党员{{members}}\"\nproblem = \"商会{{chambers}}\\n\\n党支部{{branches}}\"\nevidence = [\"名册{{activists}}\"]\n+++\n\n正文。\n"

// TestFiguresOpenTheirSource: every number that is printed from the statistics stands in a link to the words of
// its source, wherever it is printed; only those words themselves, and what has been corrected, do without.
func TestFiguresOpenTheirSource(t *testing.T) {
	source := copySample(t)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(source, "content", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	earlier := strings.NewReplacer("391", "389", "113", "107", "137", "131", "141", "151", "74", "75", "777", "788", "source =", "sample = true\nsource =", "as_of = 2022-06-30\n", "").
		Replace(otherFigures[:strings.Index(otherFigures, "[[")])
	write("statistics/2022-H1.toml", otherFigures)
	write("statistics/2021-H2.toml", earlier)
	write("news/数字.md", articleOfFigures)
	write("cases/数字.md", caseOfFigures)
	pages := tree(t, published(t, func(o *Options) { o.Source = source; o.Now = now.AddDate(0, 1, 0) }))
	c := figureCrawl{t: t, pages: pages, rows: map[string]string{}, own: figuresOf(otherFigures + earlier)}
	for name, data := range pages {
		if path.Ext(name) == ".html" {
			c.page(name, markupOf(t, data))
		}
	}
	for _, at := range []string{"index.html", "chambers/index.html", "statistics/index.html", "statistics/2021-H2.html", "news/shu-zi.html", "cases/shu-zi.html", "handbook/book.html"} {
		if c.links[at] < 3 {
			t.Errorf("%s: only %d figures", at, c.links[at])
		}
	}
}

// figuresOf are the values of a period's file, and those that follow from them.
func figuresOf(text string) []string {
	out := []string{"250", "64%", "238", "61%"}
	for _, m := range regexp.MustCompile(`(?m)^[a-z_]+ = (\d+)$`).FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	return out
}

func markupOf(t *testing.T, data []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// figureCrawl looks at every text of every page.
type figureCrawl struct {
	t     *testing.T
	pages map[string][]byte
	own   []string
	rows  map[string]string // what stands at an anchor, by address
	links map[string]int    // figures found, by page
}

var numberInText = regexp.MustCompile(`\d[\d,]*(\.\d+)?%?`)

func (c *figureCrawl) page(name string, doc *html.Node) {
	if c.links == nil {
		c.links = map[string]int{}
	}
	var walk func(n *html.Node, link string, near string)
	walk = func(n *html.Node, link, near string) {
		switch {
		case n.Type == html.TextNode:
			c.text(name, n.Data, link, near)
			return
		case n.Data == "head" || n.Data == "script" || n.Data == "title" || n.Data == "desc" || n.Data == "del" || attribute(n, "class") == "indicators" || attribute(n, "class") == "axis":
			return // not shown, withdrawn, the source itself, or the numbers of a scale
		case n.Data == "text" && link == "" && attribute(n, "fill") == "none":
			return // the halo of the linked number that is drawn over it: its letters are not filled
		case attribute(n, "class") == "contents":
			near += ">contents" // leads to a heading, in which the figure is a link
		case n.Data == "a":
			link = attribute(n, "href")
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, link, near+">"+n.Data)
		}
	}
	walk(doc, "", "")
}

// text holds the figures of one text to the link that it stands in.
func (c *figureCrawl) text(page, text, link, near string) {
	if strings.Contains(text, "{{") {
		c.t.Errorf("%s shows %q", page, text)
	}
	if strings.Contains(near, ">contents") {
		return
	}
	for _, number := range numberInText.FindAllString(text, -1) {
		if !slices.Contains(c.own, number) {
			continue
		}
		c.links[page]++
		file, anchor, _ := strings.Cut(link, "#")
		if file = path.Join(path.Dir(page), file); link == "" || strings.HasPrefix(link, "#") {
			file = page
		}
		if anchor == "" || !strings.Contains(c.row(file, anchor), number) {
			c.t.Errorf("%s: %s in %q opens %q, which does not say where it is from (%s)", page, number, text, link, near)
		}
	}
}

// row is the text at an anchor of a page of figures.
func (c *figureCrawl) row(file, anchor string) string {
	key := file + "#" + anchor
	if text, known := c.rows[key]; known {
		return text
	}
	if strings.HasPrefix(file, "statistics/") {
		c.rows[key] = wordsIn(anchored(markupOf(c.t, c.pages[file]), anchor))
	}
	return c.rows[key]
}

func anchored(n *html.Node, id string) *html.Node {
	if n.Type == html.ElementNode && attribute(n, "id") == id {
		return n
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if found := anchored(child, id); found != nil {
			return found
		}
	}
	return nil
}

func wordsIn(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	out := ""
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		out += wordsIn(child)
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
