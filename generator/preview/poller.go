package preview

import (
	"context"
	"slices"
	"time"

	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// Polling walks the folders twice a second; where a walk takes long, it rests ten times as long.
const (
	pollTime = 500 * time.Millisecond
	restFor  = 10
)

// poller tells what changes by looking again and again, where the system tells nothing: network
// drives, and systems that have run out of watches.
type poller struct {
	roots  roots
	ledger *ledger
	out    chan changes
	// content and themes are what was found at the last walk.
	content  seen
	problems diag.List // of that walk: links, unreadable folders, content/ itself gone
	themes   []seen
}

// seen is what a walk finds, by path.
type seen map[string]stamp

// stamp tells one state of a file from another without reading it.
type stamp struct{ size, modTime, changed int64 }

func newPoller(r roots, l *ledger, out chan changes) *poller {
	p := &poller{roots: r, ledger: l, out: out}
	p.walk()
	return p
}

// walk looks at everything and says what is not as it was.
func (p *poller) walk() changes {
	var c changes
	content, problems := walk(p.roots.content)
	for _, name := range p.content.differences(content) {
		c.note(name)
	}
	if p.content != nil && !slices.Equal(p.problems, problems) {
		c.note("") // only a look at everything tells what no file tells
	}
	p.content, p.problems = content, problems
	themes := make([]seen, len(p.roots.themes))
	for i, folder := range p.roots.themes {
		themes[i], _ = walk(folder)
		if p.themes != nil && len(p.themes[i].differences(themes[i])) > 0 {
			c.theme = true
		}
	}
	p.themes = themes
	return c
}

func walk(folder string) (seen, diag.List) {
	out := seen{}
	snap := snapshot.Take(folder, "")
	for _, s := range snap.Sources {
		out[s.Path] = stamp{s.Size, s.ModTime, s.Changed}
	}
	return out, snap.Problems
}

// differences are the paths that are new, gone or different.
func (s seen) differences(later seen) []string {
	var out []string
	for p, now := range later {
		if before, ok := s[p]; !ok || before != now {
			out = append(out, p)
		}
	}
	for p := range s {
		if _, ok := later[p]; !ok {
			out = append(out, p)
		}
	}
	return out
}

// run looks until ctx ends. first is what is already known to have changed.
func (p *poller) run(ctx context.Context, first changes) {
	rest := pollTime
	for c := first; ; {
		if !c.empty() {
			c.last = p.ledger.see()
			select {
			case p.out <- c:
			case <-ctx.Done():
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest):
		}
		start := time.Now()
		c = p.walk()
		rest = max(pollTime, restFor*time.Since(start))
	}
}
