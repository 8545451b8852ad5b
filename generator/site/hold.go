package site

import (
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// absence says why something that exists is not public. The zero reason is a withdrawn page.
type absence struct {
	doc    *content.Document
	reason HeldReason
	until  time.Time
}

// String is the reason in words for staff.
func (a absence) String() string {
	switch a.reason {
	case Draft:
		return "还是草稿"
	case Future:
		return "要到 " + a.until.Format("2006-01-02") + " 才公开"
	}
	return "已经撤下"
}

// hold takes drafts and future pages out of the sources, but for those that a preview shows before their day. A draft or future _index.md holds its
// whole folder: what stands in an unfinished section is not public either.
func (r *resolver) hold() {
	folders := map[string]absence{}
	for _, s := range r.sources {
		if a, held := r.waits(s); held && s.section {
			folders[s.folder] = a
			if a.reason != Future || !r.in.Scheduled {
				r.site.absent[s.folder] = a
			}
		}
	}
	public := r.sources[:0]
	for _, s := range r.sources {
		a, held := r.waits(s)
		if above, ok := heldAbove(folders, s.folder); ok && (!held || a.reason == Future && (above.reason == Draft || above.until.After(a.until))) {
			a, held = absence{s.doc, above.reason, above.until}, true
		}
		if held && a.reason == Future && r.in.Scheduled {
			r.foresee(s, a)
			public = append(public, s)
		} else if held {
			r.keepBack(s, a)
		} else {
			public = append(public, s)
		}
	}
	r.sources = public
}

// keepBack notes a source that is not public, and why.
func (r *resolver) keepBack(s source, a absence) {
	r.site.Held = append(r.site.Held, Held{Document: s.doc, Reason: a.reason, Until: a.until})
	r.site.absent[s.path] = a
	r.site.gone = append(r.site.gone, s)
	if s.bundle != "" {
		r.site.absent[s.bundle] = a
	}
	r.changes(a.until)
}

// foresee notes a source that is shown although its day has not come.
func (r *resolver) foresee(s source, a absence) {
	r.site.Held = append(r.site.Held, Held{Document: s.doc, Reason: a.reason, Until: a.until})
	r.site.foreseen[s.doc] = a
	r.changes(a.until)
}

// Foreseen is the day on which a document comes that is shown before it (Input.Scheduled); the zero time for all others.
func (s *Site) Foreseen(doc *content.Document) time.Time { return s.foreseen[doc].until }

// waits reports whether a source is a draft or published in the future, by the day: a coarse date by
// its first day, so that 2022-H1 is public from the first of January on. The home page never waits.
func (r *resolver) waits(s source) (absence, bool) {
	front := &s.doc.Front
	date := front.Date
	if !front.Publish.IsZero() { // as in Hugo: the day of publishing says when, the date only what is shown
		date = front.Publish
	}
	switch first := firstDay(date, r.config.Zone); {
	case s.section && s.folder == "":
	case front.Draft && !r.in.Drafts:
		return absence{doc: s.doc, reason: Draft}, true
	case !first.IsZero() && first.After(r.today):
		return absence{doc: s.doc, reason: Future, until: first}, true
	}
	return absence{}, false
}

// heldAbove looks for a held folder among a folder and those above it.
func heldAbove(folders map[string]absence, folder string) (absence, bool) {
	for len(folders) > 0 && folder != "" {
		if a, ok := folders[folder]; ok {
			return a, true
		}
		folder = folderOf(folder)
	}
	return absence{}, false
}

// firstDay is the first day a date stands for; the zero time for no date.
func firstDay(d content.Date, zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, zone)
}

// expiry is the first day on which a page is expired: a page is still shown on the last day that
// its `expires` stands for.
func (r *resolver) expiry(doc *content.Document) time.Time {
	if doc.Front.Expires.IsZero() {
		return time.Time{}
	}
	last := doc.Front.Expires.Last(r.config.Zone)
	return time.Date(last.Year(), last.Month(), last.Day()+1, 0, 0, 0, 0, r.config.Zone)
}

// advice says what to do about a mention of what is absent.
func (a absence) advice() string {
	if a.reason == 0 {
		return "删去它"
	}
	return "等它公开以后再写，或删去"
}

// expire takes an expired page out of the lists and says so.
func (r *resolver) expire(l *leaf) {
	over := r.expiry(l.doc)
	if first := firstDay(l.doc.Front.Date, r.config.Zone); !over.IsZero() && !over.After(first) {
		r.report(l.doc, "expires", diag.Warning, "date/expires", "有效期 "+l.doc.Front.Expires.String()+" 早于日期 "+l.doc.Front.Date.String()+"，这一篇从一开始就不在列表里",
			"改正 expires 或 date")
	}
	switch {
	case over.IsZero() || l.Withdrawn != "":
	case over.After(r.today):
		r.changes(over)
	default:
		l.Listed = false
		r.site.Held = append(r.site.Held, Held{Document: l.doc, Reason: Expired, Until: over})
	}
}

// updated is when a document last changed, by its own words. A day that has not come, or that lies before
// the document's date, is reported and not taken: machines that are told a false day stop believing.
func (r *resolver) updated(doc *content.Document) content.Date {
	updated, date := doc.Front.Updated.In(r.config.Zone), doc.Front.Date.In(r.config.Zone)
	first := firstDay(updated, r.config.Zone)
	switch {
	case updated.IsZero():
	case first.After(r.today):
		r.report(doc, "updated", diag.Warning, "date/updated", "更新日期 "+updated.String()+" 还没有到，到那天以前不显示", "写真正改动的那一天，例如 "+r.today.Format("2006-01-02"))
		r.changes(first)
		return content.Date{}
	case updated.Last(r.config.Zone).Before(firstDay(date, r.config.Zone)):
		r.report(doc, "updated", diag.Warning, "date/updated", "更新日期 "+updated.String()+" 早于日期 "+date.String()+"，不显示", "改正 updated 或 date")
		return content.Date{}
	}
	return doc.Front.Updated
}

// changes notes a day on which the site will be another.
func (r *resolver) changes(day time.Time) {
	if day.After(r.today) && (r.site.NextChange.IsZero() || day.Before(r.site.NextChange)) {
		r.site.NextChange = day
	}
}

// warnOfSectionKeys reports what is written in an _index.md and has no meaning there.
func (r *resolver) warnOfSectionKeys(s source) {
	front := &s.doc.Front
	if front.Withdrawn != "" {
		r.report(s.doc, "withdrawn", diag.Error, "section/withdrawn", "栏目不能整个撤下", "在要撤下的每一篇文章里写 withdrawn")
	}
	if !front.Expires.IsZero() {
		r.report(s.doc, "expires", diag.Warning, "section/expires", "栏目没有有效期，expires 不起作用", "把 expires 写在文章里")
	}
	if s.folder == "" && front.Draft {
		r.report(s.doc, "draft", diag.Warning, "section/home", "首页总是公开的，draft 不起作用", "删去这一行")
	}
}
