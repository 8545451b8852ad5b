package hongyan_test

import (
	"fmt"
	"html/template"
	"strings"

	"qizhi/generator/theme"
)

// sheet is one page to lay out: a view of the layout, and a name for the file it is written to.
type sheet struct {
	name, layout string
	view         any
}

// samples are pages of every layout: rich ones, and sparse ones with nothing that can be left out.
func samples(t *theme.Theme) []sheet {
	s := sampler{theme: t}
	all := s.kinds()
	all = append(all, s.sections()...)
	all = append(all, s.others()...)
	return append(all, s.sparse()...)
}

type sampler struct{ theme *theme.Theme }

func link(title string) theme.Link { return theme.Link{Title: title, URL: "page.html"} }

func linkTo(title, url string) theme.Link { return theme.Link{Title: title, URL: url} }

var menu = []theme.Link{
	linkTo("首页", "home.html"), linkTo("工作动态", "section.html"), linkTo("通知公告", "notice.html"), linkTo("直属商会", "section-chamber.html"),
	linkTo("党组织", "section-branch.html"), linkTo("品牌案例", "section-brand.html"), linkTo("系列活动", "section-activity.html"),
	linkTo("数说党建", "statistics.html"), linkTo("应知应会", "section-handbook.html"), linkTo("工作安排", "section-plan.html"),
}

func (s sampler) chrome(current string) *theme.Chrome {
	c := &theme.Chrome{
		Lang: "zh-CN", Home: "home.html", Title: "商会党建", ShortTitle: "商会党建", Description: "市商会行业党委的党建工作展示",
		Organisation: theme.Organisation{Name: "中共××市商会行业委员会", Address: "××市××区人民路1号", Phone: "0391-1234567 转 8", Email: "office@example.org", Postcode: "454000"},
		Tools:        []theme.Link{linkTo("网站地图", "map.html"), linkTo("标签", "terms.html")},
		FooterLinks:  []theme.Link{link("关于我们"), link("网站声明"), link("联系方式")},
		Outside:      []theme.Link{{Title: "共产党员网", URL: "https://www.12371.cn/"}, {Title: "全国工商联", URL: "https://www.acfic.org.cn/"}},
		ICP:          "示例ICP备00000000号", Police: "示例公网安备 00000000000000号", PoliceURL: "https://beian.mps.gov.cn/#/query/webSearch?code=0", Identifier: "0000000000",
		Copyright: "中共××市商会行业委员会主办", Feed: "feed.xml", Search: "search.html",
		Style: s.theme.AssetPath("style.css"), Script: s.theme.AssetPath("script.js"), Icon: s.theme.AssetPath("icon.svg"),
		Colour: s.theme.Share().Band, DarkColour: s.theme.Share().Dark,
	}
	for _, l := range menu {
		l.Current = l.Title == current
		c.Menu = append(c.Menu, l)
	}
	return c
}

func (s sampler) base(title, current string, trail ...theme.Link) theme.Base {
	b := theme.Base{Chrome: s.chrome(current), Title: title, Description: "上半年，40家直属商会中，34家建有党组织。",
		Canonical: "https://example.org/x.html", Breadcrumbs: append([]theme.Link{linkTo("首页", "home.html")}, trail...),
		OpenGraph: &theme.OpenGraph{Type: "article", Title: title, Description: "说明", URL: "https://example.org/x.html", Image: "https://example.org/a.jpg", Site: "商会党建", Published: "2022-06"},
		JSONLD:    template.HTML(`<script type="application/ld+json">{"@context":"https://schema.org"}</script>`)}
	if len(trail) > 0 {
		b.Section = &trail[len(trail)-1]
	}
	return b
}

// picture is a drawn placeholder, so that the samples need no file.
func picture(alt string, w, h int) *theme.Picture {
	return &theme.Picture{URL: "sample.svg", Alt: alt, Width: w, Height: h, Caption: "市*市场商会党支部主题党日现场"}
}

