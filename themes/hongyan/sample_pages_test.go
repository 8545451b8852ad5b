package hongyan_test

import (
	"fmt"
	"html/template"

	"qizhi/generator/theme"
)

// page is a page of a kind with everything that any page can have.
func (s sampler) page(kind, label, title string, fields []string, facts ...theme.Fact) *theme.PageView {
	section := linkTo(label, "section.html")
	previous, next := linkTo(titles[2], "page.html"), linkTo(titles[7], "page.html")
	return &theme.PageView{
		Base: s.base(title, label, section), Kind: kind, KindLabel: label, Summary: summaries[0],
		Date: half, Updated: june, Source: "市商会行业党委", Author: "宣传干事", Editor: "责编*", FieldNames: fields, Facts: facts,
		Body: body, Tags: []theme.Link{link("诚信经营"), link("主题党日"), link("一支部一特色")},
		Related: cards(4, nil), Previous: &previous, Next: &next, Position: 3, Of: 12,
	}
}

func fact(name, label string, v []theme.Value) theme.Fact {
	return theme.Fact{Name: name, Label: label, Values: v}
}

func long(name, label string, paragraphs ...string) theme.Fact {
	f := theme.Fact{Name: name, Label: label}
	for _, p := range paragraphs {
		f.Long = append(f.Long, said(p))
	}
	return f
}

func (s sampler) kinds() []sheet {
	page := s.page("page", "关于", "关于我们", nil)
	page.Contents, page.Cover, page.Lead = contents, picture("办公楼", 1200, 750), "市商会行业党委由市工商联党组领导，联系、指导和服务40家直属商会。"
	page.Photos = gallery(5)
	page.Attachments = []theme.Attachment{{Title: "组织机构图", URL: "a.pdf", Type: "PDF", Size: "1.2 MB", Name: "组织机构图.pdf"}, {Title: "联系表", URL: "b.xlsx", Type: "XLSX", Size: "18 KB"}}

	news := s.page("news", "工作动态", titles[0], []string{"branch"}, fact("branch", "党组织", linked("市*市场商会党支部")))
	news.Lead = summaries[0]
	news.Corrections = []theme.Correction{{Date: june, Was: "15名", Now: "16名", Reason: "统计口径有误"}}
	news.Sample = true

	notice := s.page("notice", "通知公告", "关于报送2022年上半年党建工作总结的通知", []string{"contact"}, fact("contact", "联系人", values("办公室")))
	notice.Expires = theme.Date{Text: "2022年7月15日", Machine: "2022-07-15"}
	notice.Expired = true
	notice.Attachments = page.Attachments

	return []sheet{
		{"page", "page", page}, {"news", "news", news}, {"notice", "notice", notice},
		{"chamber", "chamber", s.chamber()}, {"branch", "branch", s.branch()}, {"brand", "brand", s.brand()},
		{"case", "case", s.caseStudy()}, {"activity", "activity", s.activity()}, {"series", "series", s.series()},
		{"honour", "honour", s.honour()}, {"handbook", "handbook", s.handbook()}, {"plan", "plan", s.plan()},
	}
}

func (s sampler) chamber() *theme.PageView {
	v := s.page("chamber", "直属商会", "示例商会三十一", []string{"form", "branch", "instructor"},
		fact("form", "组建形式", choice("joint", "联合党支部")), fact("branch", "党组织", linked("示例联合党支部")))
	v.Sample, v.Grid, v.Tags, v.Editor = true, grid(31), nil, ""
	v.Body = "<p>示例商会成立于示例年，现有会员企业若干家。</p>"
	v.Relations = []theme.Group{group("branch", "党组织", cards(1, nil)), group("activities", "活动", cards(3, nil))}
	return v
}

