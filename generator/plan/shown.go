package plan

import "qizhi/generator/site"

// Shown is a picture of which published pages show renditions.
type Shown struct {
	File *site.File

	photo *photo
}

// Fault says that a picture cannot be shown, at the place that first names it.
func (s Shown) Fault(err error) error { return s.photo.fault(err) }

// shown are the pictures of the album, in the order of their paths.
func (p *planner) shown() []Shown {
	var out []Shown
	for _, f := range p.Site.Files {
		if ph := p.album.photos[f]; ph != nil {
			out = append(out, Shown{f, ph})
		}
	}
	return out
}
