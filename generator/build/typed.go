package build

import (
	"qizhi/generator/check"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/site"
)

// typed are the numbers in articles that contradict the figures (check.Contradictions), remembered
// with each source for as long as neither it nor the figures nor its period change.
func (w *Workspace) typed(s settings, docs []parsed, of *site.Site) diag.List {
	figures := digest.Of(s.figures)
	found := make([]diag.List, len(docs))
	parallel(len(docs), func(i int) {
		p := docs[i]
		page := of.PageAt(p.source.Path)
		if page == nil {
			return
		}
		judged := digest.Of(figures[:], page.Period)
		if p.known.Figures == judged {
			found[i] = p.known.Typed
			return
		}
		raw, err := p.source.Read()
		if err != nil { // reported by whoever needs the bytes
			return
		}
		found[i] = check.Contradictions(of.Statistics, p.source.Path, raw, page.Period, page.Document)
		w.library.judge(p.known, judged, found[i])
	})
	var out diag.List
	for _, list := range found {
		out = append(out, list...)
	}
	return out
}

// judge remembers what was found in a source by the figures.
func (l *library) judge(k *known, figures digest.Digest, found diag.List) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k.Figures, k.Typed = figures, found
	l.changed = true
}
