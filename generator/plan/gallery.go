package plan

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/picture"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// galleryBlock is the name of the block that shows pictures together.
const galleryBlock = "gallery"

// gallery is pictures shown together.
type gallery struct {
	title    string
	original bool // each can be had as it was handed in
	shots    []shot
}

// shot is one picture of a gallery.
type shot struct {
	photo        *photo
	alt, caption string
	date         content.Date
	place        content.Place // where the article names it
}

// galleryKey names a gallery block.
type galleryKey struct {
	doc  *content.Document
	line int
}

// gallery is a gallery block of an article as markup.
func (p *planner) gallery(u urls, doc *content.Document, r content.Reference) string {
	return p.galleryMarkup(u, p.album.galleries[galleryKey{doc, r.Place.Line}], p.opens(doc, r))
}

// photos are the pictures of a page's fields as markup; "" when there are none.
func (p *planner) photos(u urls, page *site.Page) template.HTML {
	g := &gallery{}
	for _, f := range page.Fields {
		g.shots = p.shots(f, g.shots)
	}
	return template.HTML(p.galleryMarkup(u, g, nothingAbove(page.Document)))
}

// downloadField is the field whose files are for downloading, pictures too.
const downloadField = "attachments"

// shots appends the pictures that a field shows.
func (p *planner) shots(f site.FieldValue, to []shot) []shot {
	if f.Field.Type != site.FileField || f.Field.Name == downloadField {
		return to
	}
	for _, file := range f.Files {
		if ph := p.album.photos[file]; ph != nil {
			to = append(to, shot{photo: ph, alt: spokenName(file.Path)})
		}
	}
	return to
}

// shapes are the shapes, width to height in percent, that the cells of a gallery have: as the theme's
// style sheet names them, because the content security policy admits no style attributes. What is
// narrower or wider is cut in its cell, and whole when it is enlarged.
var shapes = []int{75, 100, 133, 150, 178, 200}

// shape is the one nearest to a picture's own.
func shape(info picture.Info) int {
	if info.Width == 0 || info.Height == 0 {
		return 133
	}
	off := func(s int) float64 {
		return math.Abs(math.Log(float64(info.Width) / float64(info.Height) * 100 / float64(s)))
	}
	return slices.MinFunc(shapes, func(a, b int) int {
		if off(a) < off(b) {
			return -1
		}
		return 1
	})
}

// most is the number of pictures from which a gallery is laid out as a large one.
const most = 5

// galleryMarkup is a gallery as markup. first says that a visitor sees its first row at once.
func (p *planner) galleryMarkup(u urls, g *gallery, first bool) string {
	if g == nil || len(g.shots) == 0 {
		return ""
	}
	var b strings.Builder
	shapes := g.shapes()
	page := g.page(shapes)
	words := []any{min(len(g.shots), most), ""}
	if len(g.shots) >= most && page == highRows {
		words[1] = " high"
	}
	for _, key := range []string{"enlarged", "close", "previous_photo", "next_photo"} {
		words = append(words, html.EscapeString(p.Theme.Text(key)))
	}
	fmt.Fprintf(&b, `<figure class="gallery n%d%s" data-view="%s" data-close="%s" data-previous="%s" data-next="%s"><ul>`, words...)
	sizes, row := g.sizes(page, shapes)
	for i := range g.shots {
		p.cell(&b, u, g, i, sizes[i], loadingOf(first, i, row))
	}
	b.WriteString("</ul>")
	if g.title != "" {
		b.WriteString("<figcaption>" + html.EscapeString(g.title) + "</figcaption>")
	}
	b.WriteString("</figure>")
	return b.String()
}

// loadingOf is when the ith picture of a gallery is fetched whose first row has so many.
func loadingOf(first bool, i, row int) loading {
	switch {
	case !first || i >= row:
		return whenNear
	case i == 0:
		return beforeOthers
	}
	return atOnce
}

// cell is the ith picture of a gallery: a link to it in full, and below what is said of it.
func (p *planner) cell(b *strings.Builder, u urls, g *gallery, i int, sizes string, when loading) {
	s := g.shots[i]
	v := p.view(u, s.photo, picture.Crop{})
	if v.Alt = s.alt; v.Alt == "" { // a link needs a name
		v.Alt = p.Theme.Text("photo", i+1, len(g.shots))
	}
	fmt.Fprintf(b, `<li class="r%d"><a href="%s">`, shape(s.photo.info), html.EscapeString(v.Full))
	appendImage(b, v, sizes, "", when)
	b.WriteString("</a>")
	if s.caption != "" || !s.date.IsZero() || g.original {
		b.WriteString("<p>")
		b.WriteString(html.EscapeString(s.caption))
		appendDate(b, p.date(s.date))
		if g.original {
			b.WriteString(" " + p.originalLink(u, s.photo))
		}
		b.WriteString("</p>")
	}
	b.WriteString("</li>")
}

func appendDate(b *strings.Builder, d theme.Date) {
	switch {
	case d.Text == "":
	case d.Machine == "":
		b.WriteString(" <span>" + html.EscapeString(d.Text) + "</span>")
	default:
		fmt.Fprintf(b, ` <time datetime="%s">%s</time>`, d.Machine, html.EscapeString(d.Text))
	}
}

// originalLink leads to a picture as it was handed in.
func (p *planner) originalLink(u urls, ph *photo) string {
	return fmt.Sprintf(`<a href="%s" download="%s">%s</a>`, html.EscapeString(u.to(ph.Address)), html.EscapeString(path.Base(ph.Path)),
		html.EscapeString(p.Theme.Text("original", size(ph.Size))))
}
