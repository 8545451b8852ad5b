// Package build brings a site to its output folder: it reads and plans the site, renders every
// target, minifies it, and publishes what changed.
//
// It promises that the same input gives the same bytes whatever the machine and the number of its
// processors; that a site with errors publishes nothing; that unchanged files keep their bytes and
// their time; that files it did not publish are never overwritten or removed; and that a published file
// which somebody changed is replaced only with a word, and a copy of it kept.
package build

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"qizhi/generator/cache"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/parallel"
	"qizhi/generator/snapshot"
)

// errNotDirectory is what a system says of a path through a file.
var errNotDirectory = syscall.ENOTDIR

// Result says what a build did.
type Result struct {
	Diagnostics diag.List
	// Pages is how many HTML pages the site has, Files how many files in all.
	Pages, Files int
	// Drafts is how many of the pages are drafts; only with Options.Drafts.
	Drafts int
	// Rendered, Written, Unchanged and Removed count files: rendered again, found different and
	// written, left as they were, and removed.
	Rendered, Written, Unchanged, Removed int
	// Held are pages that wait or have left the lists, in words, with the day to build again.
	Held []string
	// Reasons say in Chinese why each file was rendered again, "path: reason", sorted; only with Explain.
	Reasons []string
	// Differences are the files that a clean build makes otherwise, sorted; only with Verify. There
	// are none unless Qizhi has a fault.
	Differences []string
	// Touched are the published files that hold other bytes than Qizhi wrote, sorted: somebody changed them and put
	// their size and time back, which no build looks behind; only with Verify.
	Touched []string
	// Verified is how many published files a clean build was compared with; only with Verify.
	Verified int
	// Stages are the stages in order, Took the time of all.
	Stages []Stage
	Took   time.Duration
}

// ErrContent is returned by Run when the content has errors; they are in Result.Diagnostics.
var ErrContent = errors.New("内容有错误")

// ErrVerify is returned by Run when a clean build differs; the files are in Result.Differences.
var ErrVerify = errors.New("增量生成的结果与全新生成不一致，这是旗帜的错误；用 --clean 重新生成，并请报告")

// ErrTouched is returned by Run when published files were changed by others; they are in Result.Touched.
var ErrTouched = errors.New("已发布的文件被别人改过，改的时候保留了大小和修改时间；用 --clean 再生成一次，换回由内容生成的一版（改过的留一份）")

// Run builds and publishes a site. The Result is never nil.
func Run(o Options) (*Result, error) {
	start := time.Now()
	result := &Result{}
	if err := checkOutput(o); err != nil {
		return result, err
	}
	watch := &stopwatch{Progress: o.progress()}
	o.Progress = watch
	err := run(o, result)
	if err == nil && o.Verify {
		watch.Stage("核对", 0)
		err = verify(o, result)
	}
	watch.stop()
	result.Stages = watch.stages
	result.Diagnostics = result.Diagnostics.Sorted()
	result.Took = time.Since(start)
	return result, err
}

