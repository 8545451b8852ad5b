package plan

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/digest"
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
	if len(p.names) > 0 {
		names := p.namesDigest()
		return digest.Of(d[:], holes, names[:])
	}
	return digest.Of(d[:], holes)
}

// body joins a document's literals and the values of its holes.
func (p *planner) body(doc *content.Document, holes []string) (template.HTML, error) {
	if doc == nil {
		return "", nil
	}
	literals, err := p.Bodies.Literals(doc)
	if err != nil {
		return "", err
	}
	if len(literals) != len(holes)+1 {
		return "", fmt.Errorf("%s: the body has %d holes, its document %d", doc.Path, len(literals)-1, len(holes))
	}
	if len(holes) == 0 {
		return template.HTML(markBare(p.rename(literals[0]))), nil
	}
	size := 0
	for i, hole := range holes {
		size += len(literals[i]) + len(hole)
	}
	var b strings.Builder
	b.Grow(size + len(literals[len(holes)]))
	for i, literal := range literals {
		b.WriteString(markBare(p.rename(literal)))
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
	if d.Outside {
		return html.EscapeString(r.Target)
	}
	if d.File != nil {
		return p.fileLink(u, d.File)
	}
	if d.Address == u.from && d.Fragment != "" {
		return html.EscapeString(fragment(d.Fragment))
	}
	return html.EscapeString(u.to(d.Address) + fragment(d.Fragment))
}
