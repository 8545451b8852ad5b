package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What pages of other kinds are made of; see garden.planted.
var (
	gardenSeries   = []string{"讲堂", "拉练"}
	gardenChambers = []string{"子商会", "丑商会", "寅商会"}
	gardenForms    = []string{"党支部", "联合党支部"}
	gardenStates   = []string{"推荐", "参评", "获评"}
)

// plant adds pages of every kind with their relations, covers, files and fields, a part of a section, a kind of the
// site's own, and a menu that leads to a page.
func (g *garden) plant() {
	config := string(g.read("content/site.toml"))
	g.write("content/site.toml", config+`[[home.blocks]]
type = "cards"
title = "案例"
section = "cases"
count = 2
[[menu]]
title = "关于"
target = "about.md"
[kinds.project]
label = "项目"
folder = "projects"
[[kinds.project.fields]]
name = "budget"
label = "经费"
type = "number"
[[kinds.project.fields]]
name = "begun"
label = "开始"
type = "date"
[[kinds.project.fields]]
name = "steps"
label = "步骤"
type = "rows"
[[kinds.project.fields.columns]]
name = "what"
label = "事项"
[[kinds.project.fields]]
name = "by"
label = "承办"
type = "relation"
of = "branch"
`)
	for _, kind := range []string{"chamber", "brand", "activity", "series", "notice", "honour", "plan", "project"} {
		g.write("content/"+kind+"/_index.md", "+++\ntitle = \""+kind+"\"\nkind = \""+kind+"\"\nsummary = \"概要，党员{{members}}\"\n+++\n\n引言。\n")
	}
	g.write("content/news/part/_index.md", "+++\ntitle = \"专栏\"\nkind = \"news\"\n+++\n")
	g.write("content/about.md", "+++\ntitle = \"关于\"\n+++\n\n文字。\n")
	g.write("content/contact.md", "+++\ntitle = \"联系\"\nlinkTitle = \"找我们\"\n+++\n\n文字。\n")
	g.write("content/notice/n0/表.txt", "一张表。\n")
	g.write("content/notice/表.txt", "又一张表。\n")
	g.photo("content/cases/合影.jpg", 90, 60, 1)
	g.photo("content/activity/授牌.jpg", 60, 90, 1)
	for _, name := range g.planted() {
		g.sow(name)
	}
}

// planted are the pages that plant adds and sow writes anew.
func (g *garden) planted() (out []string) {
	for kind, n := range map[string]int{"chamber": 3, "brand": 3, "activity": 6, "series": 2, "honour": 4, "plan": 3, "project": 3, "news/part": 3, "notice": 2} {
		for i := range n {
			out = append(out, fmt.Sprintf("content/%s/p%d.md", kind, i))
		}
	}
	out = append(out, "content/notice/n0/index.md")
	slices.Sort(out)
	return out
}