// run does not mind a cache that cannot be written: it costs time in the next build and is no reason to
// fail this one.
func run(o Options, result *Result) error {
	unlock := lockOutput(o.Output, o.Source)
	defer unlock()
	// What an interrupted build committed to is finished before anything is compared with it, and whatever
	// becomes of this build; what it only staged is not left lying where it would be uploaded.
	if err := recoverOutput(o.Output); err != nil {
		return fmt.Errorf("上次中断的发布没能接着做完：%w", cause(err))
	}
	o.Progress.Stage("看文件", 0)
	var snap *snapshot.Snapshot
	var looked sync.WaitGroup
	looked.Go(func() { snap = o.look() })
	w := Open(o, true)
	defer w.Close()
	before, reason := readRecord(w.cache, o.Output)
	published := parallel.Ahead(func() manifest { return readManifest(o.Output) })
	if looked.Wait(); o.Clean {
		reason = reasonClean
	}
	// Without a record there is nothing to compare with: the sources are read once, to be parsed.
	if reason == "" && w.Inputs(snap) == before.Inputs && before.allIntact(o.Output) && before.isNamedBy(published()) {
		found, known := readReport(w.cache, o.Output, before.Report)
		if known {
			result.Diagnostics, result.Held = append(found, before.Vanished...), before.Held
			result.Drafts = before.Drafts
			result.Pages, result.Files, result.Unchanged = before.Pages, len(before.Files), len(before.Files)
			_ = w.save(snap.Sources)
			return nil
		}
		before.Report = digest.Digest{} // what cannot be read is written again
	}
	byPath := parallel.Ahead(before.byPath)
	project := w.Load(snap)
	result.Diagnostics = project.Diagnostics
	if result.Diagnostics.HasErrors() {
		_ = w.save(snap.Sources)
		return ErrContent
	}
	var indexed sync.WaitGroup // the search index is begun before publish asks for it: most of an edit's is work for one processor
	indexed.Go(func() { _, _ = project.Plan.Search() })
	result.Held = heldWords(project.Site)
	marks := marksOf(project.Site)
	drafts := draftsIn(marks)
	ofDrafts := warnOfDrafts(drafts)
	result.Diagnostics, result.Drafts = append(result.Diagnostics, ofDrafts...), len(drafts)
	shapes := w.shapes(snap, project)
	after := &record{Output: absolute(o.Output), Inputs: w.Inputs(snap), Shape: shapes.site, Held: result.Held, Drafts: result.Drafts, Settings: w.settingsOf(snap)}
	r := &renderer{output: o.Output, aside: filepath.Join(o.Source, CacheName, asideName), before: byPath(), published: published, shapes: shapes, none: reason, retired: project.Site.Retired, said: before.Vanished, forget: slices.Contains(project.Site.Config.Check.Ignore, ruleVanished), marks: marks, after: after, explain: o.Explain, own: w.library.own, was: before.Settings, progress: o.progress()}
	w.pictures.classes(project.Plan.Shown)
	after.Report = reportKey(after.Shape, result.Diagnostics, project.fresh, ofDrafts)
	var kept errgroup.Group // each stands for itself: what another could not write is a miss in the next build
	found := slices.Clip(result.Diagnostics)
	kept.Go(func() error { return writeReport(w.cache, o.Output, before.Report, after.Report, found) })
	defer kept.Wait()
	err := r.publish(project.Plan, result)
	indexed.Wait() // what it remembers is saved below, and the cache closed
	if err != nil {
		found, other := Faults(err)
		if result.Diagnostics = append(result.Diagnostics, found...); other == nil {
			other = ErrContent
		}
		_ = w.save(snap.Sources)
		return other
	}
	o.Progress.Stage("记缓存", 0)
	w.pictures.shelf.tidy(after.Files)
	after.Pages = result.Pages
	kept.Go(func() error { return w.save(snap.Sources) })
	kept.Go(func() error { return cache.WriteFile(w.cache, recordName(o.Output), after) })
	if kept.Wait() == nil {
		tidyRecords(w.cache, filepath.Join(o.Source, CacheName), recordName(o.Output))
	}
	return nil
}

// verify renders the whole site again without the cache and compares with what is published.
func verify(o Options, result *Result) error {
	project := Load(o)
	if project.Diagnostics.HasErrors() {
		return ErrVerify
	}
	targets, err := project.Plan.All()
	if err != nil {
		return err
	}
	published := readManifest(o.Output)
	differs, touched := make([]bool, len(targets)), make([]bool, len(targets))
	parallel.Do(len(differs), func(i int) {
		t := targets[i]
		data, err := Render(t)
		have, unread := readRegular(filepath.Join(o.Output, filepath.FromSlash(t.Path)))
		touched[i] = unread != nil || sha256.Sum256(have) != published.files[t.Path].sum
		differs[i] = err != nil || !touched[i] && !bytes.Equal(have, data)
	})
	result.Verified = len(differs)
	for i, t := range targets {
		if touched[i] {
			result.Touched = append(result.Touched, t.Path)
		}
		if differs[i] {
			result.Differences = append(result.Differences, t.Path)
		}
	}
	switch {
	case len(result.Differences) > 0:
		return ErrVerify
	case len(result.Touched) > 0:
		return ErrTouched
	}
	return nil
}

// buffers hold bytes on their way, pages a page while it is rendered.
var (
	buffers = sync.Pool{New: func() any { return new([]byte) }}
	pages   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)
