package content

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"qizhi/generator/diag"
)

// deliberate are the examples of the CommonMark specification that come out differently on purpose.
// An entry that passes again fails the test.
var deliberate = map[int]string{
	79:  "a heading without text is not published: it would be announced to those who cannot see that it is empty",
	596: "links of a scheme that no browser of the public opens are text",
	598: "links of a scheme that no browser of the public opens are text",
	599: "links of a scheme that no browser of the public opens are text",
	601: "links of a scheme that no browser of the public opens are text",
	602: "bare addresses are links (GFM)",
	608: "bare addresses are links (GFM)",
	611: "bare addresses are links (GFM)",
	612: "bare addresses are links (GFM)",
}

// TestCommonMark runs the examples of the specification, which goldmark carries with it, through the
// whole writer: raw HTML is let through, holes are filled as CommonMark would, and what this package
// adds around (anchors, rel, the level of headings) is taken away again.
func TestCommonMark(t *testing.T) {
	for _, e := range specification(t) {
		got, want := normalized(commonMark(e.Markdown)), normalized(lowered(e.HTML))
		reason, excepted := deliberate[e.Example]
		switch {
		case got == want && excepted:
			t.Errorf("example %d passes: take it off the list (%s)", e.Example, reason)
		case got != want && !excepted:
			t.Errorf("example %d (%s)\n%q\ngot  %s\nwant %s", e.Example, e.Section, e.Markdown, got, want)
		}
	}
}

type specExample struct {
	Markdown, HTML, Section string
	Example                 int
}

// deliberateGFM are the examples of goldmark's extensions that come out differently on purpose.
var deliberateGFM = map[string]string{
	"linkify 7":       "no browser opens ftp: any more",
	"strikethrough 3": "a single ~ is a range: 6月~7月",
}

// TestGFM runs goldmark's own examples of the constructs that are written anew here.
func TestGFM(t *testing.T) {
	for _, name := range []string{"linkify", "strikethrough"} {
		examples := strings.Split(string(goldmarkFile(t, "extension", "_test", name+".txt")), "//= = = = = = = = = = = = = = = = = = = = = = = =//")
		if len(examples) < 5 {
			t.Fatalf("only %d examples of %s", len(examples), name)
		}
		for _, e := range examples {
			parts := strings.Split(e, "//- - - - - - - - -//\n")
			if len(parts) != 3 {
				continue
			}
			key := name + " " + strings.TrimSpace(parts[0])
			got, want := normalized(commonMark(parts[1])), normalized(lowered(parts[2]))
			reason, excepted := deliberateGFM[key]
			switch {
			case got == want && excepted:
				t.Errorf("%s passes: take it off the list (%s)", key, reason)
			case got != want && !excepted:
				t.Errorf("%s\n%q\ngot  %s\nwant %s", key, parts[1], got, want)
			}
		}
	}
}

// goldmarkFile reads a file of goldmark's own module.
func goldmarkFile(t *testing.T, path ...string) []byte {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), filepath.Join(path...)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func specification(t *testing.T) (list []specExample) {
	t.Helper()
	data := goldmarkFile(t, "_test", "spec.json")
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 600 {
		t.Fatalf("only %d examples", len(list))
	}
	return list
}

// commonMark writes a body as CommonMark would: raw HTML as it is, and every hole filled.
func commonMark(source string) string {
	doc := &Document{Path: "a.md"}
	w := newWriter(doc, diag.NewText("content/a.md", source), 0)
	defer w.release()
	w.rawText = func(fragment []byte, _ int) {
		w.Solid()
		w.Markup(string(fragment))
	}
	w.rawBlock = w.rawText
	w.write(false)
	body := w.finish()
	var b strings.Builder
	for i, literal := range body.Literals {
		b.WriteString(literal)
		if i < len(doc.References) {
			b.WriteString(filled(doc.References[i]))
		}
	}
	return b.String()
}

func filled(r Reference) string {
	address := html.EscapeString(string(util.URLEscape([]byte(r.Target), false)))
	switch {
	case r.Kind == LinkReference:
		return address
	case r.Kind == FigureReference:
		return "{{" + r.Target + "}}"
	}
	picture := fmt.Sprintf(`<img src="%s" alt="%s">`, address, html.EscapeString(r.Text))
	if r.Title != "" {
		picture = strings.TrimSuffix(picture, ">") + ` title="` + html.EscapeString(r.Title) + `">`
	}
	if r.Alone {
		return "<p>" + picture + "</p>"
	}
	return picture
}

// lowered is the HTML of an example with its headings lowered as a body's are.
func lowered(s string) string {
	if !strings.Contains(s, "<h1>") {
		return s
	}
	for level := 5; level >= 1; level-- {
		s = strings.NewReplacer(fmt.Sprintf("<h%d>", level), fmt.Sprintf("<h%d>", level+1),
			fmt.Sprintf("</h%d>", level), fmt.Sprintf("</h%d>", level+1)).Replace(s)
	}
	return s
}

var blockElements = strings.Fields("p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre hr div table thead tbody tr td th dl dt dd section del ins style script")

// normalized parses a fragment and writes its tree without what does not matter: white space around
// blocks, runs of it elsewhere, the order of attributes.
func normalized(fragment string) string {
	nodes, err := html.ParseFragment(strings.NewReader(strings.TrimSpace(fragment)), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for _, n := range nodes {
		normalize(&b, n, false)
	}
	s := b.String()
	for _, name := range blockElements {
		for _, tag := range []string{"<" + name + ">", "</" + name + ">"} {
			s = strings.ReplaceAll(strings.ReplaceAll(s, " "+tag, tag), tag+" ", tag)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(s, "<br></br> ", "<br></br>"))
}

func normalize(b *strings.Builder, n *html.Node, verbatim bool) {
	switch n.Type {
	case html.TextNode:
		if verbatim {
			b.WriteString(n.Data)
			return
		}
		s := strings.Join(strings.Fields(n.Data), " ")
		if n.Data != "" && strings.TrimLeft(n.Data, " \t\n") != n.Data && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		if s != "" && strings.TrimRight(n.Data, " \t\n") != n.Data {
			b.WriteByte(' ')
		}
	case html.ElementNode:
		b.WriteString("<" + n.Data)
		var attributes []string
		for _, a := range n.Attr {
			if a.Key != "id" && (a.Key != "rel" || a.Val != "noopener") {
				attributes = append(attributes, fmt.Sprintf(" %s=%q", a.Key, a.Val))
			}
		}
		slices.Sort(attributes)
		b.WriteString(strings.Join(attributes, "") + ">")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			normalize(b, c, verbatim || n.Data == "pre")
		}
		b.WriteString("</" + n.Data + ">")
	case html.CommentNode:
		b.WriteString("<!--" + n.Data + "-->")
	}
}
