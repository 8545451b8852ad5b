package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/diag"
)

// maxParentheses is how deep parentheses may nest in a destination, as in cmark.
const maxParentheses = 32

// inlineTarget reads (destination "title") as CommonMark defines it.
func inlineTarget(link *ast.Link, parent ast.Node, block text.Reader, pc parser.Context) bool {
	block.Advance(1)
	block.SkipSpaces()
	if block.Peek() == ')' {
		block.Advance(1)
		return true
	}
	line, _ := block.PeekLine()
	destination, length, ok := destination(line)
	if !ok {
		return false
	}
	block.Advance(length)
	before, _ := block.Position()
	_, spaces, _ := block.SkipSpaces()
	if block.Peek() == ')' {
		block.Advance(1)
		link.Destination = destination
		return true
	}
	if after, _ := block.Position(); spaces == 0 && after == before {
		return false
	}
	title, ok := linkTitle(parent, block, pc)
	if !ok {
		return false
	}
	block.SkipSpaces()
	if block.Peek() != ')' {
		return false
	}
	block.Advance(1)
	link.Destination, link.Title = destination, title
	return true
}

// destination reads <…> or a run without spaces in which parentheses are balanced.
func destination(line []byte) (value []byte, length int, ok bool) {
	if len(line) > 0 && line[0] == '<' {
		for i := 1; i < len(line) && line[i] != '<' && line[i] != '\n'; i++ {
			switch {
			case line[i] == '>':
				return line[1:i], i + 1, true
			case line[i] == '\\':
				i++
			}
		}
		return nil, 0, false
	}
	open, i := 0, 0
	for ; i < len(line) && line[i] > ' ' && line[i] != 0x7F; i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
			i++
		case c == '(':
			if open++; open > maxParentheses {
				return nil, 0, false
			}
		case c == ')':
			if open--; open < 0 {
				return line[:i], i, true
			}
		}
	}
	i = min(i, len(line))
	return line[:i], i, open == 0 && i > 0
}

// linkTitle reads "title", 'title' or (title). A quote that is not closed in this block is sought
// once: every later search would fail as well.
func linkTitle(parent ast.Node, block text.Reader, pc parser.Context) ([]byte, bool) {
	s := stateOf(pc)
	opener := block.Peek()
	closer := opener
	switch opener {
	case '"', '\'':
		if s.unquoted == parent {
			return nil, false
		}
	case '(':
		closer = ')'
	default:
		return nil, false
	}
	block.Advance(1)
	segments, found := block.FindClosure(opener, closer, text.FindClosureOptions{Newline: true, Advance: true})
	if !found {
		if opener != '(' {
			s.unquoted = parent
		}
		return nil, false
	}
	title := []byte{}
	for i := range segments.Len() {
		title = append(title, block.Value(segments.At(i))...)
	}
	return title, true
}

// fileTarget reads (name with spaces.ext "title"): CommonMark would want <…> around it, which no
// publicity officer knows. The name must end like a file's, so that [注](见 下文) stays text.
func fileTarget(link *ast.Link, block text.Reader) bool {
	line, _ := block.PeekLine()
	end := closingParenthesis(line[:min(len(line), maxFileName)])
	if end < 0 {
		return false
	}
	inner := bytes.TrimSpace(line[1:end])
	if i := bytes.IndexByte(inner, '"'); i > 0 && inner[len(inner)-1] == '"' && i < len(inner)-1 {
		link.Title = inner[i+1 : len(inner)-1]
		inner = bytes.TrimSpace(inner[:i])
	}
	if !fileName(inner) {
		link.Title = nil
		return false
	}
	link.Destination = inner
	block.Advance(end + 1)
	return true
}

// maxFileName is how many bytes a name with spaces has at most, with its title.
const maxFileName = 1024

// closingParenthesis is the index of the ) that closes line[0]; -1 when the line has none.
func closingParenthesis(line []byte) int {
	open := 0
	for i, c := range line {
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return i
			}
		}
	}
	return -1
}

// fileName reports a name with an extension of one to five letters or digits, perhaps an anchor
// behind it.
func fileName(name []byte) bool {
	path, _, _ := strings.Cut(string(name), "#")
	if strings.ContainsAny(path, "<>\"|*?\t\n") {
		return false
	}
	dot := strings.LastIndexByte(path, '.')
	if dot <= 0 || len(path)-dot < 2 || len(path)-dot > 6 {
		return false
	}
	for _, c := range []byte(path[dot+1:]) {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	return true
}

// wideParentheses warns of [text]（target), typed with a Chinese keyboard: it is no link.
func (s *state) wideParentheses(block text.Reader, closer int) {
	rest := block.Source()[closer+1:]
	if !bytes.HasPrefix(rest, []byte("（")) {
		return
	}
	rest = rest[len("（"):min(len(rest), maxFileName)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	end := bytes.IndexAny(rest, "）)")
	if end < 0 {
		return
	}
	target := bytes.TrimSpace(rest[:end])
	if !fileName(target) && !bytes.HasPrefix(target, []byte("http")) || !utf8.Valid(target) {
		return
	}
	s.find(Finding{closer + 1, len("（") + end + len("）"), diag.Warning, "markdown/link",
		"链接的括号是中文的，不会成为链接", "写成 [文字](" + string(target) + ")"})
}
