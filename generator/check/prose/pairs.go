package prose

import (
	"strings"
	"unicode/utf8"
)

// families are the marks that stand in pairs, opening and closing. Round brackets of both widths are
// one family: ( with ） is a pair written two ways.
var families = []struct{ open, close string }{
	{"“", "”"}, {"‘", "’"}, {"（(", "）)"}, {"《", "》"}, {"〈", "〉"}, {"「", "」"}, {"『", "』"}, {"【", "】"}, {"〔", "〕"},
}

// mark says what a character is of which family; family is -1 for one that stands in no pair.
func mark(r rune) (family int, opens bool) {
	for k, f := range families {
		if strings.ContainsRune(f.open, r) {
			return k, true
		}
		if strings.ContainsRune(f.close, r) {
			return k, false
		}
	}
	return -1, false
}

// opened is a mark that waits for its other half.
type opened struct {
	at, family int
	r          rune
}

// Pairs finds quotation marks and brackets without their other half (GB/T 15834-2011, 4.8 and 4.9),
// and pairs of one half-width and one full-width bracket. next is the block after this one: of a
// quotation that goes over several paragraphs each begins with “ and only the last ends with ”.
func Pairs(b, next *Block, report func(Finding)) {
	if !strings.ContainsAny(b.Text, "“”‘’（）《》〈〉「」『』【】〔〕") {
		return
	}
	p := pairs{b: b, report: report}
	for i, r := range b.Text {
		if family, opens := mark(r); family >= 0 {
			p.mark(i, r, family, opens)
		}
	}
	continued := next != nil && b.Kind == Paragraph && strings.HasPrefix(strings.TrimLeft(next.Text, " 　\t"), "“")
	for _, o := range p.open {
		if o.r != '(' && !(continued && o.r == '“') {
			p.lonely(o.at, o.r, "后面没有对应的 "+closing(o.family))
		}
	}
}

// closing is the full-width mark that closes a family.
func closing(family int) string {
	r, _ := utf8.DecodeRuneInString(families[family].close)
	return string(r)
}

func opening(family int) string {
	r, _ := utf8.DecodeRuneInString(families[family].open)
	return string(r)
}

type pairs struct {
	b      *Block
	open   []opened
	report func(Finding)
}

func (p *pairs) mark(i int, r rune, family int, opens bool) {
	if opens {
		p.opening(i, r, family)
		return
	}
	k := len(p.open) - 1
	for k >= 0 && p.open[k].family != family {
		k--
	}
	switch {
	case k >= 0:
		p.closing(i, r, k)
	case r == ')' || r == '’' && p.apostrophe(i) || r == '）' && p.numbering(i):
	default:
		p.lonely(i, r, "前面没有对应的 "+opening(family))
	}
}

// opening notes an opening mark. Two opening quotation marks in a row, none within the other, are one
// typed the wrong way round.
func (p *pairs) opening(i int, r rune, family int) {
	if n := len(p.open); n > 0 && (r == '“' || r == '‘') && p.open[n-1].r == r {
		p.report(p.b.find(i, i+len(string(r)), "punctuation/unbalanced", "引号 "+string(r)+" 的方向反了", "这里应该是 "+closing(family)))
		p.open = p.open[:n-1]
		return
	}
	p.open = append(p.open, opened{i, family, r})
}

// closing takes the mark that is closed, and those within it that never were.
func (p *pairs) closing(i int, r rune, k int) {
	for _, o := range p.open[k+1:] {
		if o.r != '(' {
			p.lonely(o.at, o.r, "后面没有对应的 "+closing(o.family))
		}
	}
	o := p.open[k]
	p.open = p.open[:k]
	if (o.r == '(') != (r == ')') && families[o.family].open == "（(" && strings.ContainsFunc(p.b.Text[o.at:i], isHan) {
		p.report(p.b.find(i, i+utf8.RuneLen(r), "punctuation/unbalanced", "一对括号一个全角、一个半角", "都用全角的“（”和“）”"))
	}
}

func (p *pairs) lonely(i int, r rune, what string) {
	p.report(p.b.find(i, i+utf8.RuneLen(r), "punctuation/unbalanced", "这个 "+string(r)+" "+what, "补上，或删去这一个"))
}

// apostrophe reports ’ in a Latin word or behind a number: it’s, ’90s; and behind code: `x`’s.
func (p *pairs) apostrophe(i int) bool {
	r, next := p.b.before(i), p.b.after(i+len("’"))
	return r < utf8.RuneSelf && r != 0 || r == Object && (next|0x20) >= 'a' && (next|0x20) <= 'z'
}

// numbering reports ） behind the number of a list: 1） 一） a）.
func (p *pairs) numbering(i int) bool {
	head := strings.TrimRight(p.b.Text[:i], "0123456789０１２３４５６７８９一二三四五六七八九十abcdefghABCDEFGHivxIVX①②③④⑤⑥⑦⑧⑨")
	if len(head) == i || i-len(head) > 9 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(head)
	return head == "" || strings.ContainsRune(" 　\t\n。；：，、！？;:,.”", r) || r == Object
}
