package preview

import (
	"net/url"
	"strings"
	"sync"

	"qizhi/generator/build"
	"qizhi/generator/plan"
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
	// problems are what a page shows of the diagnostics; worked out once, for all tabs.
	problems func() []finding
}

func newEdition(p *build.Project) *edition {
	e := &edition{Project: p, base: "/", problems: sync.OnceValue(func() []finding { return firstProblems(p.Diagnostics) })}
	if p.Theme != nil {
		e.style = p.Theme.AssetPath("style.css")
	}
	if u, err := url.Parse(p.Site.Config.BaseURL); err == nil && strings.HasSuffix(u.Path, "/") {
		e.base = u.Path
	}
	return e
}

// next is the state after a project has been loaded.
func (s *state) next(p *build.Project) *state {
	after := &state{generation: 1, current: newEdition(p), replaced: make(chan struct{})}
	after.shown = after.current
	if s != nil {
		after.generation = s.generation + 1
		if p.Diagnostics.HasErrors() && !s.shown.Diagnostics.HasErrors() {
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

func (e *edition) target(path string) (plan.Target, bool) {
	if e.Plan == nil {
		return plan.Target{}, false
	}
	return e.Plan.Find(path)
}
