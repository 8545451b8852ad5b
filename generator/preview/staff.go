package preview

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
)

// staffView is the staff page: what the site holds, what is unfinished, what is wrong.
type staffView struct {
	Chrome   staffChrome
	Counts   []count
	Stale    bool
	Files    []fileFindings
	Left     []string // in words, the warnings that are not listed
	Proof    proofView
	Overdue  []overdueRow
	Limited  bool // some column is to be kept fresh
	Waiting  []pageRow
	Expired  []pageRow
	Kinds    []kindRow
	Others   []link
	Pages    int    // HTML pages
	NextDay  string // when the site changes by itself, "" for never
	Errors   int
	Warnings int
}

// proofView is what an editor would say.
type proofView struct {
	Number  int
	Files   []fileFindings
	Left    []string
	TooMany int // how many files there are, when they are too many to be read for it; else 0
}

// staffChrome is what the preview's own pages show around their content.
type staffChrome struct {
	Title  string // of the page
	Site   string
	Manual []link
}

type link struct {
	Title, URL string
	Current    bool
}

// count is one number at the top, linked to where it is explained.
type count struct {
	Label, URL string
	Number     int
	Bad        bool
}

// fileFindings is what is wrong in one file.
type fileFindings struct {
	Path             string
	Errors, Warnings int
	Findings         []finding
}

type overdueRow struct {
	link
	Words string
}

// pageRow is a page that is not published now, or is in no list; URL is "" for one that the preview does not show.
type pageRow struct {
	link
	Path, Words string
}

// kindRow is what the site holds of one kind.
type kindRow struct {
	Label    string
	Count    int
	Sections []link
	Latest   []link
}

// maxOfRule is how many warnings of one rule the staff page lists: a page of ten thousand helps
// nobody.
const maxOfRule = 100

// latest is how many pages of a kind the staff page names.
const latest = 3

// staffPage is the page at /_qizhi/.
func staffPage(s *state, today time.Time) *answer {
	e := s.current
	listed, left := e.Diagnostics.Fewer(maxOfRule)
	v := &staffView{Chrome: chrome("预览", e.Site), Stale: s.shown != s.current, Files: byFile(listed), Left: left,
		Overdue: overdueRows(e.Site, today), Kinds: kindRows(e.Site), Others: others(s),
		Proof: newProofView(e), Limited: e.Site.Limited(), Pages: s.shown.pages()}
	v.Waiting, v.Expired = append(draftRows(e.Site), heldRows(e.Site, site.Draft, site.Future)...), heldRows(e.Site, site.Expired)
	v.Errors, v.Warnings = e.Diagnostics.Count()
	if !e.Site.NextChange.IsZero() {
		v.NextDay = dayText(e.Site.NextChange)
	}
	v.Counts = []count{
		{"网页", "#holds", v.Pages, false},
		{"草稿和待发布", "#drafts", len(v.Waiting), false},
		{"过期", "#expired", len(v.Expired), false},
		{"错误", "#problems", v.Errors, v.Errors > 0},
		{"警告", "#problems", v.Warnings, false},
		{"审校提示", "#proof", v.Proof.Number, false},
		{"该更新的栏目", "#overdue", len(v.Overdue), false},
	}
	return ownPage("staff.html", v)
}

func newProofView(e *edition) proofView {
	if e.sources > maxProofed {
		return proofView{TooMany: e.sources}
	}
	list := e.proof()
	listed, left := list.Fewer(maxOfRule)
	return proofView{Number: len(list), Files: byFile(listed), Left: left}
}

// ownPage fills one of the preview's own templates.
func ownPage(name string, view any) *answer {
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, name, view); err != nil {
		return &answer{status: 500, name: name, failed: err}
	}
	return &answer{status: 200, name: name, data: b.Bytes()}
}

func chrome(title string, s *site.Site) staffChrome {
	name := s.Config.ShortTitle
	if name == "" {
		name = s.Config.Title
	}
	return staffChrome{Title: title, Site: name, Manual: manualLinks("")}
}

