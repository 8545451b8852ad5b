package preview

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"qizhi/generator/snapshot"
)

// A save is several events (emptied, written, renamed), and they come within a millisecond or two.
// quiet time has to pass without one before it is looked at; a stream that does not end is looked
// at from time to time.
const (
	quietTime = 2 * time.Millisecond
	patience  = 500 * time.Millisecond
)

// caseless says that a name found on the disk may be another name's: only a look at the folder
// tells how a file is spelt now.
const caseless = runtime.GOOS == "windows" || runtime.GOOS == "darwin"

// roots are the folders that a preview watches.
type roots struct {
	site    string // holds content/ and themes/, which may come and go
	content string
	themes  []string // the site's themes/ and the folder of --theme
}

// rootsOf are absolute: the working folder may be named by a path that events do not use.
func rootsOf(source, theme string) (roots, error) {
	site, err := filepath.Abs(source)
	if err != nil {
		return roots{}, err
	}
	r := roots{site: site, content: filepath.Join(site, "content"), themes: []string{filepath.Join(site, "themes")}}
	if theme != "" {
		folder, err := filepath.Abs(theme)
		if err != nil {
			return roots{}, err
		}
		r.themes = append(r.themes, folder)
	}
	return r, nil
}

// watched reports whether everything below a path is watched.
func (r roots) watched(path string) bool {
	if within(path, r.content) {
		return true
	}
	return r.isTheme(path)
}

func (r roots) isTheme(path string) bool {
	for _, t := range r.themes {
		if within(path, t) {
			return true
		}
	}
	return false
}

func within(path, folder string) bool {
	rest, ok := strings.CutPrefix(path, folder)
	return ok && (rest == "" || os.IsPathSeparator(rest[0]))
}

// watcher tells what changes in the roots, as the system reports it. It hands its changes over when
// they are asked for; until then it collects, so that none is lost and none is told twice.
type watcher struct {
	roots   roots
	ledger  *ledger
	out     chan changes
	fs      notices
	folders map[string]bool // that are watched; of deep notices the roots alone
	pending changes
	failed  error // why it cannot go on
}

// errWatch says that the system cannot watch (too many folders, a system without notifications).
var errWatch = errors.New("watching is not possible")

// newWatcher begins to watch. Everything that changes after it has returned will be told.
func newWatcher(r roots, l *ledger, out chan changes) (*watcher, error) {
	w := &watcher{roots: r, ledger: l, out: out}
	return w, w.begin()
}

// begin watches every folder from scratch.
func (w *watcher) begin() error {
	fs, err := newNotices(w.roots.site)
	if err != nil {
		return errors.Join(errWatch, err)
	}
	if w.fs != nil {
		w.fs.Close()
	}
	w.fs, w.folders = fs, map[string]bool{}
	if err := fs.Add(w.roots.site); err != nil {
		fs.Close()
		return errors.Join(errWatch, err)
	}
	for _, root := range append([]string{w.roots.content}, w.roots.themes...) {
		if err := w.followRoot(root); err != nil {
			fs.Close()
			return errors.Join(errWatch, err)
		}
	}
	return nil
}

// followRoot watches a root, which may be a link to a folder elsewhere, and the folders in it.
func (w *watcher) followRoot(root string) error {
	if info, err := os.Stat(root); err != nil || !info.IsDir() {
		return nil
	}
	return w.add(root)
}

// follow watches a folder and those in it. A folder is watched before it is read: what is made
// afterwards is told as an event, what was made before is found by reading. Links in it are not followed.
func (w *watcher) follow(folder string) error {
	if folder == w.roots.content || slices.Contains(w.roots.themes, folder) {
		return w.followRoot(folder)
	}
	if info, err := os.Lstat(folder); deep || err != nil || !info.IsDir() {
		return nil
	}
	return w.add(folder)
}

func (w *watcher) add(folder string) error {
	if w.folders[folder] {
		return nil
	}
	if err := w.fs.Add(folder); err != nil {
		if _, gone := os.Lstat(folder); gone != nil {
			return nil
		}
		return err
	}
	w.folders[folder] = true
	if deep {
		return nil
	}
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			if err := w.follow(filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// run collects changes until ctx ends. It returns an error when watching is not possible any more.
func (w *watcher) run(ctx context.Context) error {
	defer func() { w.fs.Close() }()
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	var since time.Time // of the first event that waits
	var out chan changes
	for w.failed == nil {
		select {
		case <-ctx.Done():
			return nil
		case e := <-w.fs.Told():
			if !w.note(e) {
				continue
			}
			if since.IsZero() {
				since = time.Now()
			}
			if time.Since(since) < patience {
				out = nil
				timer.Reset(quietTime)
			}
		case <-w.fs.Lost(): // events were lost, whatever it is
			w.lost()
			timer.Reset(quietTime)
		case <-timer.C:
			out = w.out
		case out <- w.pending:
			w.pending, out, since = changes{}, nil, time.Time{}
		}
	}
	return w.failed
}

// note takes in one event and reports whether it matters.
func (w *watcher) note(e fsnotify.Event) bool {
	if e.Name == w.roots.site && (e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove)) {
		w.lost() // from now on its name has to be looked for
		return true
	}
	if e.Op == fsnotify.Chmod || !w.roots.watched(e.Name) || w.litter(e.Name) {
		return false
	}
	if e.Has(fsnotify.Create) && w.follow(e.Name) != nil {
		w.lost()
		return true
	}
	moved := e.Has(fsnotify.Rename) && w.folders[e.Name]
	if e.Has(fsnotify.Remove) || moved {
		delete(w.folders, e.Name)
	}
	if moved { // the system goes on watching it and what is in it, under names that are not theirs
		w.lost()
		return true
	}
	w.pending.theme = w.pending.theme || w.roots.isTheme(e.Name)
	if path, ok := contentPath(w.roots, e.Name); ok {
		if caseless && e.Op != fsnotify.Write {
			path = parent(path)
		}
		w.pending.note(path)
	}
	w.pending.last = w.ledger.see()
	return true
}

// litter reports a file that is none of the site's: what editors leave beside the one they save, and what
// qizhi does.
func (w *watcher) litter(name string) bool {
	base := filepath.Base(name)
	return isOwn(base) || within(name, w.roots.content) && snapshot.Ignored(base)
}

// isOwn reports a file that qizhi itself writes beside one that it mends, and that takes its name.
func isOwn(name string) bool {
	return strings.HasPrefix(name, ".qizhi-") && strings.HasSuffix(name, ".tmp")
}

// lost notes that anything may have changed, and watches everything from scratch.
func (w *watcher) lost() {
	w.pending.rescan, w.pending.theme, w.pending.last = true, true, w.ledger.see()
	w.failed = errors.Join(w.failed, w.begin())
}
