package build

import (
	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
	"qizhi/generator/snapshot"
)

// A target is fresh when the digest of all it is rendered from is the one in the manifest (fresh.go). That
// digest is fine, and takes a view to be made. Before it two coarser ones are asked, of more than the target is
// rendered from; where one of them is as it was, so is the target.
//
// The first is of everything that pages know of each other (the shape of the site), and of the bodies that the
// target shows. An edit of a text leaves the shape alone, so that only the page itself is looked at. The second is
// of what lies near the target alone (plan/near.go), with the base of the site: an edit of a title leaves it alone
// for all but a few dozen pages.

// shapes are the digests that the coarser ones of targets are made with; zero, which is none, for what is not known.
type shapes struct {
	bodies bodies
	// site is of everything that targets are rendered from but the bodies of documents: the options, the day,
	// site.toml, figures, pictures and attachments, the theme, and what every document says outside its body.
	site digest.Digest
	// base is of the same but for the documents.
	base digest.Digest
}

// shapes are those of a project of a snapshot.
func (w *Workspace) shapes(snap *snapshot.Snapshot, p *Project) shapes {
	said := make([]digest.Digest, len(w.resolved.documents))
	for i, doc := range w.resolved.documents {
		if said[i] = p.bodies.Said(doc); said[i] == (digest.Digest{}) {
			return shapes{}
		}
	}
	base := digest.Of(w.resolved.inputs, w.resolved.themeInputs, snap.Problems)
	return shapes{p.bodies, digest.Of(base, said), base}
}

// whole is the coarsest digest of a target; zero for those that may show any body.
func (s shapes) whole(t plan.Target) digest.Digest {
	if !t.Bounded || s.site == (digest.Digest{}) {
		return digest.Digest{}
	}
	return s.with(s.site, t.Bodies)
}

// near is the digest of a target whose own near digest is the given one.
func (s shapes) near(t plan.Target, around digest.Digest) digest.Digest {
	if !t.Bounded || s.base == (digest.Digest{}) {
		return digest.Digest{}
	}
	return s.with(digest.Of(s.base, around), t.Bodies)
}

// with adds bodies to a digest.
func (s shapes) with(d digest.Digest, shown []*content.Document) digest.Digest {
	if len(shown) == 0 {
		return d
	}
	sums := make([]digest.Digest, 1, 1+len(shown))
	sums[0] = d
	for _, doc := range shown {
		sums = append(sums, s.bodies.BodyDigest(doc))
	}
	return digest.Of(sums)
}
