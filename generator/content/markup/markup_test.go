package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"qizhi/generator/content/markup/tree"
)

// page stands in for the writer of a page: links go where they say, but for scripts.
type page struct {
	b     *Builder
	taken map[string]bool
	cells []string
}

func (p *page) Link(target string, at int) bool {
	if strings.HasPrefix(target, "javascript:") {
		return false
	}
	p.b.Attribute("href", target)
	return true
}

func (p *page) Picture(source, alt, title string, at int) {
	if p.b.Hole() {
		p.b.Markup("[" + html.EscapeString(source+"|"+alt) + "]")
	}
}

func (p *page) Title(string, int) {}

func (p *page) Take(id string) bool {
	free := !p.taken[id]
	p.taken[id] = true
	return free
}

func (p *page) Cell(text []byte, at int) { p.cells = append(p.cells, string(text)) }

func (p *page) Figure(ref string, at, length int) {
	p.b.Markup(fmt.Sprintf("<figure %s %d %d>", ref, at, length))
}

// TestFiguresInRaw: a figure is one in raw HTML too; code is left alone, and what is not one is text.
func TestFiguresInRaw(t *testing.T) {
	for raw, want := range map[string]string{
		"<p>党员{{a}}人，{{ b }}</p>":            "<p>党员<figure a 9 5>人，<figure  b  20 7></p>",
		"<pre>{{a}}</pre><code>{{a}}</code>": "<pre>{{a}}</pre><code>{{a}}</code>",
		"<p>{{}} {a} {{a\n}} {{{a}}</p>":     "<p>{{}} {a} {{a }} {<figure a 20 5></p>",
		"<script>{{a}}</script>":             "",
	} {
		if got := string(clean(raw).HTML); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", raw, got, want)
		}
	}
}

func newBuilder() *Builder {
	b := &Builder{}
	b.References = &page{b: b, taken: map[string]bool{}}
	return b
}

func clean(pieces ...string) *Builder {
	b := newBuilder()
	for _, p := range pieces {
		b.Raw([]byte(p), 0)
	}
	b.Finish()
	return b
}