// sow writes a page of plant's with other values.
func (g *garden) sow(name string) {
	kind, n := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "content/"), int(name[len(name)-4]-'0')
	title := fmt.Sprintf("%s%d", kind, g.r.IntN(50))
	var fields string
	add := func(format string, args ...any) { fields += fmt.Sprintf(format+"\n", args...) }
	maybe := func(format string, args ...any) {
		if g.r.IntN(3) > 0 {
			add(format, args...)
		}
	}
	switch kind {
	case "chamber":
		title = gardenChambers[n]
		add("form = %q", pick(g, gardenForms))
		maybe("branch = %q", pick(g, gardenBranches))
	case "brand":
		add("branch = %q\nslogan = \"口号%d，党员{{members}}\"", gardenBranches[n], g.r.IntN(9))
		maybe("chamber = %q", pick(g, gardenChambers))
		maybe("measures = [\"做法%d\", \"党员{{members}}\"]", g.r.IntN(9))
	case "activity":
		add("date = 2022-%02d-01\nseries = %q\nsession = %d", 1+g.r.IntN(6), pick(g, gardenSeries), 1+g.r.IntN(99))
		maybe("chamber = %q", pick(g, gardenChambers))
		maybe("place = \"地点%d\"", g.r.IntN(9))
		maybe("photos = [\"授牌.jpg\"]")
	case "series":
		title = gardenSeries[n]
		maybe("unit = %q", pick(g, []string{"次", "讲"}))
	case "honour":
		add("person = \"某%d\"\nstatus = %q", g.r.IntN(9), pick(g, gardenStates))
		maybe("branch = %q", pick(g, gardenBranches))
	case "plan":
		maybe("status = %q\nprogress = %d", pick(g, []string{"计划", "进行", "完成"}), g.r.IntN(100))
	case "project":
		add("budget = %d\nbegun = 2022-0%d-01\nby = %q", g.r.IntN(9), 1+g.r.IntN(9), pick(g, gardenBranches))
		add("[[steps]]\nwhat = \"第%d步，党员{{members}}\"", g.r.IntN(9))
	case "notice":
		add("date = 2022-06-0%d\nattachments = [\"n0/表.txt\", \"表.txt\"]", 1+g.r.IntN(9))
	case "notice/n0":
		title = fmt.Sprintf("附表的通知%d", g.r.IntN(9))
		add("date = 2022-06-01\nattachments = [\"表.txt\"]")
		maybe("slug = \"n%d\"", g.r.IntN(9))
	case "news/part":
		maybe("date = 2022-05-%02d\ntags = [%q, %q]\ncover = \"../../cases/合影.jpg\"\ncover_alt = \"合影\"", 1+g.r.IntN(28), pick(g, gardenTags), pick(g, gardenTags))
	}
	var front string
	for _, line := range []string{"summary = \"概要%d\"", "weight = %d", "linkTitle = \"短%d\"", "updated = 2022-06-0%d", "author = \"作者%d\"", "sample = true # %d", "draft = true # %d"} {
		if g.r.IntN(6) == 0 {
			front += fmt.Sprintf(line, 1+g.r.IntN(9)) + "\n"
		}
	}
	body := fmt.Sprintf("第一段%d。\n\n见[支部](/branches/b%d.md)。\n", g.r.IntN(9), g.r.IntN(3))
	if kind == "project" {
		front, fields = front+strings.SplitAfter(fields, "[[steps]]")[0], strings.SplitAfter(fields, "[[steps]]")[1]
	}
	g.write(name, fmt.Sprintf("+++\ntitle = %q\n%s%s+++\n\n%s", title, front, fields, body))
}

// tend changes something of what was planted, or of what every page shows, and says what.
func (g *garden) tend() string {
	switch name := pick(g, g.planted()); g.r.IntN(9) {
	case 0:
		section := "content/" + pick(g, []string{"news", "cases", "branches", "brand", "activity", "news/part", "notice"}) + "/_index.md"
		text := string(g.read(section))
		key := pick(g, []string{"linkTitle", "weight", "summary", "cover", "slug"})
		value := map[string]string{"linkTitle": fmt.Sprintf("\"栏%d\"", g.r.IntN(9)), "weight": fmt.Sprint(1 + g.r.IntN(9)), "summary": fmt.Sprintf("\"栏目概要%d\"", g.r.IntN(9)),
			"cover": "\"/cases/合影.jpg\"\ncover_alt = \"合影\"", "slug": "\"lan-" + strings.ReplaceAll(strings.TrimPrefix(filepath.Dir(section), "content/"), "/", "-") + "\""}[key]
		if !strings.Contains(text, key+" = ") {
			text = strings.Replace(text, "+++\n", "+++\n"+key+" = "+value+"\n", 1)
		} else {
			text = strings.Replace(text, "title = \"", "title = \"新", 1)
		}
		g.write(section, text)
		return key + " of " + section
	case 1:
		g.write("content/contact.md", fmt.Sprintf("+++\ntitle = \"联系%d\"\n+++\n\n文字。\n", g.r.IntN(9)))
		return "footer link"
	case 2:
		config := string(g.read("content/site.toml"))
		if at := strings.Index(config, "title = \"关于"); at >= 0 {
			g.write("content/site.toml", config[:at]+"title = \"关于我们"+config[at+len("title = \"关于"):])
		}
		return "menu"
	case 3:
		os.Remove(g.file(name))
		return "planted page deleted: " + name
	default:
		g.sow(name)
		return "planted page: " + name
	}
}
