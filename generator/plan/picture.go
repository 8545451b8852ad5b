package plan

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/picture"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// The widths at which pictures are shown, for the browser to choose a rendition by: that of a text, and of
// a picture that is too high to be shown as wide (those of a gallery: see [gallery.sizes]). A theme with other measures costs its visitors a few kilobytes, no
// more. The screens of most phones have three pixels where two are all that an eye sees: there two thirds
// of the width are named, which makes the picture that is fetched a third of the bytes.
const (
	textSizes = "(min-width: 45rem) 42rem, (min-resolution: 2.5dppx) 61vw, 92vw"
	tallSizes = "(min-width: 33rem) 30rem, (min-resolution: 2.5dppx) 61vw, 92vw"
)

// plainWidth is the width, in pixels, that the rendition for browsers that do not choose has at most.
const plainWidth = 1000

// early is how many lines of a text are taken for what a visitor sees first.
const early = 8

// coverShape is that of covers, on cards and at the head of a page: what most cameras take.
var coverShape = picture.Crop{Width: 3, Height: 2}

// coverCrop is the crop of a document's cover.
func coverCrop(front *content.FrontMatter) picture.Crop {
	crop := coverShape
	crop.Focus, _ = picture.ParseFocus(front.CoverFocus) // what cannot be read has been reported
	return crop
}

// fileOf is the file that a target written in a document names, or nil.
func (p *planner) fileOf(doc *content.Document, target string) *site.File {
	d, err := p.Site.Destination(doc.Path, target)
	if err != nil {
		return nil
	}
	return d.File
}

// photoOf is the photo that a target written in a document names, or nil.
func (p *planner) photoOf(doc *content.Document, target string) *photo {
	return p.album.photos[p.fileOf(doc, target)]
}

// cover is a page's cover picture; nil when it has none.
func (p *planner) cover(u urls, page *site.Page) *theme.Picture { return p.coverOf(u, page.Document) }

// coverOf is a document's cover picture; nil when it has none.
func (p *planner) coverOf(u urls, doc *content.Document) *theme.Picture {
	if doc == nil || doc.Front.Cover == "" {
		return nil
	}
	ph := p.photoOf(doc, doc.Front.Cover)
	if ph == nil {
		return nil
	}
	view := p.view(u, ph, coverCrop(&doc.Front))
	view.Alt = coverWords(&doc.Front)
	return view
}

// view is a crop of a photo for a layout.
func (p *planner) view(u urls, ph *photo, crop picture.Crop) *theme.Picture {
	s, planned := ph.sets[ph.crop(crop)]
	if !planned {
		return nil
	}
	last := s.to - 1
	v := &theme.Picture{Sizes: textSizes, Width: ph.renditions[last].Width, Height: ph.renditions[last].Height,
		Full: u.to(ph.addresses[last]), Colour: p.Pictures.Class(ph.File)}
	plain := s.from
	var set strings.Builder
	for i := s.from; i < s.to; i++ {
		if ph.renditions[i].Width <= plainWidth {
			plain = i
		}
		if i > s.from {
			set.WriteString(", ")
		}
		set.WriteString(u.to(ph.addresses[i]) + " " + strconv.Itoa(ph.renditions[i].Width) + "w")
	}
	v.URL = u.to(ph.addresses[plain])
	if last > s.from {
		v.SrcSet = set.String()
	}
	return v
}

// small is the height, in pixels, up to which a picture within a text stands in its line, as a sign
// does; a higher one has a line of its own.
const small = 64

// picture is a whole picture element. One that stands alone and has a title is a figure with a
// caption.
func (p *planner) picture(u urls, doc *content.Document, r content.Reference) string {
	ph := p.photoOf(doc, r.Target)
	if ph == nil {
		return html.EscapeString(r.Text)
	}
	v := p.view(u, ph, picture.Crop{})
	v.Alt = r.Text
	if !r.Alone && v.Height > 0 && v.Height <= small {
		v.Colour = strings.TrimSpace(v.Colour + " small")
	}
	when := whenNear
	if p.opens(doc, r) {
		when = beforeOthers
	}
	var b strings.Builder
	if !r.Alone || r.Title == "" {
		appendImage(&b, v, textSizes, r.Title, when)
		return b.String()
	}
	b.WriteString("<figure>")
	appendImage(&b, v, textSizes, "", when)
	b.WriteString("<figcaption>" + html.EscapeString(r.Title) + "</figcaption></figure>")
	return b.String()
}

