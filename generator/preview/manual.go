package preview

import (
	"embed"
	"fmt"
	"html"
	"html/template"
	"strings"
	"sync"

	"qizhi/generator/content"
	"qizhi/generator/site"
)

// The manual is written as staff write their own pages, and read by the same parser.
//
//go:embed manual
var manualFiles embed.FS

// manualNames are the pages of the manual in reading order.
var manualNames = []string{"article", "kinds", "statistics", "pictures", "problems", "publish"}

// manualView is a page of the manual.
type manualView struct {
	Chrome   staffChrome
	Title    string
	Summary  string
	Body     template.HTML
	Headings []content.Heading
	Next     *link
}

// chapter is a page of the manual as it was read.
type chapter struct {
	doc  *content.Document
	body template.HTML
}

// manual holds the chapters by name; they are read once, when they are first asked for.
var manual = sync.OnceValue(readManual)

// readManual reads the chapters. A mistake in one is a mistake of the program, and a test finds it.
func readManual() map[string]chapter {
	out := map[string]chapter{}
	for _, name := range manualNames {
		raw, err := manualFiles.ReadFile("manual/" + name + ".md")
		if err != nil { // it is embedded
			panic(err)
		}
		doc, body := content.Parse(name+".md", raw)
		out[name] = chapter{doc, fill(doc, body)}
	}
	return out
}

// fill closes the holes of a chapter's body: links between chapters, and nothing else, since the
// manual belongs to no site.
func fill(doc *content.Document, body *content.Body) template.HTML {
	var b strings.Builder
	for i, literal := range body.Literals {
		b.WriteString(literal)
		if i < len(doc.References) {
			b.WriteString(html.EscapeString(strings.TrimSuffix(doc.References[i].Target, ".md")))
		}
	}
	return template.HTML(b.String())
}

// manualLinks are the chapters, the one that is shown marked.
func manualLinks(current string) []link {
	out := make([]link, len(manualNames))
	for i, name := range manualNames {
		out[i] = link{Title: manual()[name].doc.Front.Title, URL: own + "manual/" + name, Current: name == current}
	}
	return out
}

// manualPage is a page of the manual.
func manualPage(name string, s *site.Site) *answer {
	c, ok := manual()[name]
	if !ok {
		return &answer{status: 404, name: "manual.html", failed: fmt.Errorf("没有这一页说明")}
	}
	v := &manualView{Chrome: chrome(c.doc.Front.Title, s), Title: c.doc.Front.Title, Summary: c.doc.Front.Summary, Body: c.body, Headings: c.doc.Headings}
	v.Chrome.Manual = manualLinks(name)
	for i, l := range v.Chrome.Manual {
		if l.Current && i+1 < len(v.Chrome.Manual) {
			v.Next = &v.Chrome.Manual[i+1]
		}
	}
	return ownPage("manual.html", v)
}
