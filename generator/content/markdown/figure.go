package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"qizhi/generator/diag"
)

// KindFigure is the kind of Figure nodes.
var KindFigure = ast.NewNodeKind("Figure")

// Figure is {{members}}: Target is what is between the braces, without the spaces around it.
type Figure struct {
	ast.BaseInline
	Target  string
	Segment text.Segment
}

// Kind implements ast.Node.
func (n *Figure) Kind() ast.NodeKind { return KindFigure }

// Dump implements ast.Node.
func (n *Figure) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Target": n.Target}, nil)
}

// figures reads {{name}}, {{name:number}}, {{2022-H1.name}} in running text.
type figures struct{}

// Trigger implements parser.InlineParser.
func (figures) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (figures) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '{' {
		return nil
	}
	end := bytes.Index(line[:min(len(line), MaxFigure)], []byte("}}"))
	if end < 0 || !stateOf(pc).spend(parent, segment.Start) {
		return nil
	}
	length := end + 2
	target, ok := FigureName(string(line[2:end]))
	if !ok {
		if block.PrecendingCharacter() != '{' {
			stateOf(pc).find(notAFigure(segment.Start, length, line[2:end]))
		}
		return nil
	}
	block.Advance(length)
	return &Figure{Target: target, Segment: segment.WithStop(segment.Start + length)}
}

// MaxFigure is how many bytes a figure has at most, braces and all.
const MaxFigure = 200

// FigureName reads what stands between the braces: letters (Han as well, so that a wrong name can be
// answered with the right one), digits and . _ - : and spaces around.
func FigureName(inner string) (string, bool) {
	name := strings.TrimSpace(inner)
	for i, r := range name {
		if i == 0 && strings.ContainsRune("._-:", r) {
			return "", false
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-:", r) {
			return "", false
		}
	}
	return name, name != ""
}

func notAFigure(at, length int, inner []byte) Finding {
	f := Finding{at, length, diag.Warning, "markdown/figure", "{{…}} 里不是指标名，按原样显示",
		"指标写作 {{members}}；要原样显示就两边加反引号 `…`"}
	if len(inner) > 0 && (inner[0] == '<' || inner[0] == '%') {
		f.Message, f.Hint = "这是 Hugo 的短代码，这里不起作用，按原样显示", "改用 Markdown 的写法；要原样显示就两边加反引号 `…`"
	}
	return f
}
