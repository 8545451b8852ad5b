package check

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"qizhi/generator/check/personal"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// Intent is what a site's own sources say of its publication: the numbers that are published on
// purpose, and the rules that the site silences. The zero Intent allows nothing.
type Intent struct {
	numbers map[string]bool // by their digits
	ignore  []string
}

// IntentOf reads it from the content folder of a site.
func IntentOf(snap *snapshot.Snapshot) Intent {
	intent := Intent{numbers: map[string]bool{}}
	for _, s := range snap.Sources {
		raw, err := s.Read()
		if err != nil {
			continue
		}
		if s.Path == "site.toml" {
			var ignored diag.List
			intent.ignore = site.ParseConfig(decoded(s.Path, raw), &ignored).Check.Ignore
		}
		numbers, _ := everyNumber(s.Path, raw)
		for _, n := range numbers {
			intent.numbers[n.digits] = intent.numbers[n.digits] || n.meant
		}
	}
	return intent
}

// hear leaves out of a list what the site silences.
func (i Intent) hear(list diag.List) diag.List {
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Warning && slices.Contains(i.ignore, d.Rule)
	})
	return Heard(list, i.ignore)
}

// Tree holds a published folder, whoever made it, to the rules that need no source: links (those of
// 404.html are absolute by design), scripts and styles inside pages, and personal numbers in pages,
// data, attachments and names. A number that the page itself offers to call (tel:) is a contact. Where
// the list of what was published lies in it, the folder is held to that too.
func Tree(files fs.FS, intent Intent) diag.List {
	listed := readListing(files)
	t := readTree(files, func(t *tree, name string, raw []byte) {
		listed.compare(t, name, raw)
		t.list = append(t.list, t.personal(name, raw, intent.numbers)...)
		if path.Ext(name) == ".css" {
			t.styleSheet(name, string(raw))
		}
	})
	listed.missing(t)
	t.links([]string{"404.html"})
	for name, p := range t.pages {
		for _, f := range p.inside {
			t.report(name, f.rule, f.message, f.hint)
		}
	}
	return Masked(Veil(intent.hear(t.list)))
}

// personal finds the numbers in a file that nobody allowed. Scripts hold many numbers and no text.
func (t *tree) personal(name string, raw []byte, allowed map[string]bool) diag.List {
	if p := t.pages[name]; p != nil {
		list := p.personal(name, raw, allowed)
		for _, n := range personal.Find(name) {
			list = append(list, describe(n, diag.Diagnostic{Position: diag.Position{Path: name}}, "文件名里"))
		}
		return few(list)
	}
	if ext := path.Ext(name); ext == ".js" || ext == ".css" || ext == ".map" {
		return nil
	}
	numbers, _ := numbersIn(name, raw)
	var list diag.List
	for _, n := range numbers {
		if !allowed[n.digits] {
			n.Path = strings.TrimPrefix(n.Path, "content/")
			list = append(list, n.Diagnostic)
		}
	}
	return few(list)
}

// personal finds the numbers of a page, each once, where it first stands in the source.
func (p *page) personal(name string, raw []byte, allowed map[string]bool) (list diag.List) {
	source := ""
	seen := map[string]bool{}
	for _, words := range p.texts {
		for _, n := range personal.Find(words) {
			if seen[n.Digits] || allowed[n.Digits] || slices.Contains(p.calls, n.Digits) {
				continue
			}
			seen[n.Digits] = true
			if source == "" {
				source = string(raw)
			}
			at, written := -1, words[n.At:n.At+n.Len]
			if at = strings.Index(source, written); at < 0 {
				at, written = 0, ""
			}
			d := diag.NewText(name, source).Report(at, len(written), diag.Error, "", "", "")
			list = append(list, describe(n, d, "网页里"))
		}
	}
	return list
}

