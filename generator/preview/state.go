package preview

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"qizhi/generator/build"
	"qizhi/generator/diag"
	"qizhi/generator/plan"
	"qizhi/generator/snapshot"
)

// state is what the preview knows at one moment. It is immutable but for replaced, which is closed
// when there is a newer one.
type state struct {
	generation uint64
	// shown is what pages are made from: the newest project without errors. Before there has been
	// one it is a project with errors, as far as that could be planned.
	shown *edition
	// current is what was loaded last, whose diagnostics are shown.
	current *edition
	// replaced is closed when this state is not the newest any more.
	replaced chan struct{}
}

// edition is one project with what serving it needs.
type edition struct {
	*build.Project
	// style is the path of the theme's style sheet.
	style string
	// base is the path part of the site's base_url, "/" or "/a/b/".
	base string
	*tally
	// day is the day that it was made for.
	day time.Time
	// sources is how many files there are in content/, and proof what an editor would say of them.
	sources int
	proof   func() diag.List
}

// tally is what a preview has to know of the diagnostics of an edition. They may be many thousands, and after most saves
// they are those of the edition before.
type tally struct {
	list             diag.List
	errors, warnings int
	unread           bool // a source could not be read
	// problems are what a page shows of the diagnostics; worked out once, for all tabs.
	problems func() []finding
}

func newTally(list diag.List) *tally {
	t := &tally{list: list, problems: sync.OnceValue(func() []finding { return firstProblems(list) })}
	t.errors, t.warnings = list.Count()
	t.unread = slices.ContainsFunc(list, func(d diag.Diagnostic) bool { _, held := heldBack(d); return held })
	return t
}

// newEdition makes an edition; the one before it may be nil.
func newEdition(p *build.Project, snap *snapshot.Snapshot, day time.Time, before *state) *edition {
	e := &edition{Project: p, base: "/", day: day, sources: len(snap.Sources), proof: proof(p.Site, snap, p.Diagnostics, day)}
	if before != nil && before.current.list.Is(p.Diagnostics) {
		e.tally = before.current.tally
	} else {
		e.tally = newTally(p.Diagnostics)
	}
	if p.Theme != nil {
		e.style = p.Theme.AssetPath("style.css")
	}
	if u, err := url.Parse(p.Site.Config.BaseURL); err == nil && strings.HasSuffix(u.Path, "/") {
		e.base = u.Path
	}
	return e
}

// next is the state after an edition has been loaded.
func (s *state) next(e *edition) *state {
	after := &state{generation: 1, current: e, replaced: make(chan struct{})}
	after.shown = after.current
	if s != nil {
		after.generation = s.generation + 1
		if e.errors > 0 && s.shown.errors == 0 {
			after.shown = s.shown
		}
	}
	return after
}

// target finds the target of an output path: among the pages shown, else among those of a project
// that has errors, so that a page that is being written can be seen before the last error is gone.
func (s *state) target(path string) (plan.Target, *edition, bool) {
	for _, e := range []*edition{s.shown, s.current} {
		if t, ok := e.target(path); ok {
			return t, e, true
		}
	}
	return plan.Target{}, s.shown, false
}

// outdated reports whether the site's day is another by now.
func (e *edition) outdated(now time.Time) bool {
	zone := e.Site.Config.Zone
	return e.day.In(zone).Format(time.DateOnly) != now.In(zone).Format(time.DateOnly)
}

// pages counts the HTML pages, as a build does.
func (e *edition) pages() int {
	if e.Plan == nil {
		return 0
	}
	n := 0
	for t := range e.Plan.Targets() {
		if strings.HasSuffix(t.Path, ".html") {
			n++
		}
	}
	return n
}

func (e *edition) target(path string) (plan.Target, bool) {
	if e.Plan == nil {
		return plan.Target{}, false
	}
	return e.Plan.Find(path)
}