func (s sampler) branch() *theme.PageView {
	v := s.page("branch", "党组织", "市*市场商会党支部", []string{"form", "chambers", "secretary", "role", "members"},
		fact("form", "组建形式", choice("branch", "党支部")), fact("chambers", "所属商会", []theme.Value{{Text: "市*市场商会", URL: "chamber.html"}, {Text: "示例商会二", URL: "chamber.html"}}),
		fact("secretary", "书记", values("某同志")), fact("role", "书记在商会的职务", values("副会长")), fact("members", "党员人数", values("16")))
	v.Body = "<p>支部以市场商户为主体。</p>"
	v.Relations = []theme.Group{group("brands", "一支部一特色", cards(1, nil)), group("cases", "一支部一案例", cards(2, covered)), group("activities", "活动", cards(9, nil))}
	return v
}

func covered(i int, c *theme.Card) { c.Cover = picture("现场照片", 800, 600) }

func measures(name, label string) theme.Fact {
	return fact(name, label, values("主动亮身份", "亮责任", "树形象", "当先锋"))
}

func (s sampler) brand() *theme.PageView {
	v := s.page("brand", "一支部一特色", "共产党员带头亮牌诚信经营", []string{"branch", "slogan", "measures", "press"},
		fact("branch", "党组织", linked("市*商会党支部")), fact("slogan", "口号", values("亮牌经营，诚信兴商")), measures("measures", "做法"),
		fact("press", "报道", values("市下基层察民情解民忧暖民心实践活动简报")))
	v.Relations = []theme.Group{group("cases", "案例", cards(2, nil))}
	return v
}

func (s sampler) caseStudy() *theme.PageView {
	v := s.page("case", "一支部一案例", "“四步亮牌”工作法：把诚信写在门口", []string{"branch", "brand", "problem", "method", "result", "evidence"},
		fact("branch", "党组织", linked("市*商会党支部")), fact("brand", "所属品牌", linked("共产党员带头亮牌诚信经营")),
		long("problem", "问题", "会员企业分散经营，党员身份不亮，作用不显。", "顾客投诉多集中在明码标价和售后两个环节。"),
		long("method", "支部工作法", "第一步亮身份，第二步亮责任，第三步树形象，第四步当先锋。"),
		long("result", "成效", "投诉减少，回头客增多（示例）。"), fact("evidence", "佐证", values("承诺书样本", "授牌照片")))
	v.Sample, v.Cover, v.Body = true, picture("授牌", 1200, 800), ""
	return v
}

func (s sampler) activity() *theme.PageView {
	v := s.page("activity", "活动", "走进**话发展，牵线搭桥助招商", []string{"series", "session", "place", "host", "participants"},
		fact("series", "系列", []theme.Value{{Text: "会长之家", URL: "series.html"}}), fact("session", "期次", values("1")),
		fact("place", "地点", values("市工商联会议室")), fact("host", "主办", values("市商会行业党委")), fact("participants", "参加人员", values("直属商会会长、党支部书记")))
	v.Cover = picture("会场", 1200, 675)
	return v
}

func session(i int, c *theme.Card) { c.Session, c.Ordinal = i+1, fmt.Sprintf("第%d期", i+1) }

func (s sampler) series() *theme.PageView {
	v := s.page("series", "系列活动", "民企大讲堂", []string{"host"}, fact("host", "主办", values("市商会行业党委")))
	v.Body, v.Tags = "<p>凸显民营企业家主体作用，推进党的理论、党的政策进商会。</p>", nil
	v.Relations = []theme.Group{group("sessions", "历次活动", cards(3, session))}
	v.Relations[0].Count = "3期"
	return v
}

func (s sampler) honour() *theme.PageView {
	v := s.page("honour", "先锋模范", "推荐参评全市“最美退役军人”", []string{"person", "role", "award", "status", "branch"},
		fact("person", "姓名", values("*")), fact("role", "职务", values("市*商会副会长、党支部书记")), fact("award", "荣誉", values("全市“最美退役军人”")), fact("status", "状态", choice("recommended", "推荐")))
	v.Body = "<p>市*商会副会长、党支部书记*等人参评。</p>"
	return v
}

