package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
	"qizhi/generator/statistics"
)

// input reads a site from files written one behind the other, as txtar has them. The day is 2022-07-01.
func input(t testing.TB, files string) Input {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(files)).Files {
		name := filepath.Join(dir, "content", filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return inputOf(t, dir)
}

// inputOf reads the site in a folder.
func inputOf(t testing.TB, dir string) Input {
	t.Helper()
	in := Input{Snapshot: snapshot.Take(filepath.Join(dir, "content"), "content/"), Now: time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC)}
	var docs []*content.Document
	var figures []statistics.Source
	var all []*site.File
	config := site.ParseConfig(diag.NewText("content/site.toml", "title = \"站\"\n"), &in.Found)
	for _, s := range in.Snapshot.Sources {
		raw, err := s.Read()
		switch {
		case err != nil:
			t.Fatal(err)
		case s.Path == "site.toml":
			config = site.ParseConfig(decoded(s.Path, raw), &in.Found)
		case strings.HasSuffix(s.Path, ".toml"):
			figures = append(figures, statistics.Source{Path: s.Path, Text: string(raw)})
		case isArticle(s.Path):
			doc, _ := content.Parse(s.Path, raw)
			docs = append(docs, doc)
		default:
			all = append(all, &site.File{Path: s.Path, Size: s.Size})
		}
	}
	set, found := statistics.Load(figures)
	in.Found = append(in.Found, found...)
	in.Site = site.Resolve(site.Input{Config: config, Documents: docs, Files: all, Statistics: set, Now: in.Now})
	in.Found = append(in.Found, in.Site.Report()...)
	return in
}

// look checks a site and writes what this package's own rules say.
func look(t testing.TB, files string) string {
	var list diag.List
	for _, d := range Sources(input(t, files)) {
		r, ok := ruleNamed(d.Rule)
		if !ok && strings.Contains("personal page column heading link attachment review figure punctuation numeral term", strings.SplitN(d.Rule, "/", 2)[0]) {
			t.Errorf("%s is not in the table", d.Rule)
		}
		if ok && r.Severity != d.Severity {
			t.Errorf("%s is a %s", d.Rule, d.Severity.Name())
		}
		for _, own := range ownRules {
			if own.Name == d.Rule {
				list = append(list, d)
			}
		}
	}
	return said(list)
}

const aNews = "-- news/_index.md --\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n-- news/a.md --\n+++\ntitle = \"题\"\ndate = 2022-06-30\n"

// What a correction has replaced is a record: no rule of prose looks at it, and --fix leaves it.
func TestCorrectionsStand(t *testing.T) {
	const page = aNews + "source = \"某报\"\nauthor = \"张某\"\n[[corrections]]\ndate = 2022-07-01\nwas = \"共5万5千元,已到账\"\nnow = \"共5.6万元,已到账\"\nreason = \"笔误\"\n+++\n\n文。\n"
	if got, want := look(t, page), "content/news/a.md:9:14 punctuation/half-width 汉字之间用了半角逗号“,”"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	in := input(t, page)
	for _, c := range Mend(in.Site, in.Snapshot) {
		if !strings.Contains(c.Diff(false), "共5.6万元，") || strings.Contains(c.Diff(false), "共5万5千元，") {
			t.Error(c.Diff(false))
		}
	}
}

// aSet is a site's figures: 362 members in 2022-H1.
const aSet = "-- statistics/indicators.toml --\n[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 362\n"

