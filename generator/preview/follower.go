package preview

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"qizhi/generator/build"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// The pauses of the follower.
const (
	// settleTime is how long a file that has just been emptied is waited for: many editors empty a
	// file and then write it.
	settleTime = 80 * time.Millisecond
	// restTime is how long nothing happens before the state that was replaced is collected. Left to itself the
	// collector would begin in the middle of one save in eight, and make that one wait.
	restTime = 300 * time.Millisecond
	// idleTime is how long nothing happens before what is known is saved for the next start.
	idleTime = 2 * time.Second
	// retryTime is when a file is tried again that another program holds, and retries how often.
	retryTime = 200 * time.Millisecond
	retries   = 20
	// dayTime is how often the calendar is looked at. A timer that is to go off at midnight stands
	// still while the computer sleeps.
	dayTime = time.Minute
)

// follower makes a state of every change. It alone uses the workspace.
type follower struct {
	options   build.Options
	poll      bool
	workspace *build.Workspace
	withdrawn *withdrawals
	journal   *journal
	ledger    *ledger
	newest    atomic.Pointer[state]
	ready     chan struct{} // closed when there is a state

	snap     *snapshot.Snapshot
	said     diag.List // what the journal knows of
	erred    bool      // there are errors in it
	unsaved  bool
	littered bool // the state before is not collected yet
	tried    int
}

func newFollower(s *Server, j *journal) *follower {
	return &follower{options: s.Options, poll: s.Poll, withdrawn: withdrawalsOf(s.Options), journal: j, ledger: newLedger(), ready: make(chan struct{})}
}

// run follows the site until ctx ends.
func (f *follower) run(ctx context.Context) {
	f.workspace = build.Open(f.options, true)
	defer f.workspace.Close()
	var wg sync.WaitGroup
	defer wg.Wait()
	news := f.watch(ctx, &wg)
	f.snap = f.workspace.Look()
	f.load(changes{})
	for {
		pause, action := f.pause()
		select {
		case <-ctx.Done():
			f.save()
			return
		case c := <-news:
			f.take(c, news)
		case <-pause:
			action()
		}
	}
}

// pause is what to do when nothing happens for a while, and after how long.
func (f *follower) pause() (<-chan time.Time, func()) {
	switch {
	case f.tried > 0 && f.tried <= retries:
		return time.After(retryTime), func() { f.again() }
	case f.littered:
		return time.After(restTime), f.collect
	case f.unsaved:
		return time.After(idleTime), f.save
	case f.options.Now.IsZero():
		return time.After(dayTime), f.tomorrow
	}
	return nil, nil
}

// collect gives the memory of the state before back, while nobody waits.
func (f *follower) collect() {
	f.littered = false
	runtime.GC()
}

// tomorrow shows the site as it is on another day, on which pages come and expire.
func (f *follower) tomorrow() {
	if f.newest.Load().current.outdated(time.Now()) {
		f.load(changes{})
	}
}

// again looks at the files that could not be read.
func (f *follower) again() {
	var c changes
	for _, d := range f.newest.Load().current.Diagnostics {
		if path, ok := heldBack(d); ok {
			c.note(path)
		}
	}
	f.snap = f.workspace.LookAgain(f.snap, c.paths())
	f.load(c)
}

// heldBack is the file that a diagnostic says could not be read.
func heldBack(d diag.Diagnostic) (path string, ok bool) {
	if d.Rule != "source/unreadable" || len(d.Path) <= len("content/") {
		return "", false
	}
	return d.Path[len("content/"):], true
}

// take takes changes into account. A file that has just been emptied, or made, is given the time to
// be written, and one that is gone the time to come back, or the rest of its folder to follow it.
func (f *follower) take(c changes, news <-chan changes) {
	after := f.workspace.LookAgain(f.snap, c.paths())
	for range 3 {
		if !emptied(f.snap, after) && len(after.Sources) >= len(f.snap.Sources) {
			break
		}
		select {
		case more := <-news:
			c.add(more)
		case <-time.After(settleTime):
		}
		after = f.workspace.LookAgain(f.snap, c.paths())
	}
	same := slices.Equal(f.snap.Sources, after.Sources) && slices.Equal(f.snap.Problems, after.Problems)
	f.snap = after
	if same && !c.theme {
		f.ledger.settle(c.last)
		return
	}
	f.load(c)
}

// emptied reports whether a file holds nothing that held something before, or was not there.
func emptied(before, after *snapshot.Snapshot) bool {
	empty := map[string]bool{}
	for _, s := range before.Sources {
		if s.Size == 0 {
			empty[s.Path] = true
		}
	}
	return slices.ContainsFunc(after.Sources, func(s snapshot.Source) bool { return s.Size == 0 && !empty[s.Path] })
}

// load makes the next state of the snapshot.
func (f *follower) load(c changes) {
	start := time.Now()
	f.workspace.At(f.day())
	before := f.newest.Load()
	project := f.workspace.Load(f.snap)
	f.withdrawn.refuse(project)
	after := before.next(newEdition(project, f.snap, f.day(), before))
	f.newest.Store(after)
	if before == nil {
		close(f.ready)
	} else {
		close(before.replaced)
	}
	f.unsaved, f.littered = true, true
	if after.current.unread {
		f.tried++
	} else {
		f.tried = 0
	}
	f.ledger.settle(c.last)
	f.report(c, after, time.Since(start))
}

// day is the day that the site is shown for.
func (f *follower) day() time.Time {
	if f.options.Now.IsZero() {
		return time.Now()
	}
	return f.options.Now
}

// save keeps what is known for the next start. While the content has errors the pages shown may
// need what the new index does not name any more.
func (f *follower) save() {
	s := f.newest.Load()
	if !f.unsaved || s.shown != s.current {
		f.unsaved = false
		return
	}
	f.unsaved = false
	_ = f.workspace.Save(f.snap) // a cache that cannot be written costs time, and nothing else
}

// watch begins to watch, or to poll where that is asked for or is all that can be done. What
// changes after it has returned will be told.
func (f *follower) watch(ctx context.Context, wg *sync.WaitGroup) <-chan changes {
	news := make(chan changes)
	r, err := rootsOf(f.options.Source, f.options.Theme)
	if err != nil { // there is no working folder any more, and so no site
		f.journal.say("%v", err)
		return news
	}
	if w := f.notified(r, news); w != nil {
		wg.Go(func() {
			if w.run(ctx) != nil {
				f.journal.say("不能再监视文件夹，改为每半秒检查一次文件")
				newPoller(r, f.ledger, news).run(ctx, changes{rescan: true, theme: true})
			}
		})
		return news
	}
	p := newPoller(r, f.ledger, news)
	wg.Go(func() { p.run(ctx, changes{}) })
	return news
}

// notified is a watcher, or nil where files have to be polled.
func (f *follower) notified(r roots, news chan changes) *watcher {
	if f.poll {
		return nil
	}
	if remote(r.site) {
		f.journal.say("网站文件夹在网络驱动器上，改为每半秒检查一次文件")
		return nil
	}
	w, err := newWatcher(r, f.ledger, news)
	if err != nil {
		f.journal.say("不能监视文件夹（%v），改为每半秒检查一次文件", err)
		return nil
	}
	return w
}