// gallery is pictures of mixed shapes as generator/plan writes them.
func gallery(n int) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<figure class="gallery n%d" data-view="看大图" data-close="关闭" data-previous="上一张" data-next="下一张"><ul>`, min(n, 5))
	for i := range n {
		shape := []string{"r133", "r75", "r150", "r100", "r178"}[i%5]
		fmt.Fprintf(&b, `<li class="%s"><a href="sample.svg"><img class="ph-211" src="sample.svg" alt="现场%d" width="1600" height="1200" loading="lazy" decoding="async"></a><p>签字 <time datetime="2022-06-30">2022年6月30日</time></p></li>`, shape, i+1)
	}
	return template.HTML(b.String() + "</ul><figcaption>现场</figcaption></figure>")
}

func values(texts ...string) []theme.Value {
	var out []theme.Value
	for _, t := range texts {
		out = append(out, theme.Value{Text: t})
	}
	return out
}

// choice is an option of the content model.
func choice(name, text string) []theme.Value { return []theme.Value{{Name: name, Text: text}} }

var planned = &theme.Value{Name: "planned", Text: "计划"}

func linked(text string) []theme.Value { return []theme.Value{{Text: text, URL: "branch.html"}} }

// said is a text without figures, quoted a figure in a text.
func said(text string) theme.Words { return theme.Words{{Text: text}} }

func quoted(text string) theme.Value {
	return theme.Value{Text: text, URL: "statistics.html#i-members"}
}

// cells are the rows of a table; numbers are figures.
func cells(rows ...[]string) [][]theme.Value {
	var out [][]theme.Value
	for _, row := range rows {
		var line []theme.Value
		for i, text := range row {
			if line = append(line, theme.Value{Text: text}); i > 0 {
				line[i] = quoted(text)
			}
		}
		out = append(out, line)
	}
	return out
}

var half = theme.Date{Text: "2022年上半年"}

var june = theme.Date{Text: "2022年6月30日", Machine: "2022-06-30"}

var titles = []string{
	"十六名商会党员示范户现场签订《诚信经营承诺书》", "推荐商会党支部书记参评全市“最美退役军人”", "参观红岩革命纪念馆，重温红色历史",
	"编印《商会工作应知应会手册》", "会长之家：走进**话发展，牵线搭桥助招商", "民企大讲堂：激荡爱国情怀 砥砺奋进力量",
	"推进党组织组建工作，提升覆盖面", "观摩市**物流园市场商会党支部6月支部主题党日暨庆祝建党101周年活动", "选优配强商会党支部书记",
}

var summaries = []string{
	"市*市场商会在支部主题党日上，组织16名商会党员示范户现场签订《诚信经营承诺书》，并授牌。", "推荐三名同志参评，名单待定。", "",
	"提供商会党建等业务实操指导。", "围绕招商引资，搭建政企、企企之间的对接平台，推动项目落地。",
}

func cards(n int, each func(i int, c *theme.Card)) []theme.Card {
	out := make([]theme.Card, n)
	for i := range out {
		out[i] = theme.Card{Title: titles[i%len(titles)], URL: "news.html", Summary: summaries[i%len(summaries)], Date: half,
			Kind: "news", KindLabel: "工作动态", Section: linkTo("工作动态", "section.html")}
		if i%4 == 1 {
			out[i].Date = june
		}
		if each != nil {
			each(i, &out[i])
		}
	}
	return out
}

func group(name, title string, list []theme.Card) theme.Group {
	return theme.Group{Name: name, Title: title, Cards: list}
}

func figure(name, label, number, unit string) theme.Figure {
	return theme.Figure{Name: name, Label: label, Number: number, Unit: unit, Text: number + unit, URL: "statistics.html#i-" + name, Period: "2022年上半年"}
}

// grid draws 四十格 in the classes of package chart; the square of number lit is marked.
func grid(lit int) *theme.Grid {
	var b strings.Builder
	b.WriteString(`<svg class="chart grid40" viewBox="0 0 474 186" role="group" aria-label="四十家商会：28家建立党支部，6家建立联合党支部，6家未建立">`)
	b.WriteString(`<defs><pattern id="g-h" class="hatched" width="12" height="12" patternUnits="userSpaceOnUse"><rect class="paper" width="12" height="12" fill="none"/><path d="M-3 3L3-3M0 12L12 0M9 15L15 9" stroke="currentColor" stroke-width="4"/></pattern></defs><g role="list">`)
	for i := range 40 {
		x, y, size := i%10*48, i/10*48, 42
		fmt.Fprintf(&b, `<g role="listitem"><a href="chamber.html"><title>示例商会%d</title>`, i+1)
		if i+1 == lit {
			fmt.Fprintf(&b, `<rect class="frame" x="%d" y="%d" width="38" height="38" fill="none" stroke="currentColor" stroke-width="4"/>`, x+2, y+2)
			x, y, size = x+8, y+8, 26
		}
		switch {
		case i < 28:
			fmt.Fprintf(&b, `<rect class="solid" x="%d" y="%d" width="%d" height="%[3]d"/>`, x, y, size)
		case i < 34:
			fmt.Fprintf(&b, `<rect class="hatched" x="%d.5" y="%d.5" width="%d" height="%[3]d" fill="url(#g-h)" stroke="currentColor" stroke-width="3"/>`, x+1, y+1, size-3)
		default:
			fmt.Fprintf(&b, `<rect class="outlined" x="%d.5" y="%d.5" width="%d" height="%[3]d" fill="none" stroke="currentColor" stroke-width="3"/>`, x+1, y+1, size-3)
		}
		b.WriteString(`</a></g>`)
	}
	b.WriteString(`</g></svg>`)
	return &theme.Grid{SVG: template.HTML(b.String()), Sentence: []theme.Words{{quoted("40家"), said("直属商会中，")[0]}, {quoted("34家"), said("建有党组织，")[0]}, {said("组建率")[0], quoted("85%"), said("。")[0]}},
		Sum:    []theme.Figure{figure("a", "建立党支部的商会", "28", "家"), figure("b", "建立联合党支部的商会", "6", "家"), figure("c", "建有党组织的商会", "34", "家")},
		Key:    []theme.Figure{{Name: "solid", Label: "党支部", Text: "28家"}, {Name: "hatched", Label: "联合党支部", Text: "6家"}, {Name: "outlined", Label: "未建立，党建指导员联系", Text: "6家"}},
		Source: "2022年上半年", URL: "statistics.html"}
}

var contents = []theme.Heading{
	{ID: "一", Text: "一、推进党组织组建工作", Level: 2, Children: []theme.Heading{{ID: "一一", Text: "党建入章", Level: 3}, {ID: "一二", Text: "应建尽建", Level: 3}}},
	{ID: "二", Text: "二、强化政治建设，提升引领力", Level: 2}, {ID: "三", Text: "三、严格落实组织生活制度", Level: 2},
}

const body template.HTML = `<p>积极探索构建统筹协调、上下联动、共同推进的党建工作长效机制。推进“党建入章”，指导商会将坚持党的领导、成立党的组织、发挥党组织作用、提供必要工作经费等内容写入商会章程。按照“应建尽建”的原则，指导新成立商会同步成立党组织。</p>
<h2 id="一">一、推进党组织组建工作</h2>
<p>40家直属商会中，有<a class="figure" href="statistics.html">28家</a>商会建立了党支部、6家商会建立联合党支部，党组织组建率<a class="figure" href="statistics.html">85%</a>；商会现有党员<strong><a class="figure" href="statistics.html">362人</a></strong>。选派3名商会行业党委委员作为党建指导员，联系帮助未成立党组织的6家商会，实现了党的工作“全覆盖”。见<a href="page.html">有关做法</a>和<a href="https://example.org/">外部说明</a>。</p>
<h3 id="一一">党建入章</h3>
<p>市<span class="mask"><span aria-hidden="true">*</span><span class="sr">某</span></span>商会在会员企业中开展<em>共产党员带头亮牌诚信经营</em>活动——主动亮身份、亮责任、树形象、当先锋……被简报刊发<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>。</p>
<ul><li>主动亮身份</li><li>亮责任，把责任写在牌子上，挂在门口，请顾客和会员企业监督，并在季度评议中公开结果</li><li>树形象<ul><li>第二层</li></ul></li></ul>
<ol><li>同时筹备</li><li>同时上报</li><li>同时审批</li></ol>
<h3 id="一二">应建尽建</h3>
<blockquote><p>做到商会组织和商会党组织同时筹备、同时上报、同时审批、同时成立。</p></blockquote>
<h2 id="二">二、强化政治建设，提升引领力</h2>
<figure><img src="sample.svg" alt="会场" width="800" height="500" loading="lazy"><figcaption>民企大讲堂现场，主讲人正在授课</figcaption></figure>
<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead><tr><th>活动</th><th class="right">期数</th><th>主题</th><th>承办单位</th><th>地点</th></tr></thead><tbody><tr><td>会长之家</td><td class="right">2</td><td>走进**话发展，牵线搭桥助招商</td><td>市商会行业党委</td><td>市工商联</td></tr><tr><td>民企大讲堂</td><td class="right">3</td><td>助企纾困政策宣讲</td><td>市商会行业党委</td><td>市工商联</td></tr></tbody></table></div>
<h2 id="三">三、严格落实组织生活制度</h2>
<p>严格执行<code>三会一课</code>、生活会、谈心谈话、民主评议、主题党日等制度。</p>
<pre><code>28 + 6 = 34
34 ÷ 40 = 85%
</code></pre>
<dl><dt>四个同时</dt><dd>同时筹备、同时上报、同时审批、同时成立。</dd></dl>
<hr>
<p>以上。</p>
<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>见市下基层察民情解民忧暖民心实践活动简报。<a href="#fnref:1" class="footnote-backref" role="doc-backlink">↩</a></p></li></ol></div>`
