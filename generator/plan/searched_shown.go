package plan

import (
	"slices"

	"qizhi/generator/content"
	"qizhi/generator/search"
)

// searchFront puts into d all that a page says outside the text of its body: its own fields, and what stands with
// the pictures and charts in the body.
func (p *planner) searchFront(d *search.Document, s searched) {
	*d = search.Document{Tags: d.Tags[:0], Headings: d.Headings[:0], Blocks: d.Blocks[:0]}
	s.front(d)
	if s.document == nil {
		return
	}
	var shown []search.Block
	for _, r := range s.document.References {
		for _, text := range p.referenceTexts(s.document, r, s.period) {
			shown = appendBlock(shown, "", text)
		}
	}
	if len(shown) > 0 {
		d.Blocks = slices.Insert(d.Blocks, firstUnder(d.Blocks), shown...)
	}
}

// firstUnder is the place of the first block that stands under a heading of its own, or the end: what stands under
// none comes before.
func firstUnder(blocks []search.Block) int {
	if at := slices.IndexFunc(blocks, func(b search.Block) bool { return b.HeadingID != "" }); at >= 0 {
		return at
	}
	return len(blocks)
}

// referenceTexts are the words that a visitor reads in the place of a reference and that the body's own text
// does not have.
func (p *planner) referenceTexts(doc *content.Document, r content.Reference, period string) []string {
	switch {
	case r.Kind == content.PictureReference && r.Alone && r.Title != "" && p.photoOf(doc, r.Target) != nil:
		return []string{r.Title}
	case r.Kind == content.BlockReference && r.Target == galleryBlock:
		return p.galleryTexts(p.album.galleries[galleryKey{doc, r.Place.Line}])
	case r.Kind == content.BlockReference && r.Target == "chart":
		return p.chartTexts(r, period)
	}
	return nil
}

// galleryTexts are what is written below a gallery and each of its pictures.
func (p *planner) galleryTexts(g *gallery) []string {
	if g == nil {
		return nil
	}
	texts := []string{g.title}
	for _, s := range g.shots {
		texts = append(texts, s.caption, p.dateText(s.date))
	}
	return texts
}

// chartTexts are what is written above and below a chart. It is not drawn for them.
func (p *planner) chartTexts(r content.Reference, period string) []string {
	spec, of, _ := p.readChart(r, period)
	if spec == nil || of == nil {
		return nil
	}
	texts := []string{p.chartTitle(spec, of), p.expand(spec.Note, of.Name)}
	if periods := p.Site.Statistics.PeriodsAt(spec, of); len(periods) == 1 {
		texts = append(texts, p.sourceWords(periods[0].Name))
	}
	return texts
}
