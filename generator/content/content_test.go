package content

import (
	"fmt"
	"html"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"qizhi/generator/content/markup/tree"
)

const titled = "+++\ntitle = \"题\"\n+++\n"

// shown is the HTML of a body with its holes drawn: ⟦link x.md⟧, ⟦picture a.jpg|alt|title⟧, ⟦figure members⟧.
func shown(doc *Document, body *Body) string {
	return fill(doc, body, func(r Reference) string {
		kind := map[ReferenceKind]string{LinkReference: "link", PictureReference: "picture", FigureReference: "figure", BlockReference: "block"}[r.Kind]
		if r.Kind == LinkReference && r.Title == "" && strings.HasPrefix(r.Target, "http") {
			return html.EscapeString(r.Target) // out of the site
		}
		s := "⟦" + kind + " " + r.Target
		if r.Text != "" || r.Title != "" {
			s += "|" + strings.TrimSuffix(r.Text, "\n")
		}
		if r.Title != "" {
			s += "|" + r.Title
		}
		if r.Alone {
			s += " alone"
		}
		if r.Linked {
			s += " linked"
		}
		return s + "⟧"
	})
}

func fill(doc *Document, body *Body, value func(Reference) string) string {
	var b strings.Builder
	for i, literal := range body.Literals {
		b.WriteString(literal)
		if i < len(doc.References) {
			b.WriteString(value(doc.References[i]))
		}
	}
	return b.String()
}

// published fills the holes with what a page puts into them.
func published(doc *Document, body *Body) string {
	return fill(doc, body, func(r Reference) string {
		img := fmt.Sprintf(`<img src="a.jpg" alt="%s">`, html.EscapeString(r.Text))
		switch {
		case r.Kind == LinkReference:
			return "a.html"
		case r.Kind == PictureReference && r.Alone:
			return "<figure>" + img + "<figcaption>图</figcaption></figure>"
		case r.Kind == PictureReference:
			return img
		case r.Kind == FigureReference && r.Linked:
			return "362人"
		case r.Kind == FigureReference:
			return `<a href="s.html">362人</a>`
		}
		return "<section><p>图表</p></section>"
	})
}

// written is what a body's HTML must be for a body, with a title in front; diagnostics are returned
// by rule.
func written(t *testing.T, source string) (string, []string) {
	t.Helper()
	doc, body := Parse("news/a.md", []byte(titled+source))
	check(t, doc, body)
	var rules []string
	for _, d := range doc.Diagnostics {
		rules = append(rules, d.Rule)
	}
	return shown(doc, body), rules
}

// check holds for every document.
func check(t *testing.T, doc *Document, body *Body) {
	t.Helper()
	if len(body.Literals) != len(doc.References)+1 {
		t.Fatalf("%d literals, %d references", len(body.Literals), len(doc.References))
	}
	if err := tree.Check(published(doc, body)); err != nil {
		t.Errorf("%v", err)
	}
	for _, d := range doc.Diagnostics {
		if !strings.HasPrefix(d.Path, "content/") || d.Message == "" || d.Hint == "" || !strings.Contains(d.Rule, "/") {
			t.Errorf("an incomplete diagnostic: %+v", d)
		}
	}
}

