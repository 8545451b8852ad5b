package plan

import (
	"slices"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/digest"
)

// reading is a body that a plan has been made with: what is wrong with quotations is found in it.
type reading struct {
	document *content.Document
	body     digest.Digest
}

// readings are the bodies that were looked at so far.
func (p *planner) readings() (out []reading) {
	for _, doc := range p.read {
		out = append(out, reading{doc, p.Bodies.BodyDigest(doc)})
	}
	return out
}

// Again is the plan of an input that differs in nothing but its bodies from the one of this plan, without planning
// the whole site anew; nil where it differs in more. What Make looks at must be compared here. Pictures and files are
// not: they are as the site has them, by their digests.
func (p *Plan) Again(in Input) *Plan {
	was := p.planner
	switch {
	case in.Site != was.Site, in.Theme != was.Theme, in.Pictures != was.Pictures, in.Search != was.Search:
		return nil
	case in.Day.In(in.Site.Config.Zone).Format(time.DateOnly) != was.Day.In(in.Site.Config.Zone).Format(time.DateOnly):
		return nil
	case was.unsure:
		return nil
	case slices.ContainsFunc(p.read, func(r reading) bool { return in.Bodies.BodyDigest(r.document) != r.body }):
		return nil
	}
	of := &planner{was.ground, in.Bodies}
	return &Plan{Search: of.index(), Diagnostics: p.Diagnostics, Shown: p.Shown, planner: of, read: p.read}
}

// Shares reports whether a plan is the other's but for the bodies: one was made by Again of the other.
func (p *Plan) Shares(other *Plan) bool { return p.planner.ground == other.planner.ground }
