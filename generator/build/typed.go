package build

import (
	"slices"
	"sync"
	"sync/atomic"

	"qizhi/generator/check"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/parallel"
	"qizhi/generator/site"
)

// typed is what was found last, and in what.
type typed struct {
	site    *site.Site
	figures digest.Digest
	docs    []*parsed
	found   []diag.List // in each document
}

// typed are the numbers in articles and in site.toml that contradict the figures (check.Contradictions), remembered
// with each source for as long as neither it nor the figures nor its period change.
func (w *Workspace) typed(s settings, docs []*parsed, of *site.Site) diag.List {
	if len(of.Statistics.Indicators) == 0 {
		return nil
	}
	periods, figures := w.resolved.periods, w.library.figuresDigest
	judges := sync.OnceValue(func() map[string]digest.Digest { return judgesOf(figures, periods) })
	var unread atomic.Bool
	found, others := w.resolved.typed.into(of, figures, docs)
	parallel.Do(len(others), func(n int) {
		i := others[n]
		p := docs[i]
		period, shown := periods[p.document]
		if !shown {
			return
		}
		judged := judges()[period]
		if p.known.Figures == judged {
			found[i] = p.known.Typed
			return
		}
		if p.known.Weighed == figures && !slices.Contains(p.known.Contradicted, period) {
			w.library.judge(p.known, judged, nil)
			return
		}
		raw, err := p.source.Read()
		if err != nil { // reported by whoever needs the bytes
			unread.Store(true)
			return
		}
		found[i] = check.Contradictions(of.Statistics, p.source.Path, raw, period, p.document)
		w.library.judge(p.known, judged, found[i])
	})
	if w.resolved.typed = (typed{of, figures, docs, found}); unread.Load() {
		w.resolved.typed = typed{}
	}
	out := check.Contradictions(of.Statistics, "site.toml", []byte(s.config), of.Home.Period, nil)
	for _, list := range found {
		out = append(out, list...)
	}
	return out
}

// into is what was found in documents that are the same now, and the places of the others, at which there is nothing.
// The list is that of before where it can be: nobody else has it.
func (t typed) into(of *site.Site, figures digest.Digest, docs []*parsed) (found []diag.List, others []int) {
	if t.site != of || t.figures != figures || len(t.docs) != len(docs) {
		for i := range docs {
			others = append(others, i)
		}
		return make([]diag.List, len(docs)), others
	}
	for i, p := range docs {
		if p != t.docs[i] && p.known != t.docs[i].known {
			t.found[i], others = nil, append(others, i)
		}
	}
	return t.found, others
}

// judgesOf are the digests of the figures as each period has them.
func judgesOf(figures digest.Digest, periods map[*content.Document]string) map[string]digest.Digest {
	out := map[string]digest.Digest{}
	for _, period := range periods {
		if _, done := out[period]; !done {
			out[period] = digest.Of(figures[:], period)
		}
	}
	return out
}

// periodsOf are the periods whose figures the published documents quote: pages, sections, the home page.
func periodsOf(of *site.Site) map[*content.Document]string {
	periods := make(map[*content.Document]string, len(of.Pages)+len(of.Sections)+1)
	for _, s := range append([]*site.Section{of.Home}, of.Sections...) {
		if s.Document != nil {
			periods[s.Document] = s.Period
		}
	}
	for _, page := range of.Pages {
		periods[page.Document] = page.Period
	}
	return periods
}

// weigh notes, while the text of a source is at hand, in which periods a number in it would contradict
// the figures: which period is its own is known only when the site is resolved, and most sources then
// need not be read again.
func (l *library) weigh(k *known, text string) {
	if l.figures == nil || len(l.figures.Indicators) == 0 {
		return
	}
	contradicted := l.figures.Contradicted(text)
	l.mu.Lock()
	defer l.mu.Unlock()
	k.Weighed, k.Contradicted = l.figuresDigest, contradicted
}

// judge remembers what was found in a source by the figures.
func (l *library) judge(k *known, figures digest.Digest, found diag.List) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k.Figures, k.Typed = figures, found
	l.changed = true
}
