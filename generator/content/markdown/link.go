package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var kindBracket = ast.NewNodeKind("Bracket")

// bracket is a [ or ![ that waits for its ].
type bracket struct {
	ast.BaseInline
	segment  text.Segment
	image    bool
	inactive bool              // inside a link already: links do not nest
	bottom   *parser.Delimiter // the last delimiter before it
	outer    *bracket
}

// Kind implements ast.Node.
func (b *bracket) Kind() ast.NodeKind { return kindBracket }

// Dump implements ast.Node.
func (b *bracket) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

// giveUp makes the bracket the text it is.
func (b *bracket) giveUp() { ast.MergeOrReplaceTextSegment(b.Parent(), b, b.segment) }

// links reads links and pictures as CommonMark does (its appendix, "Phase 2"), and in addition a
// destination with spaces that names a file: [总结](半年总结 （定稿2）.md).
type links struct{}

// Trigger implements parser.InlineParser.
func (links) Trigger() []byte { return []byte{'!', '[', ']'} }

// Parse implements parser.InlineParser.
func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	switch {
	case line[0] == '[':
		return l.open(parent, block, pc, segment, 1)
	case line[0] == '!' && len(line) > 1 && line[1] == '[':
		return l.open(parent, block, pc, segment, 2)
	case line[0] == ']':
		return l.close(parent, block, pc, segment)
	}
	return nil
}

func (links) open(parent ast.Node, block text.Reader, pc parser.Context, segment text.Segment, length int) ast.Node {
	s := stateOf(pc)
	if !s.spend(parent, segment.Start) {
		return nil
	}
	s.brackets = &bracket{segment: text.NewSegment(segment.Start, segment.Start+length), image: length == 2,
		bottom: pc.LastDelimiter(), outer: s.brackets}
	block.Advance(length)
	return s.brackets
}

func (l links) close(parent ast.Node, block text.Reader, pc parser.Context, segment text.Segment) ast.Node {
	s := stateOf(pc)
	opener := s.brackets
	if opener == nil {
		return nil
	}
	s.brackets = opener.outer
	if opener.inactive {
		opener.giveUp()
		return nil
	}
	link := ast.NewLink()
	if !l.target(link, opener, parent, block, pc, segment) {
		s.wideParentheses(block, segment.Start)
		opener.giveUp()
		return nil
	}
	parser.ProcessDelimiters(ast.Node(opener.bottom), pc)
	for c := opener.NextSibling(); c != nil; c = opener.NextSibling() {
		link.AppendChild(link, c)
	}
	parent.RemoveChild(parent, opener)
	if opener.image {
		image := ast.NewImage(link)
		image.SetPos(opener.segment.Start)
		return image
	}
	for b := s.brackets; b != nil && !b.inactive; b = b.outer {
		b.inactive = !b.image
	}
	link.SetPos(opener.segment.Start)
	return link
}

// target reads what follows the ] and leaves the reader behind it.
func (links) target(link *ast.Link, opener *bracket, parent ast.Node, block text.Reader, pc parser.Context, segment text.Segment) bool {
	block.Advance(1)
	number, position := block.Position()
	switch block.Peek() {
	case '(':
		if inlineTarget(link, parent, block, pc) {
			return true
		}
		block.SetPosition(number, position)
		if fileTarget(link, block) {
			return true
		}
	case '[':
		label, ok := referenceLabel(block)
		if ok && !util.IsBlank(label) {
			return reference(link, label, pc) // [text][label] is never the shortcut [text]
		}
		if ok {
			return reference(link, betweenBrackets(block, opener, segment), pc)
		}
	}
	block.SetPosition(number, position)
	return reference(link, betweenBrackets(block, opener, segment), pc)
}

// betweenBrackets is the text between the brackets, as the label of a reference.
func betweenBrackets(block text.Reader, opener *bracket, closer text.Segment) []byte {
	if closer.Start-opener.segment.Stop > 4*maxLabel {
		return nil
	}
	return block.Value(text.NewSegment(opener.segment.Stop, closer.Start))
}

// maxLabel is how many characters a label may have (CommonMark, "Link reference definitions").
const maxLabel = 999

// referenceLabel reads [label] behind the ] of a link's text.
func referenceLabel(block text.Reader) ([]byte, bool) {
	block.Advance(1)
	segments, found := block.FindClosure('[', ']', text.FindClosureOptions{Newline: true, Advance: true})
	if !found {
		return nil, false
	}
	var label []byte
	for i := range segments.Len() {
		label = append(label, block.Value(segments.At(i))...)
	}
	return label, true
}

func reference(link *ast.Link, label []byte, pc parser.Context) bool {
	if len(label) == 0 || len(label) > 4*maxLabel {
		return false
	}
	ref, ok := pc.Reference(util.ToLinkReference(label))
	if !ok || len(bytes.Runes(label)) > maxLabel {
		return false
	}
	link.Destination, link.Title = ref.Destination(), ref.Title()
	link.Reference = ast.NewReferenceLink(ast.ReferenceLinkShortcut, label)
	return true
}

// CloseBlock implements parser.CloseBlocker: what is still open is text.
func (links) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	s := stateOf(pc)
	for ; s.brackets != nil; s.brackets = s.brackets.outer {
		s.brackets.giveUp()
	}
}
