package hongyan_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

func load(t testing.TB) *theme.Theme {
	t.Helper()
	th, problems := theme.Load([]theme.Layer{{Name: "hongyan", FS: hongyan.FS}}, "zh-CN")
	if len(problems) > 0 {
		t.Fatalf("the theme has problems: %v", problems)
	}
	return th
}

// TestEveryLayout lays out every sample and reads it back as a browser would. With HONGYAN_OUT set to
// a folder the pages are written there, to be looked at.
func TestEveryLayout(t *testing.T) {
	th := load(t)
	shown := map[string]bool{}
	for _, s := range samples(th) {
		t.Run(s.name, func(t *testing.T) {
			var out bytes.Buffer
			if err := th.Execute(&out, s.layout, s.view); err != nil {
				t.Fatal(err)
			}
			shown[s.layout] = true
			checkPage(t, out.String())
			keep(t, th, s.name+".html", out.Bytes())
		})
	}
	for _, name := range layoutNames(t) {
		if !shown[name] {
			t.Errorf("no sample shows the layout %s", name)
		}
	}
}

func layoutNames(t *testing.T) []string {
	t.Helper()
	entries, err := hongyan.FS.ReadDir("layouts")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() {
			out = append(out, strings.TrimSuffix(e.Name(), ".html"))
		}
	}
	return out
}