func (s sampler) handbook() *theme.PageView {
	v := s.page("handbook", "应知应会", "三会一课", nil)
	v.Lead = "支部党员大会、支部委员会、党小组会和党课。"
	for i, t := range []string{"党建入章", "双向进入、交叉任职", "三会一课", "四个同时", "年度述职", "“1+1+N”三级联动体系"} {
		l := linkTo(t, "handbook.html")
		l.Current = i == 2
		v.Siblings = append(v.Siblings, l)
	}
	whole := linkTo("应知应会", "section-handbook.html")
	v.Whole = &whole
	v.Editor, v.Tags = "", nil
	return v
}

func (s sampler) plan() *theme.PageView {
	v := s.page("plan", "工作安排", "全面提升商会党建“两个全覆盖”质量", []string{"period", "item", "status", "measures", "progress"},
		fact("period", "时间", values("2022年下半年")), fact("status", "状态", choice("running", "进行")), fact("progress", "进度", values("40")),
		fact("measures", "措施", values("做到商会组织和商会党组织同时筹备、同时上报、同时审批、同时成立", "尽量采取单独组建党支部设置方式", "落实商会党建工作年度述职制度")))
	v.Body = ""
	return v
}

func (s sampler) section(title, kind string, list []theme.Card) *theme.SectionView {
	return &theme.SectionView{Base: s.base(title, title), Kind: kind, KindLabel: title, Summary: "上半年的工作，一件一件记在这里。", Cards: list, Total: len(list)}
}

func (s sampler) sections() []sheet {
	news := s.section("工作动态", "news", cards(20, func(i int, c *theme.Card) {
		if i%3 == 0 {
			c.Cover = picture("现场照片", 800, 600)
		}
		c.Sample = i == 4
	}))
	news.Pager = &theme.Pager{Number: 4, Of: 12, Previous: "a.html", Next: "b.html"}
	for _, n := range []string{"1", "", "2", "3", "4", "5", "6", "", "12"} {
		news.Pager.Pages = append(news.Pager.Pages, theme.Link{Title: n, URL: "section.html", Current: n == "4"})
	}
	plain := s.section("党支部工作法与一支部一案例材料汇编", "page", cards(7, nil))
	plain.Intro, plain.Children = "<p>栏目说明：收录各党支部报送的材料。</p>", cards(2, nil)

	series := s.section("系列活动", "series", cards(3, func(i int, c *theme.Card) {
		c.Title, c.Date = []string{"会长之家", "民企大讲堂", "党建拉练"}[i], theme.Date{}
	}))
	cases := s.section("一支部一案例", "case", cards(5, func(i int, c *theme.Card) {
		c.Sample = true
		if i < 2 {
			covered(i, c)
		}
	}))
	return []sheet{
		{"section", "section", news}, {"section-plain", "section", plain}, {"section-chamber", "section-chamber", s.chambers()},
		{"section-branch", "section-branch", s.branches()}, {"section-brand", "section-brand", s.brands()}, {"section-case", "section-case", cases},
		{"section-activity", "section-activity", s.activities()}, {"section-series", "section-series", series}, {"section-honour", "section-honour", s.honours()},
		{"section-handbook", "section-handbook", s.book()}, {"section-plan", "section-plan", s.plans()},
	}
}

func (s sampler) chambers() *theme.SectionView {
	name := func(i int, c *theme.Card) {
		c.Title, c.Summary, c.Date, c.Sample, c.URL = fmt.Sprintf("示例%s商会", []string{"物流", "建材市场", "餐饮与住宿行业", "农产品"}[i%4]), "", theme.Date{}, true, "chamber.html"
	}
	v := s.section("直属商会", "chamber", nil)
	v.Grid, v.Total = grid(0), 40
	v.Groups = []theme.Group{group("branch", "党支部", cards(28, name)), group("joint", "联合党支部", cards(6, name)), group("none", "未建立", cards(6, func(i int, c *theme.Card) {
		name(i, c)
		c.Facts = []theme.Fact{fact("instructor", "党建指导员", values("示例指导员"))}
	}))}
	return v
}

