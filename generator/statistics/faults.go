package statistics

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/diag"
)

// faults remember what Load refused, so that what only follows from it need not be told again all
// over the site: the cause stands in the list that Load returned.
type faults struct {
	found       bool            // Load found errors
	definitions bool            // indicators.toml could not be read whole: no name is certainly unknown
	defined     bool            // indicators.toml has errors: a formula may lack its value because of it
	names       map[string]bool // unknown names that the statistics files use themselves
	unnamed     bool            // a period's file was refused whose period is not known
	charts      map[string]bool // ids of [[chart]]s that were refused
	nameless    bool            // a refused [[chart]] had no id that could be read
}

// Faulty reports whether Load found errors. Nothing of the set may then be published, and what
// other sources say may disagree with a figure only because the figure itself is wrong.
func (s *Set) Faulty() bool { return s != nil && s.faults.found }

// RefusedChart reports whether indicators.toml has the chart but was refused.
func (s *Set) RefusedChart(id string) bool {
	return s.faults.definitions || s.faults.nameless || s.faults.charts[id]
}

// refused is a period of whose file nothing could be used, so that pages of that time find a period
// without figures and not the one before it.
func (l *loader) refused(name string) {
	if s, title, ok := parsePeriodName(name); ok {
		l.lost = append(l.lost, &Period{Name: name, Title: title, span: s, figures: map[string]*Figure{}, faulty: true})
	} else {
		l.set.faults.unnamed = true
	}
}

// addPeriod makes a period known by its name.
func (l *loader) addPeriod(p *Period) {
	l.set.Periods = append(l.set.Periods, p)
	l.set.byPeriod[p.Name] = p
}

// addRefused adds the periods of refused files that no sound file gives.
func (l *loader) addRefused() {
	for _, p := range l.lost {
		if l.set.byPeriod[p.Name] == nil {
			l.addPeriod(p)
		}
	}
	slices.SortStableFunc(l.set.Periods, comparePeriods)
}

// markFaults says which periods have errors in their files.
func (l *loader) markFaults() {
	f := &l.set.faults
	f.definitions = l.partial
	for _, d := range l.problems {
		if d.Severity != diag.Error {
			continue
		}
		f.found = true
		f.defined = f.defined || path.Base(d.Path) == definitionsFile
		if p := l.set.byPeriod[strings.TrimSuffix(path.Base(d.Path), ".toml")]; p != nil {
			p.faulty = true
		}
	}
}

// follows reports whether a page's trouble with a period can be the consequence of what was refused.
func (s *Set) follows(p *Period) bool {
	return s.faults.definitions || s.faults.unnamed || p != nil && p.faulty
}