// Every line of DOMAIN, "Writing Chinese in Markdown", and of the Chinese rules that follow from it.
func TestChinese(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"bold quotes", "**“会长之家”**活动", "<p><strong>“会长之家”</strong>活动</p>"},
		{"bold full stop", "这是**重点。**后面", "<p>这是<strong>重点。</strong>后面</p>"},
		{"bold title marks", "学习**《准则》**的要求", "<p>学习<strong>《准则》</strong>的要求</p>"},
		{"bold before a digit", `举办**"会长之家"**2期，**“1+1+N”**3级，达**85%**A，用**` + "`c`" + `**2次`, `<p>举办<strong>"会长之家"</strong>2期，<strong>“1+1+N”</strong>3级，达<strong>85%</strong>A，用<strong><code>c</code></strong>2次</p>`},
		{"bold among Latin", `中**“x”**y和a**"b"**c**(d)**e`, `<p>中<strong>“x”</strong>y和a<strong>"b"</strong>c<strong>(d)</strong>e</p>`},
		{"bold after a digit", "第40**“会长之家”**a", "<p>第40<strong>“会长之家”</strong>a</p>"},
		{"bold brackets", "**（一）**推进", "<p><strong>（一）</strong>推进</p>"},
		{"bold dash", "活动**——主动亮身份**。", "<p>活动<strong>——主动亮身份</strong>。</p>"},
		{"bold twice", "这是**重点。**后面**又是。**完", "<p>这是<strong>重点。</strong>后面<strong>又是。</strong>完</p>"},
		{"bold figure", "**{{members}}**党员", "<p><strong>⟦figure members⟧</strong>党员</p>"},
		{"struck quotes", "~~“删去”~~后面", "<p><del>“删去”</del>后面</p>"},
		{"bold italics", "***“重点”***后", "<p><em><strong>“重点”</strong></em>后</p>"},
		{"English stays", "a * b * c, snake_case_name, 2*3*4", "<p>a * b * c, snake_case_name, 2<em>3</em>4</p>"},

		{"lines join", "市商会\n行业党委", "<p>市商会行业党委</p>"},
		{"lines join at punctuation", "市商会，\n“行业”\n党委", "<p>市商会，“行业”党委</p>"},
		{"lines join before bold", "汉字\n**粗**", "<p>汉字<strong>粗</strong></p>"},
		{"lines join after bold", "**粗**\n汉字", "<p><strong>粗</strong>汉字</p>"},
		{"lines join at a link", "汉字\n[链接](a.md)\n汉字", `<p>汉字<a href="⟦link a.md⟧">链接</a>汉字</p>`},
		{"English lines do not join", "one\n**two**\nthree", "<p>one\n<strong>two</strong>\nthree</p>"},
		{"Han and English do not join", "汉字\nword", "<p>汉字\nword</p>"},
		{"English quotes do not join", "he said “go”\n“now”", "<p>he said “go”\n“now”</p>"},
		{"lines join after a figure", "共{{members}}\n党员", "<p>共⟦figure members⟧党员</p>"},
		{"lines join in a quotation", "> 市商会\n> 党委", "<blockquote><p>市商会党委</p></blockquote>"},
		{"a hard break stays", "甲\\\n乙  \n丙", "<p>甲<br>乙<br>丙</p>"},

		{"single tildes", "6月~7月，商会~支部", "<p>6月~7月，商会~支部</p>"},
		{"double tildes", "~~6月~~7月", "<p><del>6月</del>7月</p>"},
		{"three tildes", "a ~~~b~~~ c", "<p>a ~~~b~~~ c</p>"},

		{"full-width indent", "　　市商会", "<p>市商会</p>"},
		{"full-width indent begins a paragraph", "　　第一段。\n　　第二段。", "<p>第一段。</p><p>第二段。</p>"},
		{"four spaces", "    市商会\n    党委", "<p>市商会党委</p>"},
		{"four spaces and a quote", "    “会长之家”活动", "<p>“会长之家”活动</p>"},
		{"eight spaces", "        市商会", "<p>市商会</p>"},
		{"a tab", "\t市商会", "<p>市商会</p>"},
		{"four spaces in a list", "- 甲\n\n      乙", "<ul><li><p>甲</p><p>乙</p></li></ul>"},
		{"code", "    go build", "<pre><code>go build\n</code></pre>"},
		{"code, then prose", "    go build\n\n    市商会", "<pre><code>go build\n</code></pre><p>市商会</p>"},
		{"code with Han in it", "    # 编译\n    汉字", "<pre><code># 编译\n汉字\n</code></pre>"},
		{"spaces of HTML", "&nbsp;&nbsp;&emsp;市商会", "<p>市商会</p>"},

		{"headings keep Han", "## （一）推进组织建设", `<h2 id="一-推进组织建设">（一）推进组织建设</h2>`},
		{"heading with an anchor", "## 组织建设 {#building}", `<h2 id="building">组织建设</h2>`},
		{"same headings", "## 活动\n## 活动", `<h2 id="活动">活动</h2><h2 id="活动-2">活动</h2>`},
		{"a chosen anchor goes first", "## 活动\n## 别的 {#活动}", `<h2 id="活动-2">活动</h2><h2 id="活动">别的</h2>`},

		{"address after Han", "见https://example.com/a。后面", `<p>见<a href="https://example.com/a" rel="noopener">https://example.com/a</a>。后面</p>`},
		{"address before Han", "访问https://example.com了解", `<p>访问<a href="https://example.com" rel="noopener">https://example.com</a>了解</p>`},
		{"address with Han", "见 https://example.com/党建/a_b，", `<p>见 <a href="https://example.com/%E5%85%9A%E5%BB%BA/a_b" rel="noopener">https://example.com/党建/a_b</a>，</p>`},
		{"address in brackets", "（https://example.com/a）", `<p>（<a href="https://example.com/a" rel="noopener">https://example.com/a</a>）</p>`},
		{"www", "见www.example.com。", `<p>见<a href="http://www.example.com" rel="noopener">www.example.com</a>。</p>`},
		{"mail", "邮箱a_b@example.com。", `<p>邮箱<a href="mailto:a_b@example.com" rel="noopener">a_b@example.com</a>。</p>`},
		{"no address", "注:a.b，时间10:00，a@b，版本1.2.3", "<p>注:a.b，时间10:00，a@b，版本1.2.3</p>"},

		{"outline numbers are text", "（一）推进\n\n一、情况\n\n1．总结", "<p>（一）推进</p><p>一、情况</p><p>1．总结</p>"},
		{"tabs are text", "姓名\t张三", "<p>姓名\t张三</p>"},
		{"figures in code", "`{{members}}`", "<p><code>{{members}}</code></p>"},
		{"escaped figure", "\\{{members}}", "<p>{{members}}</p>"},
		{"file name with spaces", "[总结](半年 总结（定稿2）.md) ![图](a (1).jpg \"题\")", `<p><a href="⟦link 半年 总结（定稿2）.md⟧">总结</a> ⟦picture a (1).jpg|图|题⟧</p>`},
		{"no file name", "[注](见 下文)", "<p>[注](见 下文)</p>"},
		{"Windows path", `![图](C:\Users\_a\b.jpg)`, `⟦picture C:\Users\_a\b.jpg|图 alone⟧`},
	}
	for _, c := range cases {
		if got, _ := written(t, c.in); got != c.want {
			t.Errorf("%s: %q\ngot  %s\nwant %s", c.name, c.in, got, c.want)
		}
	}
}

