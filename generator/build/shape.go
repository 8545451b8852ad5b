package build

import (
	"qizhi/generator/digest"
	"qizhi/generator/plan"
	"qizhi/generator/snapshot"
)

// A target is fresh when the digest of all it is rendered from is the one in the manifest (fresh.go). That
// digest is fine, and takes a view to be made. Before it a coarser one is asked, of more than the target is
// rendered from: of everything that pages know of each other (the shape of the site), and of the bodies that
// the target shows. Where even these are as they were, so is the target. An edit of a text leaves the shape
// alone, so that only the page itself is looked at.

// shape is the digest of everything that targets are rendered from but the bodies of documents: the
// options, the day, site.toml, figures, pictures and attachments, the theme, and what every document says
// outside its body. It is zero, which is no shape, where that is not known of every document.
func (w *Workspace) shape(snap *snapshot.Snapshot) digest.Digest {
	said := make([]digest.Digest, len(w.resolved.documents))
	for i, doc := range w.resolved.documents {
		if said[i] = w.library.parsed[doc.Path].known.Said; said[i] == (digest.Digest{}) {
			return digest.Digest{}
		}
	}
	return digest.Of(w.resolved.inputs, w.resolved.themeInputs, snap.Problems, said)
}

// whole makes the coarse digests of targets; zero, which is none, for those that may show any body.
func (p *Project) whole(shape digest.Digest) func(plan.Target) digest.Digest {
	return func(t plan.Target) digest.Digest {
		if !t.Bounded || shape == (digest.Digest{}) {
			return digest.Digest{}
		}
		if len(t.Bodies) == 0 {
			return shape
		}
		sums := make([]digest.Digest, len(t.Bodies))
		for i, doc := range t.Bodies {
			sums[i] = p.bodies.BodyDigest(doc)
		}
		return digest.Of(shape, sums)
	}
}
