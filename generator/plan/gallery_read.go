package plan

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/picture"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// galleryReader reads one gallery block:
//
//	title = "签约现场"
//	folder = "照片"              # every picture in it
//	pictures = ["a.jpg"]        # and these
//	alt = "签约现场"             # what they show, where a picture says nothing of its own
//	original = true             # each can be had as it was handed in, without its metadata
//	[[picture]]
//	file = "照片/1.jpg"          # one of them, or another
//	alt = "…"
//	caption = "…"
//	date = 2022-06-30
type galleryReader struct {
	*planner
	doc      *content.Document
	table    *table.Table
	at       content.Place // of the block
	gallery  *gallery
	told     map[*photo]bool // of which a [[picture]] has spoken
	problems diag.List
}

// readGallery reads a block and makes sure that its pictures are published.
func (p *planner) readGallery(doc *content.Document, ref content.Reference) {
	r := &galleryReader{planner: p, doc: doc, at: ref.Place, gallery: &gallery{}, told: map[*photo]bool{}}
	// The block's own lines keep the numbers they have in the article.
	r.table = table.ParseTOML(diag.NewTextBelow(ref.Place.Path, ref.Place.Line, ref.Text), 0, len(ref.Text), "gallery", &r.problems)
	if r.table != nil {
		r.read()
	}
	for _, d := range r.problems {
		if d.Severity == diag.Error || !doc.Silences(d.Rule, d.Line) {
			p.problems = append(p.problems, d)
		}
	}
	if len(r.gallery.shots) > 0 {
		p.album.galleries[galleryKey{doc, ref.Place.Line}] = r.gallery
	}
}

func (r *galleryReader) read() {
	g := r.gallery
	g.title, g.original = r.table.String("title"), r.table.Bool("original")
	r.readFolder()
	r.readPictures()
	for _, t := range r.table.Tables("picture") {
		r.readPicture(t)
	}
	common := r.table.String("alt")
	noFigures(r.table, "title", "alt")
	r.table.WarnUnknown()
	if len(g.shots) == 0 && !r.problems.HasErrors() && !r.broken() {
		r.problems = append(r.problems, r.at.Report(diag.Error, "gallery/empty", "图集里没有图片", `写 folder = "照片"（放照片的文件夹），或 pictures = ["1.jpg", "2.jpg"]`))
	}
	r.describe(common)
	for _, s := range g.shots {
		if g.original {
			r.album.originals[s.photo.File] = true
		}
	}
}

// broken reports whether the block names pictures, none of which can be shown.
func (r *galleryReader) broken() bool {
	return r.table.Has("folder") || r.table.Has("pictures") || r.table.Has("picture")
}

func (r *galleryReader) readFolder() {
	name := r.table.String("folder")
	v, _ := r.table.Get("folder")
	if name == "" {
		return
	}
	files := r.Site.PicturesIn(r.doc.Path, name)
	if len(files) == 0 {
		r.table.Report(v, diag.Error, "gallery/folder", "文件夹“"+name+"”里没有图片", "检查文件夹的名称；它从文章所在的文件夹算起")
	}
	for _, f := range files {
		r.add(f, r.place(r.table, v))
	}
}

func (r *galleryReader) readPictures() {
	r.table.Strings("pictures") // reports what is no text
	v, _ := r.table.Get("pictures")
	list, ok := v.Data.([]table.Value)
	if !ok {
		list = []table.Value{v}
	}
	for _, item := range list {
		if name, ok := item.Data.(string); ok {
			r.named(name, r.place(r.table, item))
		}
	}
}

// readPicture reads what is said of one picture.
func (r *galleryReader) readPicture(t *table.Table) {
	name := t.String("file")
	alt, caption := t.String("alt"), t.String("caption")
	noFigures(t, "alt", "caption")
	taken := r.date(t)
	v, written := t.Get("file")
	t.WarnUnknown()
	if !written {
		t.ReportAt(t.At, len("[[picture]]"), diag.Error, "gallery/picture", "图集里的这一张没有写文件名", `加一行 file = "1.jpg"`)
		return
	}
	s := r.named(name, r.place(t, v))
	if s == nil {
		return
	}
	if r.told[s.photo] {
		t.Report(v, diag.Warning, "gallery/twice", "“"+name+"”在图集里说了两遍，只用第一遍的", "把两处 [[picture]] 合成一处")
		return
	}
	r.told[s.photo] = true
	s.place = r.place(t, v)
	s.alt, s.caption, s.date = alt, caption, taken
	if alt == "" {
		s.alt = spokenName(s.photo.Path)
	}
	r.hear(r.doc, s.photo.File, alt, r.place(t, v))
}

