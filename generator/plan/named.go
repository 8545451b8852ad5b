package plan

import (
	"html"
	"slices"
	"strings"

	"qizhi/generator/digest"
)

// bodyNames are the names that package content writes, in Chinese, for what a body shows without words: a table's
// box, a footnote's number, the box of a task. The theme's strings say them in the site's language; {1} is the number.
var bodyNames = []struct{ before, chinese, key string }{
	{` role="region" tabindex="0" aria-label="`, "表格", "body_table"},
	{` role="doc-noteref" aria-label="`, "脚注", "footnote"},
	{` role="doc-endnotes" aria-label="`, "脚注", "footnotes"},
	{` role="doc-backlink" aria-label="`, "返回正文", "footnote_back"},
	{` disabled aria-label="`, "已完成", "task_done"},
	{` disabled aria-label="`, "未完成", "task_open"},
}

// bodyName is a name of bodyNames that the theme says otherwise.
type bodyName struct {
	before, chinese, key string
}

// otherNames are those of bodyNames that the theme does not say as package content does: none in Chinese, so that
// nothing is looked for there.
func (p *planner) otherNames() []bodyName {
	var out []bodyName
	for _, n := range bodyNames {
		if said := p.Theme.Text(n.key, ""); said != n.chinese && said != n.key {
			out = append(out, bodyName(n))
		}
	}
	return out
}

// namesDigest stands for what rename does to a body.
func (p *planner) namesDigest() digest.Digest {
	said := make([]string, len(p.names))
	for i, n := range p.names {
		said[i] = p.Theme.Text(n.key, "{1}")
	}
	return digest.Of(said)
}

// rename says the names of a piece of a body in the theme's words.
func (p *planner) rename(piece string) string {
	for _, n := range p.names {
		piece = p.renameOne(piece, n)
	}
	return piece
}

func (p *planner) renameOne(piece string, n bodyName) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(piece, n.before+n.chinese)
		number, _, closed := strings.Cut(after, `"`)
		if !found || !closed {
			out.WriteString(piece)
			return out.String()
		}
		out.WriteString(before)
		if slices.ContainsFunc([]byte(number), func(b byte) bool { return b < '0' || b > '9' }) {
			out.WriteString(n.before + n.chinese + number)
		} else {
			out.WriteString(n.before + html.EscapeString(strings.TrimSpace(p.Theme.Text(n.key, number))))
		}
		piece = after[len(number):]
	}
}
