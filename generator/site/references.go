package site

import (
	"errors"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// checkReferences resolves every link and picture of every public document and reports those that
// lead nowhere. The bodies of withdrawn pages are not published and not checked.
func (r *resolver) checkReferences() {
	for _, s := range r.sources {
		if p := r.site.pages[s.path]; p != nil && p.Withdrawn != "" {
			continue
		}
		for _, ref := range s.doc.References {
			switch ref.Kind {
			case content.LinkReference:
				r.checkLink(s.doc, ref)
			case content.FigureReference:
				r.checkUnit(ref.Target, ref.After, r.periodOf(s), ref.Place)
				r.checkEarly(s.doc, ref.Target, r.periodOf(s), ref.Place)
			case content.PictureReference:
				r.checkPicture(s.doc, ref.Target, ref.Place)
			}
		}
		if cover := s.doc.Front.Cover; cover != "" {
			r.checkPicture(s.doc, cover, placeOf(s.doc, "cover"))
		}
	}
}

// periodOf is the period of whose figures a public document speaks.
func (r *resolver) periodOf(s source) string {
	if p := r.site.pages[s.path]; p != nil {
		return p.Period
	}
	return r.site.sects[s.folder].Period
}

// checkUnit warns of a unit that is written again behind a figure, which has it already: {{members}}人
// would read 362人人.
func (r *resolver) checkUnit(figure, after, period string, at content.Place) {
	if after == "" {
		return
	}
	q, err := r.in.Statistics.Quote(figure, period)
	if err != nil || q.Text == q.Number() || !strings.HasPrefix(strings.TrimLeft(after, " "), q.Indicator.Unit) {
		return
	}
	text, unit := q.Text, q.Indicator.Unit
	r.problems = append(r.problems, at.Report(diag.Warning, "figure/unit", "{{"+figure+"}} 已经带着“"+unit+"”，后面又写了一个，会显示成 "+text+unit,
		"删去后面的“"+unit+"”，或者写成 {{"+figure+":number}}"+unit))
}

// checkEarly warns, once a document, of a figure that its readers would take for one of its date, and that is of a
// later time: nothing older is known.
func (r *resolver) checkEarly(doc *content.Document, figure, period string, at content.Place) {
	date, early := r.early[doc]
	if !early || strings.Contains(figure, ".") {
		return
	}
	q, err := r.in.Statistics.Quote(figure, period)
	if err != nil {
		return
	}
	delete(r.early, doc)
	name, _, _ := strings.Cut(figure, ":")
	r.problems = append(r.problems, at.Report(diag.Warning, "figure/later",
		"到这一篇的日期 "+date.String()+"，还没有哪一期统计结束，{{"+figure+"}} 显示的是"+q.Period.Title+"的 "+q.Figure.String(),
		"说的就是"+q.Period.Title+"，在开头的设置里写 period = \""+q.Period.Name+"\"；不是，就不用 {{"+name+"}}，直接写当时的数"))
}

func (r *resolver) checkLink(doc *content.Document, ref content.Reference) {
	d, err := r.site.Destination(doc.Path, ref.Target)
	if err != nil {
		r.fail(ref.Place, err, "")
		return
	}
	if d.Page != nil && d.Page.Withdrawn != "" {
		r.problems = append(r.problems, ref.Place.Report(diag.Warning, "link/withdrawn",
			"“"+ref.Target+"”已经撤下，读者只会看到一则说明", "删去这个链接"))
	}
	if d.Page != nil {
		r.checkUnpublished(doc, d.Page.Document, ref)
	}
}

// checkUnpublished warns of a link from a page to one that is shown only here, as a draft or before its day: published
// without it the link would lead nowhere, which is an error.
func (r *resolver) checkUnpublished(from, to *content.Document, ref content.Reference) {
	a, foreseen := r.site.foreseen[to]
	if own := r.site.foreseen[from]; foreseen && !own.until.Before(a.until) {
		foreseen = false
	}
	if to.Front.Draft && !from.Front.Draft {
		a, foreseen = absence{doc: to, reason: Draft}, true
	}
	if foreseen && !from.Front.Draft {
		r.problems = append(r.problems, ref.Place.Report(diag.Warning, "link/held",
			"“"+ref.Target+"”"+a.String()+"，带着这个链接现在还不能发布", a.advice()))
	}
}

// checkPicture reports a picture that is no file of the site. Nothing is loaded from elsewhere
// (DESIGN, "What is published").
func (r *resolver) checkPicture(doc *content.Document, target string, at content.Place) {
	d, err := r.site.Destination(doc.Path, target)
	switch {
	case err != nil:
		r.fail(at, err, "picture/missing")
	case d.Outside:
		r.problems = append(r.problems, at.Report(diag.Error, "picture/outside",
			"图片“"+target+"”在别的网站上", "下载下来放到文章旁边，写它的文件名"))
	case d.File == nil:
		r.problems = append(r.problems, at.Report(diag.Error, "picture/missing",
			"“"+target+"”不是图片", "图片要写图片的文件名，例如 photo.jpg"))
	}
}

// fail reports an unresolved destination, under another rule where one is given for what is
// simply not there.
func (r *resolver) fail(at content.Place, err error, missing string) {
	u := &Unresolved{Rule: "link/broken", Message: err.Error()}
	errors.As(err, &u)
	rule := u.Rule
	if missing != "" && rule == "link/broken" {
		rule = missing
	}
	r.problems = append(r.problems, at.Report(diag.Error, rule, u.Message, u.Hint))
}

// menuFault is why an entry of the menu leads nowhere, with advice that fits a menu: an entry leads to a
// section or a page, and nothing lies beside site.toml.
func menuFault(err error) error {
	var u *Unresolved
	if !errors.As(err, &u) || !strings.HasPrefix(u.Hint, "检查") {
		return err
	}
	return &Unresolved{u.Rule, u.Message, "target 写 content 里的文件夹（例如 news/）或文章（例如 about.md）；还没有就先建好，或删去这一项菜单"}
}

// checkConfig resolves what site.toml names: the menu, the blocks of the home page, the emblem.
func (r *resolver) checkConfig() {
	for _, item := range r.config.Menu {
		if _, err := r.site.Destination("", item.Target); err != nil {
			r.fail(item.Place, menuFault(err), "site/menu")
		}
	}
	for _, block := range r.config.Blocks {
		r.checkBlock(block)
	}
	if o := r.config.Organisation; o.Emblem != "" {
		r.checkPicture(&content.Document{}, o.Emblem, o.Place)
	}
}

func (r *resolver) checkBlock(block HomeBlock) {
	report := func(at content.Place, message, hint string) {
		r.problems = append(r.problems, at.Report(diag.Error, "site/block", message, hint))
	}
	if r.site.SectionAt(block.Section) == nil {
		hint := "写 content/ 下一个文件夹的名称"
		if near := diag.Nearest(block.Section, sortedKeys(r.site.sects)); near != "" {
			hint = "是不是 " + near + "？"
		}
		if a, held := r.site.absenceOf(composed(block.Section)); held {
			report(block.section, "栏目“"+block.Section+"”"+a.String(), a.advice())
		} else if folder := strings.Trim(block.Section, "/"); r.site.places.made().below[composed(folder)] != "" {
			report(block.section, "文件夹 content/"+folder+" 还不是栏目：它没有 _index.md", "新建 content/"+folder+"/_index.md，写上 title = \"…\"")
		} else {
			report(block.section, "没有“"+block.Section+"”这个栏目", hint)
		}
	}
	for i, name := range block.Pages {
		p, candidates := r.site.Find("", strings.TrimPrefix(name, "/"))
		switch a, absent := r.absenceOfPage(name); {
		case p != nil:
		case len(candidates) > 0:
			report(block.pagePlace(i), "“"+name+"”有 "+strings.Join(firstFew(candidates), "、")+" 几篇", "写文件的路径，例如 "+candidates[0])
		case absent:
			report(block.pagePlace(i), "“"+name+"”"+a.String(), a.advice())
		default:
			report(block.pagePlace(i), "没有“"+name+"”这一页", r.missingPage(name))
		}
	}
}

// absenceOfPage says why a page that is named by its path, its title or its file name is not public.
func (r *resolver) absenceOfPage(name string) (absence, bool) {
	path := composed(strings.TrimPrefix(name, "/"))
	if p := r.site.PageAt(path); p != nil && p.Withdrawn != "" {
		return absence{doc: p.Document}, true
	}
	if a, held := r.site.absenceOf(path); held {
		return a, true
	}
	return r.site.names.absence(name)
}

// missingPage is a hint at the page of a block that is not there.
func (r *resolver) missingPage(name string) string {
	if near := r.site.names.near("", name); near != "" {
		return "是不是“" + near + "”？"
	}
	return "写页面的标题，或文件的路径，例如 cases/x.md"
}
