package plan

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// holes makes the values of a body's holes, in order. They say everything about a body that its
// own source does not.
func (p *planner) holes(u urls, doc *content.Document, period string) []string {
	if len(doc.References) == 0 {
		return nil
	}
	out := make([]string, len(doc.References))
	for i, r := range doc.References {
		switch r.Kind {
		case content.LinkReference:
			out[i] = p.link(u, doc, r)
		case content.PictureReference:
			out[i] = p.picture(u, doc, r)
		case content.FigureReference:
			out[i] = p.figure(u, r, period)
		case content.BlockReference:
			out[i] = p.block(u, doc, r, period)
		}
	}
	return out
}

// bodyDigest stands for a body and its holes without loading it.
func (p *planner) bodyDigest(doc *content.Document, holes []string) digest.Digest {
	if doc == nil {
		return digest.Digest{}
	}
	d := p.Bodies.BodyDigest(doc)
	return digest.Of(d[:], holes)
}

// body joins a document's literals and the values of its holes.
func (p *planner) body(doc *content.Document, holes []string) (template.HTML, error) {
	if doc == nil {
		return "", nil
	}
	body, err := p.Bodies.Body(doc)
	if err != nil {
		return "", err
	}
	if len(body.Literals) != len(holes)+1 {
		return "", fmt.Errorf("%s: the body has %d holes, its document %d", doc.Path, len(body.Literals)-1, len(holes))
	}
	if len(holes) == 0 {
		return template.HTML(body.Literals[0]), nil
	}
	var b strings.Builder
	for i, literal := range body.Literals {
		b.WriteString(literal)
		if i < len(holes) {
			b.WriteString(holes[i])
		}
	}
	return template.HTML(b.String()), nil
}

// link is the value of an href. A target that leads nowhere has been reported by package site.
func (p *planner) link(u urls, doc *content.Document, r content.Reference) string {
	d, err := p.Site.Destination(doc.Path, r.Target)
	if err != nil {
		return html.EscapeString(r.Target)
	}
	if d.Address == u.from && d.Fragment != "" {
		return html.EscapeString(fragment(d.Fragment))
	}
	return html.EscapeString(u.to(d.Address) + fragment(d.Fragment))
}

// picture is a whole picture element.
func (p *planner) picture(u urls, doc *content.Document, r content.Reference) string {
	d, err := p.Site.Destination(doc.Path, r.Target)
	if err != nil || d.File == nil {
		return html.EscapeString(r.Text)
	}
	img := fmt.Sprintf(`<img src="%s" alt="%s" loading="lazy">`, html.EscapeString(u.to(d.Address)), html.EscapeString(r.Text))
	if r.Title == "" {
		return img
	}
	return "<figure>" + img + "<figcaption>" + html.EscapeString(r.Title) + "</figcaption></figure>"
}

// cover is a page's cover picture; nil when it has none.
func (p *planner) cover(u urls, page *site.Page) *theme.Picture {
	front := page.Document.Front
	if front.Cover == "" {
		return nil
	}
	d, err := p.Site.Destination(page.Document.Path, front.Cover)
	if err != nil || d.File == nil {
		return nil
	}
	return &theme.Picture{URL: u.to(d.Address), Alt: front.CoverAlt}
}
