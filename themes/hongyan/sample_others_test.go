package hongyan_test

import (
	"fmt"
	"html/template"

	"qizhi/generator/theme"
)

func (s sampler) home() *theme.HomeView {
	more := func(title string) *theme.Link { l := linkTo(title, "section.html"); return &l }
	plans := s.plans().Cards
	for i := range plans {
		plans[i].Status = planned
	}
	lead := cards(4, func(i int, c *theme.Card) { c.Sample = i == 3 })
	activities := cards(3, func(i int, c *theme.Card) {
		c.Title, c.Session, c.Ordinal, c.Summary = titles[4+i], i+1, fmt.Sprintf("第%d期", i+1), ""
	})
	v := &theme.HomeView{Base: s.base("", "首页"), Intro: "<p>市商会行业党委根据市两新工委、市工商联党组安排，加强联系、指导和服务，积极推进直属商会党建工作。</p>", Blocks: []theme.HomeBlock{
		{Type: "grid", ID: "b1", Grid: grid(0)},
		{Type: "lead", ID: "b2", Title: "工作动态", More: more("全部动态"), Cards: lead},
		{Type: "brand", ID: "b3", Title: "一支部一特色", More: more("全部品牌"), Cards: s.brands().Cards[:1]},
		{Type: "figures", ID: "b4", Title: "数说党建", More: more("全部指标与来源"), Note: said("三项分别统计，不相加。"), Source: "2022年上半年",
			Figures: []theme.Figure{figure("members", "党员", "362", "人"), figure("probationary", "预备党员", "31", "人"), figure("activists", "入党积极分子", "85", "人")}},
		{Type: "cards", ID: "b5", Title: "一支部一案例", More: more("全部案例"), Cards: cards(3, func(i int, c *theme.Card) {
			c.Sample = true
			if i == 1 {
				covered(i, c)
			}
		})},
		{Type: "list", ID: "b6", Title: "活动", More: more("全部活动"), Cards: activities},
		{Type: "plans", ID: "b7", Title: "下半年工作安排", More: more("全部安排"), Cards: plans},
		{Type: "text", ID: "b8", Title: "关于我们", Text: said("市商会行业党委联系、指导和服务40家直属商会。")},
		{Type: "links", ID: "b9", Title: "常用", Links: []theme.Link{link("入党流程"), link("三会一课"), link("联系指导员")}},
	}}
	v.Breadcrumbs = nil
	return v
}

func (s sampler) statistics() *theme.StatisticsView {
	v := &theme.StatisticsView{Base: s.base("数说党建", "数说党建"), Period: "2022年上半年", Source: "上半年工作总结", Grid: grid(0),
		Periods: []theme.PeriodGroup{{Links: []theme.Link{{Title: "2022年上半年", URL: "statistics.html", Current: true}, linkTo("2021年下半年（示例）", "statistics.html")}}},
		Panels:  s.home().Blocks[3].Figures, PanelHead: "人数", PanelNote: "三项分别统计，不相加。",
		Charts:  []theme.Chart{{ID: "chart-1", Title: "党员队伍", Heading: said("党员队伍"), SVG: chart, Note: said("三项分别统计。"), Head: []string{"指标", "人数"}, Rows: cells([]string{"党员", "362"}, []string{"预备党员", "31"}, []string{"入党积极分子", "85"})}},
		Compare: &theme.Comparison{Head: []string{"指标", "2021年下半年（示例）", "2022年上半年", "增减"}, Rows: cells([]string{"直属商会（家）", "40", "40", "0"}, []string{"建立党支部的商会（家）", "27", "28", "+1"}, []string{"党员（人）", "355", "362", "+7（2.0%）"})},
		CSV:     "2022-H1.csv", JSON: "2022-H1.json",
		Changes: []theme.Correction{{Date: june, Was: "361人", Now: "362人", Reason: "漏计一人"}}}
	for i, name := range []string{"会长之家", "民企大讲堂", "党建拉练"} {
		row := theme.DotRow{Figure: figure(fmt.Sprint("flow", i), name, fmt.Sprint(2+i%2), "期")}
		for range 2 + i%2 {
			row.Dots = append(row.Dots, linkTo(titles[4+i], "activity.html"))
		}
		v.Dots = append(v.Dots, row)
	}
	members := figure("members", "党员", "362", "人")
	members.Quote, members.Change = "商会现有党员362人", said("比上期+7人（+2%）")
	rate := figure("rate", "党组织组建率", "85", "%")
	rate.Sum = "(28+6)÷40"
	v.Rows = []theme.StatisticsRow{
		{ID: "i-members", Figure: members, KindLabel: "时点数", Note: said("报告未说明是否包含预备党员。"), CitedBy: []theme.Link{link(titles[6]), link("上半年工作总结")}},
		{ID: "i-rate", Figure: rate, KindLabel: "推算", Sums: said("(28+6)÷40"), Formula: "(建立党支部的商会＋建立联合党支部的商会)÷直属商会"},
	}
	return v
}