func (s sampler) branches() *theme.SectionView {
	return s.section("党组织", "branch", cards(9, func(i int, c *theme.Card) {
		c.Title, c.Date, c.Sample = fmt.Sprintf("示例商会%d党支部", i+1), theme.Date{}, true
		c.Facts = []theme.Fact{fact("form", "组建形式", choice("joint", "联合党支部")), fact("chambers", "所属商会", linked("示例商会一")), fact("secretary", "书记", values("示例同志")), fact("members", "党员人数", values("12"))}
	}))
}

func (s sampler) brands() *theme.SectionView {
	return s.section("一支部一特色", "brand", cards(2, func(i int, c *theme.Card) {
		c.Title = []string{"共产党员带头亮牌诚信经营", "红色驿站：把支部建在物流线上（示例）"}[i]
		c.Facts = []theme.Fact{fact("slogan", "口号", values("亮牌经营，诚信兴商")), measures("measures", "做法")}
		c.Sample = i == 1
	}))
}

func (s sampler) activities() *theme.SectionView {
	v := s.section("活动", "activity", cards(12, nil))
	v.Groups = []theme.Group{{Name: "series", Title: "会长之家", URL: "series.html", Count: "2期", Cards: cards(2, session)}, {Name: "series", Title: "民企大讲堂", URL: "series.html", Count: "3期", Cards: cards(3, session)}, {Name: "series", Title: "党建拉练", URL: "series.html", Count: "2期", Cards: cards(2, session)}}
	return v
}

func (s sampler) honours() *theme.SectionView {
	v := s.section("先锋模范", "honour", nil)
	v.Groups, v.Total = []theme.Group{group("recommended", "推荐", cards(3, func(i int, c *theme.Card) {
		c.Title = "市*商会副会长、党支部书记*"
		c.Facts = []theme.Fact{fact("role", "职务", values("市*商会副会长、党支部书记")), fact("award", "荣誉", values("全市“最美退役军人”"))}
	}))}, 3
	return v
}

func (s sampler) book() *theme.SectionView {
	chapters := []string{"党建入章", "双向进入、交叉任职", "三会一课", "四个同时", "年度述职", "“1+1+N”三级联动体系"}
	v := s.section("商会工作应知应会手册", "handbook", cards(len(chapters), func(i int, c *theme.Card) { c.Title, c.URL = chapters[i], "handbook.html" }))
	v.Intro = "<p>本手册由市商会行业党委编印，提供商会党建等业务实操指导。</p>"
	return v
}

func (s sampler) plans() *theme.SectionView {
	names := []string{"深入学习贯彻党的二十大、省第十二次党代会精神", "全面提升商会党建“两个全覆盖”质量", "逐步构建党群一体化建设格局", "创新开展党建活动，探索打造党建品牌"}
	v := s.section("下半年工作安排", "plan", cards(4, func(i int, c *theme.Card) {
		c.Title, c.Status = names[i], []*theme.Value{planned, {Name: "running", Text: "进行"}, {Name: "done", Text: "完成"}, planned}[i]
		c.Facts = []theme.Fact{measures("measures", "措施")}
		if i == 1 {
			c.Facts = append(c.Facts, fact("progress", "进度", values("40")))
		}
	}))
	v.Groups = []theme.Group{group("planned", "计划", cards(2, nil)), group("running", "进行", cards(1, nil)), group("done", "完成", cards(1, nil))}
	return v
}

// chart is a plain bar chart in the classes of package chart.
const chart template.HTML = `<svg class="chart chart-bar" viewBox="0 0 440 150" font-size="20" fill="currentColor" role="img" aria-label="三项人数"><path class="rule" d="M120 10V140" stroke="currentColor"/><g class="s1"><rect x="120" y="20" width="250" height="24"/></g><g class="s1"><rect x="120" y="64" width="21" height="24"/></g><g class="s1"><rect x="120" y="108" width="59" height="24"/></g><text x="0" y="39">党员</text><text x="0" y="83">预备党员</text><text x="0" y="127">积极分子</text><text class="value" x="376" y="39">362人</text><text class="value" x="147" y="83">31人</text><text class="value" x="185" y="127">85人</text></svg>`
