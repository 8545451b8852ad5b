package content

import (
	"reflect"
	"strings"
	"testing"

	"qizhi/generator/diag"
)

const everyKey = `+++
title = "共产党员带头亮牌"
kind = "case"
date = 2022-06-30
updated = 2022-07-01T10:30:00+08:00
expires = "2022-H2"
period = "2022年上半年"
summary = "现有党员{{members}}"
tags = ["亮牌", "诚信", "亮牌", " "]
slug = "liang-pai"
aliases = ["old/a.html"]
draft = true
weight = 3
cover = { src = "封面.jpg", alt = "授牌现场" }
author = ["张三", "李四"]
source = "简报"
editor = "王五"
index = "DJ-2022-001"
sample = true
qr = true
ignore = ["markdown/mask"]
withdrawn = "内容有误"
branch = "第一支部"

[[reviews]]
stage = "初审"
by = "赵六"
date = 2022-06-29
digest = "abc"

[[corrections]]
date = 2022-07-02
was = "40家"
now = "41家"
reason = "统计口径"

[params]
colour = "red"
list = [1, "二"]
+++
正文
`

func TestFrontMatter(t *testing.T) {
	doc, _ := Parse("cases/a.md", []byte(everyKey))
	if len(doc.Diagnostics) != 0 {
		t.Fatal(doc.Diagnostics)
	}
	got := doc.Front
	day := func(year int16, month, day int8) Date {
		return Date{Precision: Day, Year: year, Month: month, Day: day}
	}
	want := FrontMatter{
		Title: "共产党员带头亮牌", Kind: "case", Date: day(2022, 6, 30),
		Updated: Date{Precision: Minute, Year: 2022, Month: 7, Day: 1, Hour: 10, Minute: 30, Offset: 480, Zoned: true}, Expires: Date{Precision: Half, Year: 2022, Month: 7}, Period: "2022-H1",
		Summary: "现有党员{{members}}", Tags: []string{"亮牌", "诚信"}, Slug: "liang-pai", Aliases: []string{"old/a.html"},
		Draft: true, Weight: 3, Cover: "封面.jpg", CoverAlt: "授牌现场", Author: "张三、李四", Source: "简报", Editor: "王五",
		Index: "DJ-2022-001", Sample: true, QR: true, Ignore: []string{"markdown/mask"}, Withdrawn: "内容有误",
		Reviews:     []Review{{"初审", "赵六", day(2022, 6, 29), "abc"}},
		Corrections: []Correction{{day(2022, 7, 2), "40家", "41家", "统计口径"}},
		Params:      map[string]any{"colour": "red", "list": []any{int64(1), "二"}},
	}
	if len(got.Fields) != 1 || got.Fields[0].Key != "branch" || got.Fields[0].Value.Data != "第一支部" ||
		got.Fields[0].Place.Line != 23 || got.Fields[0].Place.Column != 10 || got.Fields[0].Place.Width != 6 || got.Fields[0].At.Column != 1 {
		t.Errorf("fields %+v", got.Fields)
	}
	if p, _ := got.Places.Of("date"); p.Path != "content/cases/a.md" || p.Line != 4 || p.Column != 8 || p.Excerpt != "date = 2022-06-30" || p.Width != 10 {
		t.Errorf("date is at %+v", p)
	}
	if doc.Lead != 41 || doc.ReviewDigest != ReviewDigest(doc.Front, "正文") {
		t.Errorf("lead %d, digest %q", doc.Lead, doc.ReviewDigest)
	}
	if len(got.AliasPlaces) != 1 || got.AliasPlaces[0].Line != 11 || got.AliasPlaces[0].Column != 12 {
		t.Errorf("aliases are at %+v", got.AliasPlaces)
	}
	got.Fields, got.Places, got.AliasPlaces = nil, nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// What comes from a Hugo site keeps its meaning.
func TestHugoNames(t *testing.T) {
	doc, _ := Parse("a.md", []byte(`---
Title: 关于 我们
date: 2022-06-30T23:00:00Z
publishDate: 2022-07-02
lastMod: 2022-07-03
expiryDate: 2023-01-01
Description: 说明
Tags: 党建, 商会
draft: false
Weight: 2
slug: about
aliases:
  - /old/
cover: {image: a.jpg, alt: 图}
author: 张三
featured: true
---
正文
`))
	f := doc.Front
	if len(doc.Diagnostics) != 0 || f.Title != "关于 我们" || f.Date.ISO() != "2022-07-01T07:00+08:00" || f.Publish.ISO() != "2022-07-02" || f.Updated.ISO() != "2022-07-03" ||
		f.Expires.ISO() != "2023-01-01" || f.Summary != "说明" || !reflect.DeepEqual(f.Tags, []string{"党建", "商会"}) ||
		f.Weight != 2 || f.Slug != "about" || !reflect.DeepEqual(f.Aliases, []string{"/old/"}) || f.Cover != "a.jpg" || f.CoverAlt != "图" {
		t.Errorf("%+v\n%v", f, doc.Diagnostics)
	}
	if len(f.Fields) != 1 || f.Fields[0].Key != "featured" {
		t.Errorf("%+v", f.Fields)
	}
	doc, _ = Parse("a.md", []byte("---\ntitle: 甲\npublishDate: 2022-07-02\nurl: /about/\nlinkTitle: 短\ntags: [乙]\ncategories: [甲, 乙]\n---\n"))
	if f := doc.Front; f.Date.ISO() != "2022-07-02" || f.URL != "/about/" || f.LinkTitle != "短" || !reflect.DeepEqual(f.Tags, []string{"乙", "甲"}) || len(doc.Diagnostics) != 0 {
		t.Errorf("%+v %v", f, doc.Diagnostics)
	}
	doc, _ = Parse("a.md", []byte("---\ntitle: 2022\nsummary: 甲\ndescription: 乙\ndate: 2022-06-30T23:00:00Z\n---\n"))
	if f := doc.Front; f.Title != "2022" || f.Summary != "甲" || f.Date.ISO() != "2022-07-01T07:00+08:00" || len(doc.Diagnostics) != 0 {
		t.Errorf("%+v %v", f, doc.Diagnostics)
	}
}

// What stands below a section of TOML belongs to it: the advice is to move it, never to delete it.
func TestMisplaced(t *testing.T) {
	const correction, review = "[[corrections]]\ndate = 2022-06-30\nwas = '甲'\nnow = '乙'\n", "[[reviews]]\nstage = '初审'\nby = '张'\n"
	for in, want := range map[string]string{
		"+++\ntitle = '题'\n" + correction + "source = '某报'\n+++\n":    "source 写在 [[corrections]] 的下面，成了那一节的内容，没有起作用；把这一行移到 [[corrections]] 前面",
		"+++\ntitle = '题'\n" + review + "summary = '要点'\n+++\n":       "summary 写在 [[reviews]] 的下面，成了那一节的内容，没有起作用；把这一行移到 [[reviews]] 前面",
		"+++\ntitle = '题'\n" + review + "updated = 2022-06-30\n+++\n": "updated 写在 [[reviews]] 的下面，成了那一节的内容，没有起作用；把这一行移到 [[reviews]] 前面",
		"+++\ntitle = '题'\n" + correction + "reasn = '笔误'\n+++\n":     "不认识的名称 reasn；是不是 reason？",
	} {
		doc, _ := Parse("a.md", []byte(in))
		d := doc.Diagnostics
		if len(d) != 1 || d[0].Severity != diag.Warning || d[0].Message+"；"+d[0].Hint != want {
			t.Errorf("%q: %v\nwant %s", in, d, want)
		}
	}
}

// A setting that keeps a page from the public and has no effect where it stands must not let the page out.
func TestMisplacedPrivate(t *testing.T) {
	const review, yaml = "+++\ntitle = '题'\n[[reviews]]\nstage = '初审'\nby = '张'\n", "---\ntitle: 题\nreviews:\n  - stage: 初审\n    by: 张\n    "
	below := func(key, section string) string {
		return key + " 写在 " + section + " 的下面，成了那一节的内容，没有起作用，这一篇会公开；把这一行移到 " + section + " 前面"
	}
	for in, want := range map[string]string{
		review + "withdrawn = '有误'\n+++\n":                        below("withdrawn", "[[reviews]]"),
		review + "draft = true\n+++\n":                            below("draft", "[[reviews]]"),
		review + "expires = 2022-07-01\n+++\n":                    below("expires", "[[reviews]]"),
		review + "expiryDate = 2022-07-01\n+++\n":                 below("expiryDate", "[[reviews]]"),
		review + "publishDate = 2022-07-01\n+++\n":                below("publishDate", "[[reviews]]"),
		"+++\ntitle = '题'\n[params]\nwithdrawn = '有误'\n+++\n":     below("withdrawn", "[params]"),
		"+++\ntitle = '题'\n[cover]\nsrc = 'a'\ndraft=true\n+++\n": below("draft", "[cover]"),
		"+++\ntitle = '题'\n[[extra]]\nWithdrawn = '有误'\n+++\n":    below("Withdrawn", "[[extra]]"),
		yaml + "withdrawn: 有误\n---\n":                             "withdrawn 写在 reviews 的里面，成了它的内容，没有起作用，这一篇会公开；把这一行移到 reviews 前面，行首不空格",
	} {
		doc, _ := Parse("a.md", []byte(in))
		d := doc.Diagnostics
		if len(d) != 1 || d[0].Severity != diag.Error || d[0].Rule != "front-matter/misplaced" || d[0].Message+"；"+d[0].Hint != want {
			t.Errorf("%q: %v\nwant %s", in, d, want)
		}
	}
}

// A correction says what was wrong and what is right, and a withdrawal says why.
func TestRequired(t *testing.T) {
	cases := []struct{ in, want string }{
		{"+++\ntitle = '题'\n[[corrections]]\ndate = 2022-06-30\nwas = '甲'\n+++\n", "这条更正没有写 now（改成什么）；加一行 now = \"…\""},
		{"---\ntitle: 题\ncorrections:\n  - date: 2022-06-30\n    was: ' '\n    now: 乙\n---\n", "这条更正的 was（原来怎么写）是空的；写成 was: \"…\""},
		{"+++\ntitle = '题'\nwithdrawn = \"\"\n+++\n", "withdrawn 没有写撤下的原因；写上原因，例如 withdrawn = \"内容有误\"；不撤下就删去这一行"},
		{"---\ntitle: 题\nwithdrawn: \"\"\n---\n", "withdrawn 没有写撤下的原因；写上原因，例如 withdrawn: \"内容有误\"；不撤下就删去这一行"},
		{"---\ntitle: 题\ndraft: 也许\n---\n", "draft 的值是文字，不是所要的类型；写成 draft: true 或 draft: false"},
	}
	for _, c := range cases {
		doc, _ := Parse("a.md", []byte(c.in))
		d := doc.Diagnostics
		if len(d) != 1 || d[0].Severity != diag.Error || d[0].Message+"；"+d[0].Hint != c.want {
			t.Errorf("%q: %v\nwant %s", c.in, d, c.want)
		}
	}
}

func TestTitle(t *testing.T) {
	cases := []struct{ in, title, body string }{
		{"# 关于**我们**\n\n正文", "关于我们", "<p>正文</p>"},
		{"![徽章](a.svg)\n\n关于\n===\n\n## 情况", "关于", `⟦picture a.svg|徽章 alone⟧<h2 id="情况">情况</h2>`},
		{"---\n\n# 关于\n", "关于", "<hr>"},
		{"---\n\n# 关于\n\n甲\n\n---\n", "关于", "<hr><p>甲</p><hr>"},
		{"\n\n+++\ntitle = \" 关于  我们 \"\n+++\n正文", "关于 我们", "<p>正文</p>"},
		{"+++\ntitle = '{{members}}名党员'\n+++\n", "{{members}}名党员", ""},
	}
	for _, c := range cases {
		doc, body := Parse("a.md", []byte(c.in))
		if doc.Front.Title != c.title || shown(doc, body) != c.body || len(doc.Diagnostics) != 0 {
			t.Errorf("%q: %q %s %v", c.in, doc.Front.Title, shown(doc, body), doc.Diagnostics)
		}
	}
}

func TestBodyText(t *testing.T) {
	body, ok := BodyText("a.md", []byte("\uFEFF+++\r\ntitle = \"一\"\r\n+++\r\n正文  \r\n\r\n"))
	if !ok || body != "正文  \n\n" {
		t.Errorf("%q", body)
	}
	digest := func(body string) string { return ReviewDigest(FrontMatter{}, body) }
	if digest(body) != digest("正文") || digest("正文") == digest("正 文") || len(digest("")) != 32 {
		t.Error("the digest does not say what was read")
	}
}

func TestInline(t *testing.T) {
	text := "党员{{members}}，{{ 2022-H1.chambers:number }}家，{{ a b }}{{{x}}}"
	want := []Part{
		{Literal: "党员", At: 0, Len: 6}, {Figure: "members", At: 6, Len: 11}, {Literal: "，", At: 17, Len: 3},
		{Figure: "2022-H1.chambers:number", At: 20, Len: 29}, {Literal: "家，{{ a b }}{", At: 49, Len: 16}, {Figure: "x", At: 65, Len: 5}, {Literal: "}", At: 70, Len: 1},
	}
	got := Inline(text)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	var b strings.Builder
	for _, p := range got {
		b.WriteString(text[p.At : p.At+p.Len])
	}
	if b.String() != text || Inline("") != nil {
		t.Error("a gap")
	}
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("title = \"一\"\ndate = 2022-06-30\n", true)
	f.Add(strings.Trim(everyKey, "+\n"), true)
	f.Add("title: 一\ntags: [甲, 乙]\ncover: {src: a}\n", false)
	f.Add("标题：“一”\n日期：22/6/30\n", true)
	f.Add("title: &a [*a]\nparams: {a: *a}\n", false)
	f.Add("reviews = [1]\ncorrections = {}\nparams = 3\n", true)
	f.Fuzz(func(t *testing.T, settings string, toml bool) {
		fence := "---\n"
		if toml {
			fence = "+++\n"
		}
		doc, body := Parse("a.md", []byte(fence+settings+"\n"+fence+"正文\n"))
		check(t, doc, body)
		if doc.Front.Title == "" && !doc.Diagnostics.HasErrors() {
			t.Error("no title, and nothing said")
		}
		for _, d := range doc.Diagnostics {
			if d.Rule == "content/failed" {
				t.Error(d)
			}
		}
	})
}

// What is said of a title that is a heading points at the heading.
func TestTitlePlace(t *testing.T) {
	doc, _ := Parse("a.md", []byte("前言。\n\n#  会长之家 #\n"))
	if at, _ := doc.Front.Places.Of("title"); doc.Front.Title != "会长之家" || at.Line != 3 || at.Column != 4 || at.Width != 4 {
		t.Errorf("%q at %+v", doc.Front.Title, at)
	}
}

// A review is undone by an edit of what a reader reads, wherever it is written, and by nothing else.
func TestReviewDigest(t *testing.T) {
	const page = "+++\ntitle = '题'\nsummary = '要点'\nproblem = '难'\nmethod = ['一', '二']\ndate = 2022-06-30\n[[reviews]]\nstage = '初审'\nby = '张'\n+++\n文。\n"
	digest := func(source string) string {
		doc, _ := Parse("cases/a.md", []byte(source))
		return doc.ReviewDigest
	}
	for old, edited := range map[string]string{"'题'": "'新题'", "'要点'": "'新'", "'难'": "'易'", "'二'": "'三'", "文。": "文！", "problem": "result"} {
		if digest(strings.Replace(page, old, edited, 1)) == digest(page) {
			t.Errorf("%s is now %s, and the review still holds", old, edited)
		}
	}
	for old, edited := range map[string]string{"2022-06-30": "2022-07-01", "problem = '难'\nmethod = ['一', '二']": "method = [ \"一\",'二' ]\nproblem = \"难 \"",
		"'张'\n": "'张'\n[[corrections]]\ndate = 2022-07-01\nwas = '甲'\nnow = '乙'\n"} {
		if digest(strings.Replace(page, old, edited, 1)) != digest(page) {
			t.Errorf("%s is now %s, and undoes the review", old, edited)
		}
	}
}