func (s sampler) others() []sheet {
	term := &theme.TermView{Base: s.base("诚信经营", "", linkTo("标签", "terms.html")), Cards: cards(3, nil), Total: 3}
	terms := &theme.TermsView{Base: s.base("标签", "")}
	for i, name := range []string{"诚信经营", "主题党日", "一支部一特色", "党建拉练", "民企大讲堂", "会长之家", "应建尽建", "双向进入、交叉任职"} {
		terms.Terms = append(terms.Terms, theme.TermLink{Link: linkTo(name, "term.html"), Count: 12 - i})
	}
	site := &theme.MapView{Base: s.base("网站地图", "")}
	for _, l := range menu[1:] {
		m := theme.MapSection{Link: l, Pages: []theme.Link{link(titles[0]), link(titles[1])}}
		if l.Title == "应知应会" {
			m.Children, m.More = []theme.MapSection{{Link: link("制度"), Pages: []theme.Link{link("三会一课")}}}, 12
		}
		site.Sections = append(site.Sections, m)
	}
	lost := &theme.NotFoundView{Base: s.base("找不到这一页", ""), Sections: menu[1:]}
	lost.NoIndex = true
	whole := &theme.BookView{Base: s.base("商会工作应知应会手册（整本）", "应知应会"), Summary: "全书。", Intro: "<p>本手册供商会使用。</p>"}
	for i, title := range []string{"党建入章", "双向进入、交叉任职", "三会一课"} {
		id := fmt.Sprint("q-", i+1)
		whole.Chapters = append(whole.Chapters, theme.Chapter{ID: id, Title: title, URL: "handbook.html", Lead: "一句话说明。", Sample: i == 2,
			Body: template.HTML(`<h3 id="` + id + `-要求">要求</h3><p>将坚持党的领导写入商会章程。</p>`)})
	}
	whole.Chapters[1].Parts = []*theme.BookPart{{ID: "q-p1", Title: "制度", URL: "section.html", Lead: "一句话说明。", Sample: true, Intro: "<p>本编汇集各项制度。</p>"}}
	return []sheet{
		{"book", "book", whole},
		{"home", "home", s.home()}, {"statistics", "statistics", s.statistics()}, {"term", "term", term}, {"terms", "terms", terms},
		{"map", "map", site}, {"404", "404", lost}, {"search", "search", s.search()},
		{"redirect", "redirect", &theme.RedirectView{Base: s.base("旧网址", ""), URL: "page.html", Target: "关于我们"}},
		{"withdrawn", "withdrawn", &theme.WithdrawnView{Base: s.base("内容已撤下", "工作动态", linkTo("工作动态", "section.html")), Reason: "内容有误，正在核实", Date: june}},
	}
}

// sparse are the same layouts with nothing but what every site and page has.
func (s sampler) sparse() []sheet {
	chrome := &theme.Chrome{Lang: "zh-CN", Home: "home.html", Title: "商会党建", Style: s.theme.AssetPath("style.css")}
	base := theme.Base{Chrome: chrome, Title: "一页"}
	fields := []string{"form", "branch", "chambers", "slogan", "measures", "series", "session", "problem", "method", "result", "evidence", "award", "status", "progress"}
	var out []sheet
	for _, name := range []string{"page", "news", "notice", "chamber", "branch", "brand", "case", "activity", "series", "honour", "handbook", "plan"} {
		out = append(out, sheet{name + "-sparse", name, &theme.PageView{Base: base, FieldNames: fields}})
	}
	for _, kind := range []string{"", "-chamber", "-branch", "-brand", "-case", "-activity", "-series", "-honour", "-handbook", "-plan"} {
		one := &theme.SectionView{Base: base, Cards: []theme.Card{{Title: "唯一的一篇", URL: "page.html"}}, Total: 1}
		out = append(out, sheet{"section" + kind + "-empty", "section" + kind, &theme.SectionView{Base: base}}, sheet{"section" + kind + "-one", "section" + kind, one})
	}
	home := theme.Base{Chrome: chrome}
	lone := &theme.HomeView{Base: home, Blocks: []theme.HomeBlock{
		{Type: "lead", ID: "b1", Title: "工作动态", Cards: cards(1, nil)}, {Type: "cards", ID: "b2", Title: "案例", Cards: cards(1, nil)},
		{Type: "list", ID: "b3", Title: "活动", Cards: cards(1, nil)}, {Type: "figures", ID: "b4", Title: "数说党建", Figures: []theme.Figure{figure("m", "党员", "362", "人")}},
		{Type: "cards", ID: "b5", Title: "空的", Cards: nil}, {Type: "grid", ID: "b6"}}}
	return append(out, sheet{"home-empty", "home", &theme.HomeView{Base: home, Intro: "<p>欢迎。</p>"}}, sheet{"home-one", "home", lone},
		sheet{"statistics-sparse", "statistics", &theme.StatisticsView{Base: base}}, sheet{"term-sparse", "term", &theme.TermView{Base: base}},
		sheet{"terms-sparse", "terms", &theme.TermsView{Base: base}}, sheet{"map-sparse", "map", &theme.MapView{Base: base}},
		sheet{"search-sparse", "search", &theme.SearchView{Base: base}},
		sheet{"404-sparse", "404", &theme.NotFoundView{Base: base}}, sheet{"redirect-sparse", "redirect", &theme.RedirectView{Base: base, URL: "a.html", Target: "甲"}},
		sheet{"withdrawn-sparse", "withdrawn", &theme.WithdrawnView{Base: base}})
}

func (s sampler) search() *theme.SearchView {
	return &theme.SearchView{Base: s.base("搜索", "搜索"), Sections: menu[1:5], Tags: []theme.Link{link("诚信经营"), link("主题党日")}}
}
