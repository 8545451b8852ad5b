// Package markdown reads Markdown as Chinese is written in it, into goldmark's tree.
//
// The dialect is CommonMark with the tables, strikethrough, task lists and bare links of GFM,
// footnotes and definition lists, and these rules for Chinese text:
//   - emphasis and strikethrough work beside Chinese punctuation (CommonMark issue #650);
//   - only ~~ strikes through; a single ~ is a range;
//   - a line that begins with two full-width spaces begins a paragraph, and four spaces before Han
//     are an indent, not code;
//   - bare links begin right after Han and end at Chinese punctuation;
//   - a link to a file may have spaces in its name;
//   - lines of cells parted by tabs, as Excel copies them, are a table;
//   - {{name}} is a figure, and {#name} at the end of a heading its anchor.
//
// It promises that parsing always ends, in time that grows with the text: nesting and the number of
// marks in one paragraph are bounded, and what is beyond the bounds is text. One parser serves every
// goroutine. It makes no HTML.
package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/diag"
)

// Finding is something that a reader of the source should know. At and Len are bytes of the source.
type Finding struct {
	At, Len             int
	Severity            diag.Severity
	Rule, Message, Hint string
}

// shared is the one parser. The numbers are goldmark's priorities; a lower one is asked first.
var shared = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(bounded{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(bounded{lists{parser.NewListParser()}}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(prose{parser.NewParagraphParser()}, 450),
		util.Prioritized(headless{parser.NewParagraphParser()}, 460),
		util.Prioritized(indentedCode{parser.NewCodeBlockParser()}, 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(bounded{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(footnoteBlock{extension.NewFootnoteBlockParser()}, 999),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(headingID{}, 90),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(figures{}, 110),
		util.Prioritized(footnoteLink{extension.NewFootnoteParser()}, 190),
		util.Prioritized(links{}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasis{}, 450),
		util.Prioritized(strikethrough{}, 500),
		util.Prioritized(doubledQuotes{}, 600),
		util.Prioritized(bareLinks{}, 999),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
		util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		util.Prioritized(sheets{}, 210),
	),
	parser.WithASTTransformers(
		util.Prioritized(footnotes{extension.NewFootnoteASTTransformer()}, 999),
	),
)

// Parse reads a body. The tree refers to source, which must not change while it is in use.
func Parse(source []byte) (ast.Node, []Finding) { return parse(source, &Nodes{}) }

func parse(source []byte, nodes *Nodes) (ast.Node, []Finding) {
	pc, s := parser.NewContext(), &state{nodes: nodes}
	pc.Set(stateKey, s)
	return shared.Parse(text.NewReader(source), parser.WithContext(pc)), s.findings
}

var stateKey = parser.NewContextKey()

// state is what the constructs of one body share.
type state struct {
	nodes     *Nodes
	findings  []Finding
	block     ast.Node // the block whose marks are counted
	marks     int
	brackets  *bracket // innermost open one
	unquoted  ast.Node // the block in which a title's closing quote was sought in vain
	footnotes int
	cells     int // of all tables
	deep      bool
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

func (s *state) find(f Finding) { s.findings = append(s.findings, f) }
