package plan

import (
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// The picture that a shared link shows is the page's own, else that of the nearest section above it that
// has one, else the site's.

// sectionImage is the picture of the nearest section that has one, from the given one upwards; nil when
// none has.
func (p *planner) sectionImage(s *site.Section) *theme.Picture {
	for ; s != nil && s.Folder != ""; s = s.Parent {
		if s.Document == nil {
			continue
		}
		if v := p.image(s.Document, nil); v != nil {
			return v
		}
	}
	return nil
}

// shareSection names the section's picture for sharing in the head of a page, instead of the site's.
func (p *planner) shareSection(b *theme.Base, s *site.Section) {
	if v := p.sectionImage(s); v != nil && b.OpenGraph != nil {
		photoImage(b.OpenGraph, v)
	}
}

// withSection adds what shareSection will say to the digest of a page.
func (p *planner) withSection(rest digest.Digest, s *site.Section) digest.Digest {
	v := p.sectionImage(s)
	if v == nil {
		return rest
	}
	return digest.Of(rest[:], v)
}