// node reads what is in a node, in order; html.Parse bounds its depth. Words that stand in one block are
// one text, whatever elements part them.
func (p *page) node(n *html.Node) {
	parts := n.Type == html.ElementNode && !slices.Contains(partless, n.Data)
	switch n.Type {
	case html.ElementNode:
		p.element(n)
		p.inline(n)
		if n.Data == "br" {
			p.block = append(p.block, ' ')
		} else if parts && n.Data != "td" && n.Data != "th" {
			p.flush()
		}
	case html.TextNode:
		p.words(n)
	case html.CommentNode:
		p.keep(n.Data)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
	switch {
	case n.Type == html.ElementNode && (n.Data == "td" || n.Data == "th"):
		p.block = append(p.block, '\t')
	case parts && n.Data != "br":
		p.flush()
	}
}

// partless are the elements that part nothing in a line; a tspan of a drawing is one.
var partless = []string{"a", "abbr", "b", "bdi", "bdo", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
	"ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr", "br", "template", "noscript"}

// words adds a text to its block; the data of a page for machines is published too.
func (p *page) words(n *html.Node) {
	if parent := n.Parent; parent != nil && parent.Type == html.ElementNode {
		if parent.Data == "style" || parent.Data == "script" && !strings.HasSuffix(attribute(parent, "type"), "json") {
			return
		}
	}
	p.block = append(p.block, n.Data...)
}

// flush ends a block. The line ends in one are white space.
func (p *page) flush() {
	if text := strings.ReplaceAll(string(p.block), "\n", " "); personal.May(text) {
		p.texts = append(p.texts, text)
	}
	p.block = p.block[:0]
}

// keep keeps a text in which there may be a number.
func (p *page) keep(words string) {
	if personal.May(words) {
		p.texts = append(p.texts, words)
	}
}

// inline looks at what an element holds within itself: texts of its attributes, scripts and styles.
func (p *page) inline(n *html.Node) {
	if n.Data == "script" && attribute(n, "src") == "" && isScript(attribute(n, "type")) {
		p.inside = append(p.inside, finding{ruleScript, "网页里夹着脚本（<script>）", "脚本放到单独的文件里"})
	}
	if n.Data == "style" {
		p.inside = append(p.inside, finding{ruleStyle, "网页里夹着样式（<style>）", "样式放到单独的文件里"})
	}
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + a.Key
		}
		switch {
		case strings.HasPrefix(key, "data-"):
			p.keep(a.Val)
		case a.Key == "alt" || a.Key == "title" || a.Key == "aria-label" || a.Key == "content" || a.Key == "value" || a.Key == "placeholder":
			p.keep(a.Val)
		case a.Key == "style":
			p.inside = append(p.inside, finding{ruleStyle, "<" + n.Data + "> 上写着样式（style=）", "改用样式表里的 class"})
		case strings.HasPrefix(a.Key, "on") && len(a.Key) > 2:
			p.inside = append(p.inside, finding{ruleScript, fmt.Sprintf("<%s> 上写着脚本（%s=）", n.Data, a.Key), "去掉它"})
		case runsScript(a.Val) && (a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction" || a.Key == "data"):
			p.inside = append(p.inside, finding{ruleScript, fmt.Sprintf("<%s> 的 %s 会运行脚本", n.Data, key), "改成网址"})
		case a.Key == "href" && calls(a.Val):
			p.call(a.Val, n)
		}
	}
}

// calls reports an address that names somebody to call or write to.
func calls(address string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), ":")
	return scheme == "tel" || scheme == "sms" || scheme == "mailto"
}

// call reads the number in an address. One that the page shows as well and offers to call is a contact.
func (p *page) call(href string, n *html.Node) {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(href), ":")
	var shown strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			shown.WriteString(d.Data)
		}
	}
	for _, number := range personal.Find(rest) {
		if strings.EqualFold(scheme, "tel") && slices.ContainsFunc(personal.Find(shown.String()), func(s personal.Number) bool { return s.Digits == number.Digits }) {
			p.calls = append(p.calls, number.Digits)
		}
	}
	p.keep(rest)
}

// isScript reports a type of script that runs; others hold data.
func isScript(kind string) bool {
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "" || kind == "module" || strings.Contains(kind, "javascript") || strings.Contains(kind, "ecmascript")
}

// runsScript reports an address that is a script, or a page that may hold one; browsers forgive white
// space and control characters.
func runsScript(address string) bool {
	address = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address[:min(len(address), 200)]))
	return slices.ContainsFunc([]string{"javascript:", "vbscript:", "livescript:", "data:text/html", "data:application/xhtml"},
		func(s string) bool { return strings.HasPrefix(address, s) })
}

// styleSheet finds what a style sheet loads from elsewhere.
func (t *tree) styleSheet(name, css string) {
	for _, mark := range []string{"url(", "@import"} {
		for rest := css; ; {
			i := strings.Index(rest, mark)
			if i < 0 {
				break
			}
			rest = rest[i+len(mark):]
			target := strings.TrimLeft(rest[:min(len(rest), 200)], " \"'\t\n")
			if strings.HasPrefix(target, "//") || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "https://") {
				if end := strings.IndexAny(target, ")\"' \t\n"); end >= 0 {
					target = target[:end]
				}
				t.report(name, ruleForeign, "样式要从别的网站取文件："+target, "下载下来，放到自己的网站上")
			}
		}
	}
}