func mask(stars string) string {
	return `<span class="mask"><span aria-hidden="true">` + stars + `</span><span class="sr">某</span></span>`
}

// DOMAIN, what staff hand in, 15.
func TestMasks(t *testing.T) {
	cases := []struct{ name, in, want, rule string }{
		{"escaped", `市\*商会`, "市" + mask("*") + "商会", ""},
		{"escaped twice", `市\*\*物流园`, "市" + mask("**") + "物流园", ""},
		{"before a word", `党组织\*等`, "党组织" + mask("*") + "等", ""},
		{"at the end", `张\*\*、李\*`, "张" + mask("**") + "、李" + mask("*"), ""},
		{"at the beginning", `\*\*非公企业`, mask("**") + "非公企业", ""},
		{"the star's name", `带\*号的是必填项，打\*标的也是`, "带*号的是必填项，打*标的也是", ""},
		{"a house's number", `人民路\*号`, "人民路" + mask("*") + "号", ""},
		{"required field", `\*必填`, "*必填", ""},
		{"product", `5\*3`, "5*3", ""},
		{"across an element", `市\***商会**`, "市" + mask("*") + "<strong>商会</strong>", ""},
		{"unpaired", "市*商会", "市" + mask("*") + "商会", "markdown/mask"},
		{"unpaired two", "市**物流园", "市" + mask("**") + "物流园", "markdown/mask"},
		{"paired", "市*商会和县*商会", "市<em>商会和县</em>商会", "markdown/mask"},
		{"paired at the end", "李*、王*", "李<em>、王</em>", "markdown/mask"},
		{"footnote's star", "姓名*", "姓名*", ""},
		{"emphasis in a sentence", "这是*重点*。", "这是<em>重点</em>。", ""},
		{"emphasis beside a comma", "要，*重点*。", "要，<em>重点</em>。", ""},
		{"bold", "这是**重点**内容", "这是<strong>重点</strong>内容", ""},
	}
	for in, warned := range map[string]bool{
		"推荐市*商会副会长、党支部书记*，后文。": true,
		"在**大学举办培训，走进**话发展。":   true,
		"走访王*和张*":                         true,
		"## 走访市*商会和王*":                    true,
		"![王*和张*在会上](x.png)":              true,
		"[王*和张*](https://a.example/)":     true,
		"[市*商会和县*商会](https://a.example/)": true,
		"|甲|乙|\n|-|-|\n|王*和张*|李*、赵*|":     true,
		"- 走访王*和张*":                       true,
		"> 走访王*和张*":                       true,
		"这是*重点*内容，**重点**内容，落实**“三会一课”、主题党日**制度，提高*认识*。": false,
		"**一是抓组织，二是抓活动。**各支部要学习。":                       false,
		"全市**党员、群众**都来，*要点*如下。":                         false,
	} {
		if _, rules := written(t, in); slices.Contains(rules, "markdown/mask") != warned {
			t.Errorf("%s: %v", in, rules)
		}
	}
	for _, c := range cases {
		got, rules := written(t, c.in)
		if got != "<p>"+c.want+"</p>" || strings.Join(rules, " ") != c.rule {
			t.Errorf("%s: %s\ngot  %s %v\nwant <p>%s</p> %s", c.name, c.in, got, rules, c.want, c.rule)
		}
	}
	doc, body := Parse("a.md", []byte(titled+`市\*商会`))
	if body.Blocks[0].Text != "市*商会" || doc.Excerpt != "市*商会" {
		t.Errorf("plain text %q, excerpt %q", body.Blocks[0].Text, doc.Excerpt)
	}
	doc, _ = Parse("a.md", []byte(titled+"第一行\n市*商会"))
	if d := doc.Diagnostics[0]; d.Line != 5 || d.Column != 2 || !strings.Contains(d.Hint, `\*`) {
		t.Errorf("%v", d)
	}
	if got := EscapeMasks("走进**话，市*商会；5*3\n**非公\n张*"); got != `走进\*\*话，市\*商会；5*3`+"\n"+`\*\*非公`+"\n"+`张\*` {
		t.Errorf("EscapeMasks = %s", got)
	}
}

// One parser and a pool of writers serve every goroutine; nothing of one source reaches another.
func TestParallel(t *testing.T) {
	sources := []string{samplePage, everyKey, notice, titled + "市*商会\n\n## 甲 {#a}\n[x](y.md){{z}}", "标题：x", titled + "<div><b>甲\n\n- 乙"}
	type result struct {
		doc  *Document
		body *Body
	}
	var want []result
	for _, s := range sources {
		doc, body := Parse("a.md", []byte(s))
		want = append(want, result{doc, body})
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i := range 60 {
				k := i % len(sources)
				doc, body := Parse("a.md", []byte(sources[k]))
				if !reflect.DeepEqual(body, want[k].body) || !reflect.DeepEqual(doc.Diagnostics, want[k].doc.Diagnostics) || !reflect.DeepEqual(doc.References, want[k].doc.References) {
					t.Errorf("source %d came out differently", k)
				}
			}
		})
	}
	wait.Wait()
}
