package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Nodes are the paragraphs that trees are made of, one tree after another. The zero Nodes are ready.
type Nodes struct {
	parts [][]ast.Paragraph
	used  int
}

// part is how many paragraphs are made at once.
const part = 32

// Parse is [Parse] for whoever is done with the tree before the next one is made of the same nodes.
func (n *Nodes) Parse(source []byte) (ast.Node, []Finding) {
	n.used = 0
	return parse(source, n)
}

// open makes a paragraph of the line at which a reader stands, with the room for lines that an earlier one had.
func (n *Nodes) open(reader text.Reader, line text.Segment) *ast.Paragraph {
	if n.used == part*len(n.parts) {
		n.parts = append(n.parts, make([]ast.Paragraph, part))
	}
	p := &n.parts[n.used/part][n.used%part]
	n.used++
	lines := *p.Lines()
	lines.SetSliced(0, 0)
	lines.Append(line)
	*p = ast.Paragraph{}
	p.SetLines(&lines)
	reader.AdvanceToEOL()
	return p
}

// paragraphs are goldmark's, made of the nodes at hand.
type paragraphs struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (paragraphs) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	return stateOf(pc).nodes.open(reader, segment), parser.NoChildren
}