// byFile puts findings together by file, files with errors first.
func byFile(list diag.List) []fileFindings {
	var bad, rest []fileFindings
	for len(list) > 0 {
		f := fileFindings{Path: list[0].Path}
		for len(list) > 0 && list[0].Path == f.Path {
			f.Findings = append(f.Findings, newFinding(list[0]))
			if list[0].Severity == diag.Error {
				f.Errors++
			}
			list = list[1:]
		}
		f.Warnings = len(f.Findings) - f.Errors
		if f.Errors > 0 {
			bad = append(bad, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(bad, rest...)
}

func overdueRows(s *site.Site, today time.Time) []overdueRow {
	var out []overdueRow
	for _, o := range s.Overdue(today) {
		words := fmt.Sprintf("还没有一篇有日期的；要求每 %d 天有新的", o.Limit)
		if !o.Newest.IsZero() {
			words = fmt.Sprintf("最新的一篇是 %s，已经 %d 天；要求每 %d 天有新的", o.Newest, o.Days, o.Limit)
		}
		out = append(out, overdueRow{link{Title: o.Section.Title, URL: "/" + o.Section.Address}, words})
	}
	return out
}

// draftRows are the drafts that the preview shows and a build leaves out.
func draftRows(s *site.Site) []pageRow {
	var out []pageRow
	for _, p := range s.Pages {
		if !p.Document.Front.Draft {
			continue
		}
		words := "草稿，" + p.Kind.Label
		if date := dateText(p.Document.Front.Date); date != "" {
			words += "，" + date
		}
		words += "；删去 draft = true "
		if day := s.Foreseen(p.Document); !day.IsZero() {
			words += "，到 " + dayText(day) + " "
		}
		out = append(out, pageRow{link{Title: p.Title, URL: "/" + p.Address}, "content/" + p.Document.Path, words + "就会发布"})
	}
	return out
}

// dayText is a day as the pages show it.
func dayText(day time.Time) string {
	return content.DayOf(day).String()
}

func dateText(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// heldRows are the pages that are left out for one of these reasons; drafts that are shown have a row already.
func heldRows(s *site.Site, reasons ...site.HeldReason) []pageRow {
	words := map[site.HeldReason]string{site.Draft: "草稿，没有显示", site.Future: "定于%s发布", site.Expired: "%s起已过期，不在列表里，网址还打得开"}
	var out []pageRow
	for _, h := range s.Held {
		if !slices.Contains(reasons, h.Reason) {
			continue
		}
		row := pageRow{link{Title: h.Document.Front.Title}, "content/" + h.Document.Path, words[h.Reason]}
		if h.Reason != site.Draft {
			row.Words = fmt.Sprintf(row.Words, dayText(h.Until))
		}
		if p := s.PageAt(h.Document.Path); p != nil {
			if h.Reason == site.Future && h.Document.Front.Draft {
				continue
			}
			row.URL = "/" + p.Address
		}
		out = append(out, row)
	}
	return out
}

// kindRows are the kinds that the site has pages or sections of.
func kindRows(s *site.Site) []kindRow {
	rows := kindTable{}
	for _, p := range s.Pages {
		rows.of(p.Kind).Count++
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		if section != s.Home {
			r := rows.of(section.Kind)
			r.Sections = append(r.Sections, link{Title: section.Title, URL: "/" + section.Address})
		}
		for _, p := range section.Pages {
			if r := rows.of(p.Kind); len(r.Latest) < latest {
				r.Latest = append(r.Latest, link{Title: p.Title, URL: "/" + p.Address})
			}
		}
	}
	rows.periods(s)
	var out []kindRow
	for _, k := range s.Kinds.All() {
		if rows[k] != nil {
			out = append(out, *rows[k])
		}
	}
	return out
}

type kindTable map[*site.Kind]*kindRow

func (t kindTable) of(k *site.Kind) *kindRow {
	if t[k] == nil {
		t[k] = &kindRow{Label: k.Label}
	}
	return t[k]
}

// periods are the pages of the statistics, which are no documents.
func (t kindTable) periods(s *site.Site) {
	if s.Statistics == nil {
		return
	}
	for _, p := range s.Statistics.Periods {
		r := t.of(s.Kinds.Get("statistics"))
		r.Count++
		r.Latest = append(r.Latest, link{Title: p.Title, URL: "/statistics/" + p.Name + ".html"})
	}
}

// others are the pages that are of no kind, those of them that this site has.
func others(s *state) []link {
	all := []link{{Title: "首页", URL: "/index.html"}, {Title: "搜索", URL: "/search/index.html"}, {Title: "标签", URL: "/tags/index.html"},
		{Title: "网站地图", URL: "/map.html"}, {Title: "找不到网页时", URL: "/404.html"}, {Title: "订阅源", URL: "/feed.xml"}, {Title: "sitemap.xml", URL: "/sitemap.xml"}}
	var out []link
	for _, l := range all {
		if _, _, ok := s.target(l.URL[1:]); ok {
			out = append(out, l)
		}
	}
	return out
}