func TestSources(t *testing.T) {
	for _, c := range []struct{ what, files, want string }{
		{"nothing", aNews + "source = \"某报\"\nauthor = \"张某\"\n+++\n\n文。\n", ""},
		{"origin of news", aNews + "+++\n\n文。\n", "content/news/a.md:2:0 page/author 没有写作者\ncontent/news/a.md:2:0 page/source 没有写来源"},
		{"the institution's own news", "-- site.toml --\ntitle = \"站\"\n[organisation]\nname = \"市商会\"\n" + aNews + "source = \"市商会\"\n+++\n", ""},
		{"a sample", aNews + "sample = true\n+++\n", ""},
		{"silenced for the page", aNews + "ignore = [\"page/author\", \"page/source\"]\n+++\n", ""},
		{"silenced for the site", "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [\"page/author\", \"page/source\"]\n" + aNews + "+++\n", ""},
		{"a notice", "-- notices/_index.md --\n+++\ntitle = \"通知\"\nkind = \"notice\"\n+++\n-- notices/a.md --\n+++\ntitle = \"题\"\ndate = 2022-06-30\n+++\n", ""},
		{"a cover", "-- a.jpg --\nx\n-- a.md --\n+++\ntitle = \"题\"\ncover = \"a.jpg\"\n+++\n", "content/a.md:3:9 page/cover-alt 封面图片没有文字说明，看不见图的人不知道是什么"},

		{"an empty column", "-- cases/_index.md --\n+++\ntitle = \"案例\"\nkind = \"case\"\n+++\n\n说明。\n", "content/cases/_index.md:2:9 column/empty 栏目“案例”里一篇也没有"},
		{"a column with drafts and a page of the future", "-- cases/_index.md --\n+++\ntitle = \"案例\"\nkind = \"case\"\n+++\n-- cases/a.md --\n+++\ntitle = \"甲\"\ndraft = true\n+++\n-- cases/b.md --\n+++\ntitle = \"乙\"\ndate = 2099-01-01\n+++\n",
			"content/cases/_index.md:2:9 column/empty 栏目“案例”里公开的一篇也没有，有 1 篇草稿，有 1 篇还没到发布的日子"},
		{"a column without pages that is a page", "-- about/_index.md --\n+++\ntitle = \"关于\"\n+++\n\n说明。\n", ""},
		{"an overdue column", strings.Replace(aNews, "2022-06-30", "2022-06-01", 1) + "source = \"某报\"\nauthor = \"张某\"\n+++\n", "content/news/_index.md:2:9 column/overdue 栏目“动态”已经 30 天没有更新，期限是 14 天"},
		{"with another limit", "-- site.toml --\ntitle = \"站\"\n[check.fresh]\nnews = 60\n" + strings.Replace(aNews, "2022-06-30", "2022-06-01", 1) + "source = \"某报\"\nauthor = \"张某\"\n+++\n", ""},
		{"a page half read", "-- news/_index.md --\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n-- news/a.md --\n+++\ntitle = “题”\n+++\n", ""},

		{"headings", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n## 甲\n\n#### 乙\n\n### 丙\n\n##### 丁\n", "content/a.md:7:6 heading/skip 标题从 2 级跳到了 4 级\ncontent/a.md:11:7 heading/skip 标题从 3 级跳到了 5 级"},
		{"headings below one of level 1", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n# 甲\n\n#### 乙\n", "content/a.md:7:6 heading/skip 标题从 1 级跳到了 4 级"},
		{"the first heading", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n### 甲\n", "content/a.md:5:5 heading/skip 标题从 1 级跳到了 3 级"},
		{"below headings that are to be lowered", "-- a.md --\n# 题\n\n### 甲\n\n# 乙\n\n### 丙\n\n# 丁\n\n#### 戊\n", "content/a.md:3:5 heading/skip 标题从 1 级跳到了 3 级\ncontent/a.md:11:6 heading/skip 标题从 1 级跳到了 4 级"},
		{"an empty heading", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n## 甲\n\n####  \n\n### 乙\n", ""},
		{"a title as a heading", "-- a.md --\n# 题\n\n## 甲\n", ""},

		{"links", "-- site.toml --\ntitle = \"站\"\n[[links]]\ntitle = \"甲\"\nurl = \"http://a.example/\"\n-- a.md --\n+++\ntitle = \"题\"\n+++\n\n[甲](http://a.example)、http://b.example、[乙](https://a.example)、http://127.0.0.1/、`http://a.example`\n",
			"content/a.md:5:5 link/http 链接没有加密（http://）\ncontent/a.md:5:23 link/http 链接没有加密（http://）\ncontent/site.toml:4:8 link/http 链接没有加密（http://）"},
		{"settings are text too", "-- a.md --\n+++\ntitle = \"甲,乙\"\nsummary = \"丙。。\"\nslug = \"jia\"\n[params]\nx = \"甲,乙\"\n+++\n", "content/a.md:2:11 punctuation/half-width 汉字之间用了半角逗号“,”\ncontent/a.md:3:13 punctuation/doubled 标点“。。”重复了"},
		{"YAML too", "-- a.md --\n---\ntitle: 甲,乙\n---\n", "content/a.md:2:9 punctuation/half-width 汉字之间用了半角逗号“,”"},
		{"a quotation stays", "-- statistics/indicators.toml --\n[members]\nlabel = \"党员,人\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 1\n[quotes]\nmembers = \"有,党员1人\"\n", "content/statistics/indicators.toml:2:12 punctuation/half-width 汉字之间用了半角逗号“,”"},
		{"terms", "-- site.toml --\ntitle = \"站\"\n[check.terms]\n\"帐号\" = \"账号\"\n-- a.md --\n+++\ntitle = \"帐号\"\n+++\n\n**帐**号与账号。\n", "content/a.md:2:10 term/wrong “帐号”是本站规定不用的写法\ncontent/a.md:5:3 term/wrong “帐号”是本站规定不用的写法"},
		{"silenced for a block", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n<!-- qizhi-ignore punctuation/half-width -->\n\n甲,乙\n\n丙,丁\n", "content/a.md:9:2 punctuation/half-width 汉字之间用了半角逗号“,”"},
		{"silenced in settings", "-- site.toml --\n# qizhi-ignore punctuation/half-width\ntitle = \"甲,乙\"\ndescription = \"甲,乙\" # qizhi-ignore punctuation/half-width\n", ""},

		{"figures", "-- statistics/indicators.toml --\n[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 362\n-- a.md --\n+++\ntitle = \"题\"\nsummary = \"党员361人\"\n+++\n\n现有**党员**363人，党员362人。\n",
			"content/a.md:3:14 figure/contradiction 党员写的是 361人，2022年上半年应为 362人\ncontent/a.md:6:9 figure/contradiction 党员写的是 363人，2022年上半年应为 362人"},

		{"figures of one body's own page", aSet + "-- a.md --\n+++\ntitle = \"江州市小吃联合党支部\"\nsummary = \"党员24人\"\n+++\n\n现有党员24人。\n\n| 指标 | 数量 |\n|---|---|\n| 党员 | 24 |\n-- b.md --\n+++\ntitle = \"红炉\"\nkind = \"branch\"\nmembers = 24\n+++\n\n现有党员24人。\n-- c.md --\n+++\ntitle = \"党支部\"\n+++\n\n现有党员24人。\n",
			"content/c.md:5:5 figure/contradiction 党员写的是 24人，2022年上半年应为 362人"},
		{"figures of a correction", aSet + "-- a.md --\n+++\ntitle = \"题\"\n[[corrections]]\ndate = 2022-07-01\nwas = \"十一名党员\"\nnow = \"十二名党员\"\nreason = \"笔误\"\n+++\n\n文。\n", ""},
		{"an article from before all figures", aSet + "-- a.md --\n+++\ntitle = \"题\"\ndate = 2022-05-30\n+++\n\n现有党员350人，{{members}}。\n\n| 指标 | 数量 |\n|---|---|\n| 党员 | 350 |\n", ""},

		{"figures in a table", "-- statistics/indicators.toml --\n[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 362\n-- a.md --\n+++\ntitle = \"行业党委党员363人\"\n+++\n\n| 指标 | 数量 |\n|---|---|\n| **党员** | 361 |\n\n| 指标 | 茶业商会 |\n|---|---|\n| 党员 | 12 |\n\n| 指标 | 人数 | 备注 |\n|---|---|---|\n| 党员 | 20 | 无 |\n",
			"content/a.md:2:16 figure/contradiction 党员写的是 363人，2022年上半年应为 362人\ncontent/a.md:7:12 figure/contradiction 党员写的是 361，2022年上半年应为 362人"},

		{"figures in a wide table", "-- statistics/indicators.toml --\n[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2021-H2.toml --\nsource = \"报告\"\n[values]\nmembers = 350\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 362\n-- a.md --\n+++\ntitle = \"题\"\n+++\n\n| 指标 | 单位 | 数量 | 备注 |\n|---|---|---|---|\n| 党员 | 人 | 361 |  |\n\n| 指标 | 2021年下半年 | 2022年上半年 |\n|---|---|---|\n| **党员** | 351 | 362 |\n\n| 指标 | 甲支部 | 乙支部 |\n|---|---|---|\n| 党员 | 300 | 61 |\n",
			"content/a.md:7:12 figure/contradiction 党员写的是 361，2022年上半年应为 362人\ncontent/a.md:11:12 figure/contradiction 党员写的是 351，2021年下半年应为 350人"},

		{"broken figures", "-- statistics/indicators.toml --\n[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n-- statistics/2022-H1.toml --\nsource = \"报告\"\n[values]\nmembers = 362\n-- a.md --\n+++\ntitle = \"题\"\nsummary = \"党员{members}\"\n+++\n\n现有**{{members}人**，`{members}`，{{members}}。\n",
			"content/a.md:3:14 figure/broken “{members}”不是完整的指标写法，会原样显示在网页上\ncontent/a.md:6:5 figure/broken “{{members}”不是完整的指标写法，会原样显示在网页上"},

		{"attachments", "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n[附件](a.pdf)\n-- a.pdf --\n%PDF\n-- b.docx --\nx\n", "content/a.pdf:0:0 personal/unread 附件不是完好的 PDF，没有查全里面有没有个人信息\ncontent/b.docx:0:0 personal/unread 附件损坏或不完整，没有查全里面有没有个人信息"},
		{"a number silenced for the site", "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [\"personal/mobile\"]\n-- a.md --\n+++\ntitle = \"题\"\n+++\n\n13800138000，110101199003071006\n", "content/a.md:5:13 personal/id-number 这里有身份证号 110101********1006，不能公开"},
	} {
		if got := look(t, c.files); got != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

// Nothing that check says gives a number away, whichever rule speaks.
func TestNoNumberIsShown(t *testing.T) {
	list := Sources(input(t, "-- 13800138000.md --\n+++\ntitle = \"甲,乙13800138000\"\n+++\n\n甲,乙13800138000。[无](13800138000.pdf)\n"))
	for _, d := range list {
		if all := fmt.Sprintf("%+v", d); strings.Contains(all, "13800138000") {
			t.Error(all)
		}
	}
	if len(list) < 5 {
		t.Errorf("only %s", said(list))
	}
}

func TestLargeAttachment(t *testing.T) {
	in := input(t, "-- a.md --\n+++\ntitle = \"题\"\n+++\n\n[附件](a.zip)\n")
	name := filepath.Join(in.Snapshot.Root, "a.zip")
	for _, c := range []struct {
		size int64
		want string
	}{
		{largeAttachment, ""},
		{largeAttachment + 1, "content/a.md:5:6 attachment/large 附件 a.zip 有 20 MB，手机上很难下载"},
	} {
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, c.size); err != nil {
			t.Fatal(err)
		}
		var list diag.List
		for _, d := range Sources(inputOf(t, filepath.Dir(in.Snapshot.Root))) {
			if d.Rule == ruleLarge {
				list = append(list, d)
			}
		}
		if got := said(list); got != c.want {
			t.Errorf("%d bytes: %s", c.size, got)
		}
	}
}

func TestReviews(t *testing.T) {
	body := "\n文。\n"
	digest := content.ReviewDigest(content.FrontMatter{Title: "题"}, body)
	by := func(stage, name, date, digest string) string {
		return "[[reviews]]\nstage = \"" + stage + "\"\nby = \"" + name + "\"\ndate = " + date + "\ndigest = \"" + digest + "\"\n"
	}
	review := func(stage, digest string) string { return by(stage, stage+"人", "2022-06-30", digest) }
	const asked = "-- site.toml --\ntitle = \"站\"\n[check]\nreviews = true\n"
	all := review("初审", digest) + review("复审", digest) + review("终审", digest)
	for _, c := range []struct{ what, site, reviews, want string }{
		{"not asked for", "", "", ""},
		{"none", asked, "", "content/a.md:2:0 review/missing 还没有初审、复审、终审"},
		{"all", asked, all, ""},
		{"a prefix of the digest", asked, strings.ReplaceAll(all, digest, digest[:12]), ""},
		{"one left", asked, review("初审", digest) + review("复审", digest), "content/a.md:3:3 review/missing 还没有终审"},
		{"changed since", asked, review("初审", digest) + review("复审", digest) + review("终审", "0123456789"), "content/a.md:3:3 review/outdated 终审以后内容改过，等于没有审"},
		{"read again", asked, review("终审", "0123456789") + all, ""},
		{"the last one alone", asked, review("终审", digest), "content/a.md:3:3 review/missing 还没有初审、复审，却已经有了终审"},
		{"out of order", asked, review("终审", digest) + review("初审", digest) + review("复审", digest),
			"content/a.md:3:3 review/order 初审（2022-06-30）记在终审（2022-06-30）以后\ncontent/a.md:3:3 review/order 复审（2022-06-30）记在终审（2022-06-30）以后"},
		{"out of order by their days", asked, by("初审", "甲", "2022-06-30", digest) + by("复审", "乙", "2022-06-29", digest) + by("终审", "丙", "2022-06-30", digest),
			"content/a.md:3:3 review/order 初审（2022-06-30）记在复审（2022-06-29）以后"},
		{"put right", asked, review("终审", digest) + all, ""},
		{"one person", asked, by("初审", "某", "2022-06-28", digest) + by("复审", "某", "2022-06-29", digest) + by("终审", "某", "2022-06-30", digest),
			"content/a.md:3:3 review/order 初审、复审、终审都是某一个人"},
		{"one person twice", asked, by("初审", "甲", "2022-06-28", digest) + by("复审", "乙", "2022-06-29", digest) + by("终审", "甲", "2022-06-30", digest),
			"content/a.md:3:3 review/order 初审、终审都是甲一个人"},
		{"one person who read an older text, too", asked, by("初审", "乙", "2022-06-27", "0123456789") + by("初审", "甲", "2022-06-28", digest) + by("复审", "乙", "2022-06-29", digest) + by("终审", "丙", "2022-06-30", digest), ""},
		{"long before the page", asked, strings.Replace(all, "2022-06-30", "2021-06-30", 1) + "#dated", "content/a.md:4:3 review/order 初审的日期 2021-06-30 比文章的日期 2022-07-01 早了一个多月"},
		{"shortly before the page", asked, all + "#dated", ""},
		{"without a digest", asked, strings.ReplaceAll(all, digest, ""), "content/a.md:3:3 review/outdated 初审、复审、终审没有记下内容的摘要，看不出审后改没改"},
	} {
		reviews, dated := strings.CutSuffix(c.reviews, "#dated")
		if dated {
			reviews = "date = 2022-07-01\n" + reviews
		}
		if got := look(t, c.site+"-- a.md --\n+++\ntitle = \"题\"\n"+reviews+"+++\n"+body); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.want)
		}
	}
}

// The sample site is judged as it is: what its rules call wrong must be wrong.
func TestSampleSite(t *testing.T) {
	for _, d := range Sources(inputOf(t, "../..")) {
		for _, own := range ownRules {
			if own.Name == d.Rule {
				t.Error(d)
			}
		}
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range slices.Concat(Rules(), foundRules, figureRules) {
		if seen[r.Name] || r.Summary == "" || strings.HasSuffix(r.Summary, "。") || strings.Count(r.Name, "/") != 1 {
			t.Errorf("%+v", r)
		}
		seen[r.Name] = true
	}
	var b strings.Builder
	if err := WriteRules(&b); err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules() {
		if !strings.Contains(b.String(), "  "+r.Name+" ") {
			t.Error(r.Name, "is not written")
		}
	}
}
