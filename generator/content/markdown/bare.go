package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/content/han"
)

// bareLinks reads addresses written as they are (GFM, "Autolinks"): http://, https://, www. and mail
// addresses. It is asked at the : . or @ in the middle and looks back, so that an address may stand
// right behind Han.
type bareLinks struct{}

// Trigger implements parser.InlineParser.
func (bareLinks) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse implements parser.InlineParser.
func (bareLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if segment.Padding != 0 || stateOf(pc).inLinkText() {
		return nil
	}
	before := lineBefore(block.Source(), segment.Start)
	var back, ahead int
	kind, protocol := ast.AutoLinkURL, ""
	switch line[0] {
	case ':':
		back, ahead = webAddress(before, line)
	case '.':
		back, ahead = wwwAddress(before, line)
		protocol = "http"
	case '@':
		back, ahead = mailAddress(before, line)
		kind = ast.AutoLinkEmail
	}
	if ahead == 0 || !takeBack(parent, segment.Start-back, segment.Start, pc) {
		return nil
	}
	block.Advance(ahead)
	link := ast.NewAutoLink(ast.AutoLinkType(kind), ast.NewTextSegment(text.NewSegment(segment.Start-back, segment.Start+ahead)))
	if protocol != "" {
		link.Protocol = []byte(protocol)
	}
	link.SetPos(segment.Start - back)
	return link
}

// inLinkText reports that a [ is open whose text would then hold a link.
func (s *state) inLinkText() bool {
	for b := s.brackets; b != nil; b = b.outer {
		if !b.image {
			return true
		}
	}
	return false
}

func lineBefore(source []byte, at int) []byte {
	from := max(0, at-256)
	if i := bytes.LastIndexByte(source[from:at], '\n'); i >= 0 {
		from += i + 1
	}
	return source[from:at]
}

// takeBack removes source[from:to] from the end of the parent's children, where it stands as text
// and perhaps as marks of emphasis that were none.
func takeBack(parent ast.Node, from, to int, pc parser.Context) bool {
	for to > from {
		switch last := parent.LastChild().(type) {
		case *parser.Delimiter:
			if last.Segment.Start < from {
				return false
			}
			pc.RemoveDelimiter(last)
		case *ast.Text:
			if last.Segment.Stop != to || last.SoftLineBreak() {
				return false
			}
			if last.Segment.Start < from {
				last.Segment = last.Segment.WithStop(from)
				return true
			}
			to = last.Segment.Start
			parent.RemoveChild(parent, last)
		default:
			return false
		}
	}
	return true
}

// webAddress reads http: and https: before the colon and // behind it.
func webAddress(before, line []byte) (back, ahead int) {
	if !bytes.HasPrefix(line, []byte("://")) {
		return 0, 0
	}
	for _, scheme := range []string{"https", "http"} {
		n := len(before) - len(scheme)
		if n >= 0 && bytes.EqualFold(before[n:], []byte(scheme)) && boundary(before[:n]) {
			end := addressEnd(line, 3)
			if !domain(line[3:end]) {
				return 0, 0
			}
			return len(scheme), end
		}
	}
	return 0, 0
}

func wwwAddress(before, line []byte) (back, ahead int) {
	n := len(before) - len("www")
	if n < 0 || !bytes.EqualFold(before[n:], []byte("www")) || !boundary(before[:n]) {
		return 0, 0
	}
	end := addressEnd(line, 1)
	if !domain(append([]byte("www"), line[:end]...)) || end < 3 {
		return 0, 0
	}
	return 3, end
}

// boundary reports that an address may begin behind before: not in the middle of a word.
func boundary(before []byte) bool {
	if len(before) == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRune(before)
	return r >= utf8.RuneSelf && !isWordRune(r) || r < utf8.RuneSelf && !util.IsAlphaNumeric(byte(r)) && r != '/' && r != '-' && r != '.' && r != '@' && r != '"' && r != '\''
}

// isWordRune reports a letter of a script that parts words by spaces.
func isWordRune(r rune) bool {
	return !han.IsWide(r) && !han.IsShared(r) && !util.IsPunctRune(r) && !util.IsSpaceRune(r)
}

// addressEnd is where an address that has begun ends: at white space, <, Chinese punctuation, Han
// that follows a letter (https://x.cn了解), and before punctuation that belongs to the sentence.
func addressEnd(line []byte, from int) int {
	i := from
	for i < len(line) {
		r, n := utf8.DecodeRune(line[i:])
		if r <= ' ' || r == '<' || r == 0x7F || util.IsSpaceRune(r) || han.IsPunct(r) || han.IsShared(r) || han.IsWide(r) && !han.Is(r) {
			break
		}
		if han.Is(r) && !continuesAddress(line[:i]) {
			break
		}
		i += n
	}
	return trimAddress(line, from, i)
}

// continuesAddress reports that Han behind s is still part of the address: in a path or a query, as
// in /wiki/党建 or ?q=党建.
func continuesAddress(s []byte) bool {
	r, _ := utf8.DecodeLastRune(s)
	return han.Is(r) || bytes.ContainsRune([]byte("/=-_#&"), r)
}

// trimAddress cuts trailing punctuation (GFM, "extended autolink path validation").
func trimAddress(line []byte, from, end int) int {
	for end > from {
		switch c := line[end-1]; {
		case bytes.IndexByte([]byte("?!.,:*_~'\""), c) >= 0:
			end--
		case c == ')' && bytes.Count(line[:end], []byte{')'}) > bytes.Count(line[:end], []byte{'('}):
			end--
		case c == ';':
			start := end - 1
			for start > from && util.IsAlphaNumeric(line[start-1]) {
				start--
			}
			if start == end-1 || line[start-1] != '&' {
				return end
			}
			end = start - 1
		default:
			return end
		}
	}
	return end
}

// domain reports that an address begins with names parted by dots, the last two without _.
func domain(s []byte) bool {
	if i := bytes.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	s, _, _ = bytes.Cut(s, []byte{':'})
	names := bytes.Split(s, []byte{'.'})
	if len(names) < 2 {
		return false
	}
	for i, name := range names {
		if len(name) == 0 || i >= len(names)-2 && bytes.IndexByte(name, '_') >= 0 {
			return false
		}
		for _, r := range string(name) {
			if r < utf8.RuneSelf && !util.IsAlphaNumeric(byte(r)) && r != '-' && r != '_' {
				return false
			}
		}
	}
	return true
}

// mailAddress reads name before the @ and its domain behind it.
func mailAddress(before, line []byte) (back, ahead int) {
	for back < len(before) && mailRune(before[len(before)-1-back]) {
		back++
	}
	for back > 0 && !util.IsAlphaNumeric(before[len(before)-back]) {
		back--
	}
	if back == 0 || !boundary(before[:len(before)-back]) {
		return 0, 0
	}
	end, dot := 1, false
	for end < len(line) && (util.IsAlphaNumeric(line[end]) || line[end] == '-' || line[end] == '_' ||
		line[end] == '.' && end+1 < len(line) && util.IsAlphaNumeric(line[end+1])) {
		dot = dot || line[end] == '.'
		end++
	}
	if !dot || line[end-1] == '-' || line[end-1] == '_' || end < len(line) && line[end] == '@' {
		return 0, 0
	}
	return back, end
}

func mailRune(c byte) bool {
	return util.IsAlphaNumeric(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
