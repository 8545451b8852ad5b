package site

import (
	"cmp"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// makeSections makes a Section of every folder that has an _index.md or pages, of statistics/
// when there are figures, and of the top: the home page.
func (r *resolver) makeSections() {
	documents := map[string]*content.Document{"": nil}
	if len(r.in.Statistics.Periods) > 0 {
		documents[statisticsFolder] = nil
	}
	for _, s := range r.sources {
		if documents[s.folder] == nil {
			documents[s.folder] = nil
		}
		if first := documents[s.folder]; s.section && first != nil {
			r.report(s.doc, "title", diag.Error, "section/twice", "栏目 "+s.folder+"/ 已经有 "+sourcePrefix+first.Path, "只留一个")
		} else if s.section {
			documents[s.folder] = s.doc
			r.warnOfSectionKeys(s)
		}
	}
	folders := make([]string, 0, len(documents))
	for folder := range documents {
		folders = append(folders, folder)
	}
	slices.Sort(folders) // a folder comes before those inside it
	for _, folder := range folders {
		r.makeSection(folder, documents[folder])
	}
	r.claimPeriods()
	r.orderSections()
}

func (r *resolver) makeSection(folder string, doc *content.Document) {
	s := &Section{Folder: folder, Document: doc}
	r.site.sects[folder] = s
	if folder == "" {
		r.site.Home = s
		s.Kind = r.kindOf(doc, r.site.Kinds.Get("page"))
	} else {
		r.site.Sections = append(r.site.Sections, s)
		s.Parent = r.site.sects[r.nearestSection(folderOf(folder))]
		s.Parent.Children = append(s.Parent.Children, s)
		s.Kind = r.sectionKind(s)
	}
	r.nameSection(s)
	if s.LinkTitle = s.Title; doc != nil && doc.Front.LinkTitle != "" {
		s.LinkTitle = doc.Front.LinkTitle
	}
	s.Address = r.sectionAddress(s)
	date := content.Date{}
	if doc != nil {
		date = doc.Front.Date
		s.Period = r.namedPeriod(doc)
		r.warnOfUnknownKeys(doc, nil, nil)
	}
	if s.Period == "" {
		s.Period = r.periodBy(doc, date)
	}
	if doc != nil {
		s.Summary = r.summary(doc, s.Period)
		s.Updated = r.updated(doc)
	}
}

// nearestSection is the innermost section at or above a folder.
func (r *resolver) nearestSection(folder string) string {
	for folder != "" && r.site.sects[folder] == nil {
		folder = folderOf(folder)
	}
	return folder
}

// sectionKind is what _index.md says, else what the section above says of its pages, else the kind
// that lies in a folder of this name by habit, else page.
func (r *resolver) sectionKind(s *Section) *Kind {
	page := r.site.Kinds.Get("page")
	kind := s.Parent.Kind
	if s.Parent == r.site.Home {
		kind = page
	}
	for folder := s.Folder; kind == page && folder != s.Parent.Folder; folder = folderOf(folder) {
		kind = cmp.Or(r.site.Kinds.ForFolder(baseOf(folder)), page)
	}
	return r.kindOf(s.Document, kind)
}

// kindOf is the kind a document names, or another when it names none.
func (r *resolver) kindOf(doc *content.Document, otherwise *Kind) *Kind {
	if doc == nil || doc.Front.Kind == "" {
		return otherwise
	}
	if kind := r.site.Kinds.Get(doc.Front.Kind); kind != nil {
		return kind
	}
	r.report(doc, "kind", diag.Error, "kind/unknown", "不认识的种类 "+doc.Front.Kind, r.nearestKind(doc.Front.Kind))
	return otherwise
}

// nearestKind is a hint at the kind that was meant, found by its name or by its label.
func (r *resolver) nearestKind(word string) string {
	for _, kind := range r.site.Kinds.All() {
		if kind.Label == word || kind.Folder == word {
			return "写成 " + kind.Name
		}
	}
	if near := diag.Nearest(word, r.site.Kinds.Names()); near != "" {
		return "是不是 " + near + "？"
	}
	return "可以写：" + strings.Join(r.site.Kinds.Names(), "、")
}

// nameSection gives the section its title: its own, else the kind's label in the kind's own
// folder, else the folder's name, with a warning.
func (r *resolver) nameSection(s *Section) {
	if s.Document != nil && s.Document.Front.Title != "" {
		s.Title = s.Document.Front.Title
		return
	}
	if s.Folder == "" {
		s.Title = r.config.Title
		return
	}
	s.Title = baseOf(s.Folder)
	if s.Kind.Folder == s.Title {
		s.Title = s.Kind.Label
	}
	if s.Document != nil { // a missing title is an error that parsing has reported
		return
	}
	at := content.Place{Position: diag.Position{Path: sourcePrefix + s.Folder}}
	r.problems = append(r.problems, at.Report(diag.Warning, "section/title",
		"栏目没有名称，暂用“"+s.Title+"”", "新建 "+sourcePrefix+s.Folder+`/_index.md，写上 title = "…"`))
}

// orderSections sorts the children of every section by weight, then title.
func (r *resolver) orderSections() {
	for _, s := range r.site.sects {
		slices.SortFunc(s.Children, func(a, b *Section) int {
			return cmp.Or(compareWeights(a.weight(), b.weight()),
				strings.Compare(titleOrder(a.Title), titleOrder(b.Title)), strings.Compare(a.Folder, b.Folder))
		})
	}
}

func (s *Section) weight() int {
	if s.Document == nil {
		return 0
	}
	return s.Document.Front.Weight
}