func TestRaw(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"kept", `<p id="a" title="甲">正<b>文</b><br>行</p>`, `<p id="a" title="甲">正<b>文</b><br>行</p>`},
		{"unclosed", `<div><b>甲`, `<div><b>甲</b></div>`},
		{"stray", `</div>甲</b></section>`, `甲`},
		{"crossed", `<b>甲<i>乙</b>丙</i>`, `<b>甲<i>乙</i></b>丙`},
		{"script", `甲<script>alert("<p>")</script>乙<SCRIPT src=x></SCRIPT>`, `甲乙`},
		{"style", `<style>p{color:red}</style><p style="color:red">甲</p>`, `<p>甲</p>`},
		{"events", `<p onclick="x()">甲</p><img src=a.jpg onerror=x()>`, `<p>甲</p>[a.jpg|]`},
		{"script link", `<a href="javascript:x()">甲</a>`, `甲`},
		{"nested links", `<a href="a">甲<a href="b">乙</a></a>`, `<a href="a">甲</a><a href="b">乙</a>`},
		{"id twice", `<p id="a">甲</p><p id="a">乙</p>`, `<p id="a">甲</p><p>乙</p>`},
		{"paragraph in text", `<b><p>甲</p></b>`, `<p>甲</p>`},
		{"link around a block", `<a href="a"><p>甲</p></a>`, `<a href="a"><p>甲</p></a>`},
		{"paragraphs", `<p>甲<p>乙`, `<p>甲</p><p>乙</p>`},
		{"items", `<ul><li>甲<li>乙<ul><li>丙</ul></ul>`, `<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>`},
		{"list without items", `<ul>甲<p>乙</p></ul>`, `<ul><li>甲<p>乙</p></li></ul>`},
		{"item without a list", `<li>甲</li>`, `甲`},
		{"terms", `<dl><dt>甲<dd>乙<dt>丙</dl>`, `<dl><dt>甲</dt><dd>乙</dd><dt>丙</dt></dl>`},
		{"table", "<table>\n<tr>\n<td>甲\n<td>12\n</table>",
			`<div class="table" role="region" tabindex="0" aria-label="表格"><table><tbody><tr><td>甲</td><td class="right">12</td></tr></tbody></table></div>`},
		{"text in a table", `<table>甲<tr>乙</table>`,
			`<div class="table" role="region" tabindex="0" aria-label="表格"><table><tbody><tr><td>甲</td></tr><tr><td>乙</td></tr></tbody></table></div>`},
		{"excel", `<table border=0 cellpadding=0 style='border-collapse:collapse'><col width=72 style='width:54pt'><tr height=19><td class=xl65 align=right x:num="1">1,024</td><td>家</td></tr></table>`,
			`<div class="table" role="region" tabindex="0" aria-label="表格"><table><colgroup><col></colgroup><tbody><tr><td class="right">1,024</td><td>家</td></tr></tbody></table></div>`},
		{"spans", `<table><tr><td colspan=2 rowspan="x">甲</td></tr></table>`,
			`<div class="table" role="region" tabindex="0" aria-label="表格"><table><tbody><tr><td colspan="2">甲</td></tr></tbody></table></div>`},
		{"alignment", `<p style="text-align: center; color:red">甲</p><td align=right>乙`, `<p class="center">甲</p>乙`},
		{"word", "<p class=MsoNormal style='text-indent:21.0pt;mso-char-indent-count:2.0'><span lang=EN-US>&nbsp;&nbsp;&nbsp; </span><span style='font-family:宋体'>40家直属商会中，有28家\n商会建立了党支部。<span lang=EN-US><o:p></o:p></span></span></p>\n\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>",
			`<p>40家直属商会中，有28家商会建立了党支部。</p>`},
		{"conditional", `<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->甲<![if !vml]>乙<![endif]>`, `甲乙`},
		{"whole page", `<html><head><meta charset=gb2312><title>标题</title></head><body lang=ZH-CN><main><p>甲</p></main></body></html>`, `<p>甲</p>`},
		{"heading", `<h1>甲</h1>`, `<h2>甲</h2>`},
		{"line ends", "<p>走进\n商会 and\nthe rest\n</p>", `<p>走进商会 and the rest</p>`},
		{"pre", "<pre>\n a\n  b</pre>", "<pre> a\n  b</pre>"},
		{"ampersands", `<p>A &amp; B，甲&乙&</p>`, "<p>A &amp; B，甲&amp;乙&amp;</p>"},
		{"entities", `<p>&lt;b&gt; &amp;amp; AT&T&nbsp;x</p>`, "<p>&lt;b> &amp;amp; AT&amp;T\u00a0x</p>"},
		{"details", `<details open><summary>甲</summary>乙<summary>丙</summary></details>`, `<details open><summary>甲</summary>乙丙</details>`},
		{"wechat", `<section style="x"><img data-src="https://mmbiz.qpic.cn/a" alt="图"></section>`, `<section>[https://mmbiz.qpic.cn/a|图]</section>`},
		{"cut", `<p>甲<b`, `<p>甲</p>`},
		{"unknown", `<foo-bar baz="1">甲</foo-bar>`, `甲`},
		{"svg", `<svg><script>x</script><text>y</text></svg>甲`, `甲`},
		{"frame", `<iframe src="https://x"></iframe>甲<object><embed src=x></object>`, `甲`},
		{"open select", `<p>用 <select> 元素和 <title> 标签，后面<b>粗</b></p>`, `<p>用  元素和  标签，后面<b>粗</b></p>`},
		{"open textarea", "<textarea><p>甲</p><style>乙<b>丙</b>", "<p>甲</p>乙<b>丙</b>"},
		{"open script in a head", `<head><title>标题</head><p>甲</p>`, `<p>甲</p>`},
		{"no end tag", `<select>甲</selection>乙</select`, `甲乙`},
		{"control", "<p>甲\x01\x0b乙</p>", `<p>甲乙</p>`},
		{"ruby", `<ruby>党<rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby>`, `<ruby>党<rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby>`},
		{"figure", `<figure><img src=a.jpg alt=甲><figcaption>乙</figcaption></figure>`, `<figure>[a.jpg|甲]<figcaption>乙</figcaption></figure>`},
	}
	for _, c := range cases {
		b := clean(c.in)
		if got := string(b.HTML); got != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.name, c.in, got, c.want)
		}
		if err := tree.Check(string(b.HTML)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestLosses(t *testing.T) {
	cases := map[string]Losses{
		`<p>甲</p><b>乙</b>`:                          {},
		`甲<p onclick=x>乙</p><script></script>`:      {At: 3, Scripts: 2},
		`<p class=MsoNormal style="x">甲<o:p></o:p>`: {At: 0, Styles: 3},
		`甲</div>`:   {At: 3, Stray: 1},
		`<select>甲`: {Stray: 1, Lone: "select"},
		`<style>a b</style><video>看 不见</video>`: {Scripts: 1, Media: 1, Characters: 5},
		`<source src=a.mp3>`:                    {Media: 1},
		`<div>甲`:                                {At: 0, Stray: 1},
		`<p>甲`:                                  {},
		`<blah>甲`:                               {Tags: 1, Tag: "blah"},
		`<p data-x=1>甲</p>`:                     {Attributes: 1},
	}
	for in, want := range cases {
		if got := clean(in).Losses; got != want {
			t.Errorf("%s: %+v, want %+v", in, got, want)
		}
	}
}

// A piece may open what a later piece closes; an element that is not raw HTML ends what it holds.
func TestScopes(t *testing.T) {
	b := newBuilder()
	b.Closes = func(string) bool { return true }
	b.Raw([]byte(`<div><b>`), 0)
	b.Flow()
	b.Markup("<p>")
	b.Begin()
	scope := b.Enter(true)
	b.Text([]byte("甲"))
	b.Raw([]byte(`<i><div>`), 0)
	b.Text([]byte("乙"))
	b.Leave(scope)
	b.End(0)
	b.Markup("</p>")
	b.Raw([]byte(`</i></div><script>`), 0)
	b.Flow()
	b.Text([]byte("丙"))
	if b.Hole() || !b.Muted() {
		t.Error("a hole in a script")
	}
	b.Finish()
	if got, want := string(b.HTML), "<div><p>甲<i>乙</i></p></div>"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestBlocks(t *testing.T) {
	b := clean(`<h2>标题</h2><p>甲 <b>乙</b></p>散字<ul><li>丙<li>丁</ul><table><tr><td>1<td>2</table>`)
	var got []string
	for _, k := range b.Blocks {
		got = append(got, string(b.Plain[k.Start:k.End]))
	}
	if want := []string{"标题", "甲 乙", "散字", "丙", "丁", "1", "2"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if cells := b.References.(*page).cells; !slices.Equal(cells, []string{"1", "2"}) {
		t.Errorf("%q", cells)
	}
}

func TestNumeric(t *testing.T) {
	for _, s := range []string{"1", "1,024", "85%", "-3.5", "+2", " 7 ", "¥1,000.00", "￥1,200.50", "¥3", "(300)", "（300）", "(¥1,200)", "１２", "１，２００．５", "12.5％", "－5", "¥-5", "$7"} {
		if !Numeric([]byte(s)) {
			t.Errorf("%s is no number", s)
		}
	}
	for _, s := range []string{"", "-", "%", "1.2.3", "2022-06", "3家", "a", ",1", "()", "(300", "300)", "(-5)", "（一）", "￥", "1１a"} {
		if Numeric([]byte(s)) {
			t.Errorf("%s is a number", s)
		}
	}
}

func TestAmount(t *testing.T) {
	for s, want := range map[string]bool{"40人": true, " 1,362家 ": true, "3.5万元": true, "85%": true, "2022年": false, "6月": false, "三人": false, "人": false, "40人次": true} {
		if Amount([]byte(s)) != want {
			t.Errorf("%s: %t", s, !want)
		}
	}
}

func FuzzRaw(f *testing.F) {
	for _, s := range []string{"<table><tr>甲<td>1", "<ul><li><ul></li>", "<p><b><p></b>", "<a href=x><a href=y><div>", "<script><p></script>", "<svg><svg></svg>x", "<pre>\n\n<b>", "<dl><dd><li><dt>", "<details>x<summary>", "<table><caption><table><col><tbody>", "<ruby>a<rt>b<rp>c<p>", "<figure><table><figcaption>", "<h1><h2></h1>", "<plaintext>", "<xmp><b>", "<br/><hr/><img src=a>", "<select><option>", "<td><table></td>x</table>", "&lt;&amp;&#0;&nbsp;"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		if !utf8.ValidString(first + second) {
			return // Decode never gives such a text
		}
		b := newBuilder()
		b.Raw([]byte(first), 0)
		b.Flow()
		b.Markup("<p>")
		b.Begin()
		scope := b.Enter(true)
		b.Text([]byte("x"))
		b.Raw([]byte(second), 0)
		b.Leave(scope)
		b.End(0)
		b.Markup("</p>")
		b.Raw([]byte(second), 0)
		b.Finish()
		if err := tree.Check(string(b.HTML)); err != nil {
			t.Errorf("%q %q: %s\n%v", first, second, b.HTML, err)
		}
	})
}
