package plan

import (
	"encoding/json"
	"html/template"
	"strconv"
	"sync"
)

// graph writes the JSON-LD of one page: objects with a type, whose keys keep their order and whose empty texts are
// left out.
type graph struct{ bytes []byte }

// graphs are those that wait for the next page.
var graphs = sync.Pool{New: func() any { return &graph{bytes: make([]byte, 0, 2<<10)} }}

func newGraph() *graph {
	g := graphs.Get().(*graph)
	g.bytes = append(g.bytes[:0], `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`...)
	return g
}

// script is the whole script element; the graph is not to be used afterwards. Texts are escaped as encoding/json does
// it, <, > and & among them, so that no text can end the element.
func (g *graph) script() template.HTML {
	out := template.HTML(append(g.bytes, "]}</script>"...))
	graphs.Put(g)
	return out
}

// begin begins an object of the list that is open.
func (g *graph) begin(kind string) {
	g.comma()
	g.bytes = append(append(append(g.bytes, `{"@type":"`...), kind...), '"')
}

// beginIn begins the object that is the value of a key.
func (g *graph) beginIn(key, kind string) {
	g.key(key)
	g.bytes = append(append(append(g.bytes, `{"@type":"`...), kind...), '"')
}

func (g *graph) end() { g.bytes = append(g.bytes, '}') }

// beginList begins the list that is the value of a key.
func (g *graph) beginList(key string) {
	g.key(key)
	g.bytes = append(g.bytes, '[')
}

func (g *graph) endList() { g.bytes = append(g.bytes, ']') }

// text adds a text, unless it is empty.
func (g *graph) text(key, value string) {
	if value != "" {
		g.key(key)
		g.bytes = appendText(g.bytes, value)
	}
}

// item adds a whole entry of a BreadcrumbList.
func (g *graph) item(position int, name, address string) {
	g.begin("ListItem")
	g.key("position")
	g.bytes = strconv.AppendInt(g.bytes, int64(position), 10)
	g.text("name", name)
	g.text("item", address)
	g.end()
}

// key begins a pair of the object that is open, which has its type already.
func (g *graph) key(key string) {
	g.bytes = append(append(append(g.bytes, `,"`...), key...), `":`...)
}

// comma stands between two objects of a list.
func (g *graph) comma() {
	if g.bytes[len(g.bytes)-1] != '[' {
		g.bytes = append(g.bytes, ',')
	}
}

// inJSON are the bytes that stand for themselves in a JSON text; 0xE2 begins the line separators, which do not, and
// Chinese quotation marks and dashes, which do: see isQuotation.
var inJSON = func() (t [256]bool) {
	for c := ' '; c < 256; c++ {
		t[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0xE2
	}
	return t
}()

// appendText writes a text as JSON; most have nothing to escape.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if !inJSON[s[i]] && !isQuotation(s[i:]) {
			escaped, _ := json.Marshal(s) // a text cannot fail
			return append(b, escaped...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// isQuotation reports a text that begins with 0xE2 and no line separator.
func isQuotation(s string) bool {
	return len(s) > 2 && s[0] == 0xE2 && s[1] == 0x80 && s[2] < 0xA8
}
