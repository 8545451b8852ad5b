package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headingID reads {#name} at the end of a heading and sets it as the heading's attribute id.
type headingID struct{}

// Trigger implements parser.InlineParser.
func (headingID) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (headingID) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	heading, ok := parent.(*ast.Heading)
	line, segment := block.PeekLine()
	rest := bytes.TrimRight(line, " \t\n")
	if !ok || len(rest) < 4 || rest[1] != '#' || rest[len(rest)-1] != '}' {
		return nil
	}
	id := rest[2 : len(rest)-1]
	if bytes.ContainsAny(id, "{}#\"'<>&") || bytes.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r == 0x7F }) {
		return nil
	}
	if lines := heading.Lines(); segment.Stop < lines.At(lines.Len()-1).Stop {
		return nil // not on the last line
	}
	heading.SetAttributeString("id", string(id))
	if before, ok := heading.LastChild().(*ast.Text); ok {
		before.Segment = before.Segment.TrimRightSpace(block.Source())
	}
	block.Advance(len(line))
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start))
}

// HeadingID is the anchor a heading was given by its writer; "" for none.
func HeadingID(n *ast.Heading) string {
	id, _ := n.AttributeString("id")
	s, _ := id.(string)
	return s
}