// noFigures refuses figures in what is said of pictures, where none are filled in.
func noFigures(t *table.Table, keys ...string) {
	for _, key := range keys {
		v, _ := t.Get(key)
		statistics.References(v.Raw, func(at, end int) {
			t.ReportAt(v.At+at, end-at, diag.Error, "figure/title", key+" 里不能用 {{…}}", "直接写文字；正文里可以用 {{…}}")
		})
	}
}

func (r *galleryReader) date(t *table.Table) content.Date {
	v, written := t.Get("date")
	if !written {
		return content.Date{}
	}
	text, ok := v.Data.(string)
	if moment, is := v.Data.(table.Moment); is {
		text, ok = string(moment), true
	}
	if !ok {
		t.Report(v, diag.Error, "gallery/date", "日期的值是"+v.Describe()+"，不是日期", `写成 2022-06-30 或 "2022-06"`)
		return content.Date{}
	}
	d, err := content.ParseDate(text, r.Site.Config.Zone)
	var wrong *content.DateError
	if errors.As(err, &wrong) {
		t.Report(v, diag.Error, "gallery/date", wrong.Message, wrong.Hint)
	}
	return d
}

// named adds the picture of a name; nil when there is none, which is reported.
func (r *galleryReader) named(name string, at content.Place) *shot {
	d, err := r.Site.Destination(r.doc.Path, name)
	var u *site.Unresolved
	switch {
	case errors.As(err, &u):
		r.problems = append(r.problems, at.Report(diag.Error, "picture/missing", u.Message, u.Hint))
		return nil
	case d.File == nil:
		r.problems = append(r.problems, at.Report(diag.Error, "picture/missing", "“"+name+"”不是图片", "图片要写图片的文件名，例如 photo.jpg；整个文件夹写 folder = \"…\""))
		return nil
	}
	return r.add(d.File, at)
}

// add adds a picture that is not there yet; nil for one that cannot be shown, which is reported.
func (r *galleryReader) add(f *site.File, at content.Place) *shot {
	ph := r.show(r.doc, f, picture.Crop{}, at)
	if ph == nil {
		return nil
	}
	g := r.gallery
	for i := range g.shots {
		if g.shots[i].photo == ph {
			return &g.shots[i]
		}
	}
	g.shots = append(g.shots, shot{photo: ph, alt: spokenName(f.Path), place: at})
	return &g.shots[len(g.shots)-1]
}

// describe gives the words of the block to the pictures without words of their own, and warns of
// those that still have none.
func (r *galleryReader) describe(common string) {
	shots := r.gallery.shots
	var silent []*shot
	for i := range shots {
		switch {
		case shots[i].alt != "":
		case common == "":
			silent = append(silent, &shots[i])
		case len(shots) == 1:
			shots[i].alt = common
		default:
			shots[i].alt = fmt.Sprintf("%s（%d/%d）", common, i+1, len(shots))
		}
	}
	r.warnOfSilent(silent)
}

// warnOfSilent warns of the pictures without words where the article names them: once for those of a folder.
func (r *galleryReader) warnOfSilent(silent []*shot) {
	for len(silent) > 0 {
		at, n := silent[0].place, 1
		for n < len(silent) && silent[n].place.Position == at.Position {
			n++
		}
		var names []string
		for _, s := range silent[:n] {
			names = append(names, path.Base(s.photo.Path))
		}
		r.problems = append(r.problems, at.Report(diag.Warning, "picture/alt", "图集里的"+wordlessPictures(names),
			`在图集里加一行 alt = "…"，用一句话讲这组图片里有什么；或给图片起名，例如 授牌现场.jpg`))
		silent = silent[n:]
	}
}

// wordlessPictures says which pictures lack words.
func wordlessPictures(names []string) string {
	const shown = 3
	said := " " + strings.Join(names[:min(len(names), shown)], "、") + " "
	switch {
	case len(names) > shown:
		said += fmt.Sprintf("等 %d 张图片", len(names))
	case len(names) > 1:
		said += fmt.Sprintf("这 %d 张图片", len(names))
	}
	return said + "没有文字说明，看不见图的人不知道是什么"
}

// place is where a value stands.
func (r *galleryReader) place(t *table.Table, v table.Value) content.Place {
	d := t.Text().Report(v.At, v.Len, diag.Warning, "", "", "")
	return content.Place{Position: d.Position, Excerpt: d.Excerpt, Width: d.Width}
}