// opens reports whether a picture or a gallery is the first thing a visitor looks at: the first of a
// document without a cover above it, near its top.
func (p *planner) opens(doc *content.Document, r content.Reference) bool {
	if doc.Front.Cover != "" && !p.coverWithin(doc) || r.Place.Line > doc.Lead+early {
		return false
	}
	for _, other := range doc.References {
		if isShown(other) {
			return other.Place == r.Place
		}
	}
	return false
}

// coverWithin reports a cover that is the first picture of the text too. It is not shown above the text as well,
// where readers would see one photo twice.
func (p *planner) coverWithin(doc *content.Document) bool {
	if doc.Front.Cover == "" {
		return false
	}
	i := slices.IndexFunc(doc.References, isShown)
	if i < 0 || doc.References[i].Kind != content.PictureReference {
		return false
	}
	f := p.fileOf(doc, doc.Front.Cover)
	return f != nil && p.fileOf(doc, doc.References[i].Target) == f
}

// isShown reports a picture or pictures within a text.
func isShown(r content.Reference) bool {
	return r.Kind == content.PictureReference || r.Kind == content.BlockReference && r.Target == galleryBlock
}

// nothingAbove reports a page on which what follows the text stands at the top, because there is none.
func nothingAbove(doc *content.Document) bool {
	return doc.Front.Cover == "" && !doc.HasText && !slices.ContainsFunc(doc.References, isShown)
}

// loading is when a picture is fetched.
type loading uint8

const (
	whenNear     loading = iota // when a visitor comes near it
	atOnce                      // it is seen without scrolling
	beforeOthers                // it is the first thing that is looked at
)

// tall is the shape, width to height, below which a picture is not shown as wide as the text.
const tall = 0.8

// appendImage writes an img element.
func appendImage(b *strings.Builder, v *theme.Picture, sizes, title string, when loading) {
	class := v.Colour
	if float64(v.Width) < tall*float64(v.Height) && sizes == textSizes {
		class, sizes = strings.TrimSpace(class+" tall"), tallSizes
	}
	attribute := func(name, value string) {
		b.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
	}
	b.WriteString("<img")
	if class != "" {
		attribute("class", class)
	}
	attribute("src", v.URL)
	if v.SrcSet != "" {
		attribute("srcset", v.SrcSet)
		attribute("sizes", sizes)
	}
	attribute("alt", v.Alt)
	if title != "" {
		attribute("title", title)
	}
	if v.Width > 0 {
		attribute("width", strconv.Itoa(v.Width))
		attribute("height", strconv.Itoa(v.Height))
	}
	switch when {
	case whenNear:
		attribute("loading", "lazy")
	case beforeOthers:
		attribute("fetchpriority", "high")
	}
	b.WriteString(` decoding="async">`)
}

// image is the picture for sharing a page: its cover, else the first it shows; nil when it shows
// none.
func (p *planner) image(doc *content.Document, fields []site.FieldValue) *theme.Picture {
	root := urls{base: p.Site.Config.BaseURL}
	if v := p.coverOf(root, doc); v != nil || doc == nil {
		return v
	}
	for _, r := range doc.References {
		if r.Kind != content.PictureReference {
			continue
		}
		if ph := p.photoOf(doc, r.Target); ph != nil {
			v := p.view(root, ph, picture.Crop{})
			v.Alt = r.Text
			return v
		}
	}
	for _, f := range fields {
		if shots := p.shots(f, nil); len(shots) > 0 {
			return p.view(root, shots[0].photo, picture.Crop{})
		}
	}
	return nil
}

// shareImage names the picture for sharing in the head of a page, instead of the site's own. It is in
// the page's digest: its cover and photos are in the view, its other pictures in the holes.
func (p *planner) shareImage(b *theme.Base, doc *content.Document, fields []site.FieldValue) {
	if v := p.image(doc, fields); v != nil && b.OpenGraph != nil {
		photoImage(b.OpenGraph, v)
	}
}

// shareCover is shareImage for a list, whose view does not show the cover of its document: it becomes a
// part of the sheet's digest.
func (p *planner) shareCover(s *sheet, b *theme.Base, doc *content.Document) {
	v := p.image(doc, nil)
	if v == nil {
		return
	}
	s.rest = digest.Of(s.rest[:], v)
	head := s.head
	s.head = func() {
		head()
		p.shareImage(b, doc, nil)
	}
}