// keep writes a page, and the assets, to the folder HONGYAN_OUT.
func keep(t *testing.T, th *theme.Theme, name string, page []byte) {
	folder := os.Getenv("HONGYAN_OUT")
	if folder == "" {
		return
	}
	write := func(name string, data []byte) {
		p := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(name, page)
	write("sample.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 500" preserveAspectRatio="xMidYMid slice"><rect width="800" height="500" fill="#b9aea0"/><path d="M0 380 220 200 380 330 560 140 800 360V500H0z" fill="#8a7d70"/><circle cx="630" cy="110" r="50" fill="#efe6d8"/></svg>`))
	for _, a := range th.Assets() {
		write(a.Path, a.Bytes)
	}
}

// checkPage reads a page and reports what no page may have or lack.
func checkPage(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	p := pageChecker{T: t, count: map[string]int{}, ids: map[string]bool{}}
	p.walk(doc)
	p.balance(page)
	for _, one := range []string{"h1", "main", "title", "body"} {
		if p.count[one] != 1 {
			t.Errorf("%d %s elements, want 1", p.count[one], one)
		}
	}
	for _, ref := range p.references {
		if !p.ids[ref] {
			t.Errorf("nothing has the id %q that the page refers to", ref)
		}
	}
	for _, never := range []string{"ZgotmplZ", "<no value>", "<nil>", "%!", "{1}", "href=\"\"", "src=\"\"", "style=\"", "\n "} {
		if strings.Contains(page, never) {
			t.Errorf("the page has %q in it", never)
		}
	}
}

type pageChecker struct {
	*testing.T
	count      map[string]int
	ids        map[string]bool
	references []string
	heading    int
}

func (p *pageChecker) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		if n.Namespace == "" { // an SVG has titles of its own
			p.count[n.Data]++
		}
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *pageChecker) element(n *html.Node) {
	attributes := map[string]string{}
	for _, a := range n.Attr {
		attributes[a.Key] = a.Val
	}
	if id, ok := attributes["id"]; ok {
		if p.ids[id] || id == "" || strings.ContainsAny(id, " ") {
			p.Errorf("the id %q is empty, has a space or is there twice", id)
		}
		p.ids[id] = true
	}
	if ref := attributes["aria-labelledby"]; ref != "" {
		p.references = append(p.references, ref)
	}
	if href := attributes["href"]; strings.HasPrefix(href, "#q-") {
		p.references = append(p.references, href[1:])
	}
	switch n.Data {
	case "script":
		if attributes["src"] == "" && attributes["type"] != "application/ld+json" {
			p.Error("a script in the page")
		}
	case "style":
		p.Error("a style in the page")
	case "img":
		if _, ok := attributes["alt"]; !ok {
			p.Error("an img without alt")
		}
	case "nav", "section", "aside":
		if attributes["aria-label"] == "" && attributes["aria-labelledby"] == "" && !hasHeading(n) {
			p.Errorf("a %s without a name: %v", n.Data, attributes)
		}
	case "a":
		if attributes["href"] == "" || strings.TrimSpace(textOf(n)) == "" {
			p.Errorf("a link without an address or a text: %v", attributes)
		}
	case "h1", "h2", "h3", "h4":
		level := int(n.Data[1] - '0')
		if level > p.heading+1 {
			p.Errorf("%s %q follows a heading of level %d", n.Data, textOf(n), p.heading)
		}
		p.heading = level
		if strings.TrimSpace(textOf(n)) == "" {
			p.Errorf("an empty %s", n.Data)
		}
	}
	filled := attributes["aria-label"] == "搜索结果" // by the script
	if (n.Data == "ul" || n.Data == "ol") && !filled && !slices.Contains(childNames(n), "li") {
		p.Errorf("an empty %s: %v", n.Data, attributes)
	}
}

func hasHeading(n *html.Node) bool {
	return slices.ContainsFunc(childNames(n), func(name string) bool { return len(name) == 2 && name[0] == 'h' })
}

func childNames(n *html.Node) []string {
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			out = append(out, c.Data)
		}
	}
	return out
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	if n.Data == "img" { // its words are read like text
		for _, a := range n.Attr {
			if a.Key == "alt" {
				b.WriteString(a.Val)
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

// void are the elements that have no end tag.
var void = []string{"meta", "link", "img", "br", "hr", "input", "wbr", "source"}

// balance reports tags that are not closed in the order in which they were opened: the HTML parser
// mends them in silence.
func (p *pageChecker) balance(page string) {
	z := html.NewTokenizer(strings.NewReader(page))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				p.Errorf("never closed: %v", open)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !slices.Contains(void, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				p.Errorf("</%s> closes %v", name, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

// Pages are lean: what surrounds a page, a list of twenty cards, and the style sheet and script of a
// first visit.
func TestLean(t *testing.T) {
	th := load(t)
	for _, s := range samples(th) {
		limit := map[string]int{"section": 15 << 10, "withdrawn": 6 << 10, "home": 21 << 10}[s.name]
		if limit == 0 {
			continue
		}
		var out bytes.Buffer
		if err := th.Execute(&out, s.layout, s.view); err != nil {
			t.Fatal(err)
		}
		if out.Len() > limit {
			t.Errorf("%s has %d bytes, more than %d", s.name, out.Len(), limit)
		}
	}
	for _, a := range th.Assets() {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(a.Bytes)
		_ = w.Close()
		if limit := map[string]int{"style.css": 13 << 10, "script.js": 3 << 10, "icon.svg": 1 << 10}[a.Name]; limit > 0 && packed.Len() > limit {
			t.Errorf("%s has %d bytes packed, more than %d", a.Name, packed.Len(), limit)
		}
	}
}

// The README names every layout.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range layoutNames(t) {
		if !strings.Contains(string(readme), "`"+name+"`") {
			t.Errorf("README.md does not name the layout %s", name)
		}
	}
}

// A person honoured under their own name is named once, in the roll and on the page; where the title is
// another, the name stands below it.
func TestHonourNamedOnce(t *testing.T) {
	th := load(t)
	for _, title := range []string{"何静", "何静：夜校的书记"} {
		person := theme.Fact{Name: "person", Label: "姓名", Values: values("何静")}
		card := theme.Card{Title: title, URL: "page.html", Facts: []theme.Fact{person}}
		s := sampler{th}
		for layout, view := range map[string]any{
			"section-honour": s.section("先锋模范", "honour", []theme.Card{card}),
			"honour":         s.page("honour", "先锋模范", title, []string{"person", "award", "status"}, person),
		} {
			var out bytes.Buffer
			if err := th.Execute(&out, layout, view); err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(out.String(), ">何静<"); got != 1 {
				t.Errorf("%s with the title %s: the name stands %d times, want once", layout, title, got)
			}
		}
	}
}
