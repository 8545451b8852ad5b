package preview

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// changes are what was seen to change since the last time it was asked.
type changes struct {
	// content are the slash paths relative to content/, of files and folders, there or not.
	content map[string]bool
	// rescan says that names were lost: everything may have changed.
	rescan bool
	// theme says that some theme's file has changed.
	theme bool
	// last is the number of the last event in it; see ledger.
	last uint64
}

func (c *changes) empty() bool { return len(c.content) == 0 && !c.rescan && !c.theme }

func (c *changes) note(path string) {
	if c.content == nil {
		c.content = map[string]bool{}
	}
	c.content[path] = true
}

// add takes in what was seen later.
func (c *changes) add(later changes) {
	for p := range later.content {
		c.note(p)
	}
	c.rescan = c.rescan || later.rescan
	c.theme = c.theme || later.theme
	c.last = max(c.last, later.last)
}

// paths are what to look at again, in order; "" is everything.
func (c *changes) paths() []string {
	if c.rescan {
		return []string{""}
	}
	return slices.Sorted(maps.Keys(c.content))
}

// contentPath is the slash path relative to content/ of a file in it; "" is content/ itself.
func contentPath(r roots, name string) (string, bool) {
	if !within(name, r.content) {
		return "", false
	}
	return strings.TrimPrefix(filepath.ToSlash(name[len(r.content):]), "/"), true
}

// parent is the folder of a slash path, "" at the top.
func parent(p string) string {
	i := strings.LastIndexByte(p, '/')
	return p[:max(i, 0)]
}

// ledger counts the events that were seen and those that the state takes into account, so that a
// request can wait for what was saved before it, and for nothing that comes later.
type ledger struct {
	mu            sync.Mutex
	seen, settled uint64
	moved         chan struct{} // closed when settled grows
}

func newLedger() *ledger { return &ledger{moved: make(chan struct{})} }

// see counts one more event and returns its number.
func (l *ledger) see() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen++
	return l.seen
}

// settle says that every event up to n has been taken into account.
func (l *ledger) settle(n uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n <= l.settled {
		return
	}
	l.settled = n
	close(l.moved)
	l.moved = make(chan struct{})
}

// wait returns when every event seen so far has been taken into account, or ctx ends.
func (l *ledger) wait(ctx context.Context) {
	l.mu.Lock()
	goal := l.seen
	for l.settled < goal {
		moved := l.moved
		l.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return
		}
		l.mu.Lock()
	}
	l.mu.Unlock()
}
