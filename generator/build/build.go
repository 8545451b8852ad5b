// Package build brings a site to its output folder: it reads and plans the site, renders every
// target, minifies it, and publishes what changed.
//
// It promises that the same input gives the same bytes whatever the machine and the number of its
// processors; that a site with errors publishes nothing; that unchanged files keep their bytes and
// their time; and that files it did not publish are never overwritten or removed.
package build

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"qizhi/generator/cache"
	"qizhi/generator/diag"
	"qizhi/generator/minify"
	"qizhi/generator/parallel"
	"qizhi/generator/plan"
)

// errNotDirectory is what a system says of a path through a file.
var errNotDirectory = syscall.ENOTDIR

// Result says what a build did.
type Result struct {
	Diagnostics diag.List
	// Pages is how many HTML pages the site has, Files how many files in all.
	Pages, Files int
	// Rendered, Written, Unchanged and Removed count files: rendered again, found different and
	// written, left as they were, and removed.
	Rendered, Written, Unchanged, Removed int
	// Held are pages that wait or have left the lists, in words, with the day to build again.
	Held []string
	// Reasons say why each file was rendered again, "path: reason", sorted; only with Explain.
	Reasons []string
	// Differences are the files that a clean build makes otherwise, sorted; only with Verify. There
	// are none unless Qizhi has a fault.
	Differences []string
	// Stages are the stages in order, Took the time of all.
	Stages []Stage
	Took   time.Duration
}

// ErrContent is returned by Run when the content has errors; they are in Result.Diagnostics.
var ErrContent = errors.New("内容有错误")

// ErrVerify is returned by Run when a clean build differs; the files are in Result.Differences.
var ErrVerify = errors.New("增量生成的结果与全新生成不一致，这是旗帜的错误；用 --clean 重新生成，并请报告")

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
	w := Open(o, true)
	defer w.Close()
	o.Progress.Stage("看文件", 0)
	before, reason := readRecord(w.cache, o.Output)
	snap := w.Look()
	// Without a record there is nothing to compare with: the sources are read once, to be parsed.
	if reason == "" && w.Inputs(snap) == before.Inputs && before.allIntact(o.Output) && manifestIs(o.Output, before) {
		result.Diagnostics, result.Held = before.Report, before.Held
		result.Pages, result.Files, result.Unchanged = before.Pages, len(before.Files), len(before.Files)
		_ = w.save(snap.Sources)
		return nil
	}
	project := w.Load(snap)
	result.Diagnostics = project.Diagnostics
	if result.Diagnostics.HasErrors() {
		_ = w.save(snap.Sources)
		return ErrContent
	}
	result.Held = heldWords(project.Site)
	after := &record{Output: o.Output, Inputs: w.Inputs(snap), Report: project.Diagnostics, Held: result.Held}
	r := &renderer{output: o.Output, before: before.byPath(), none: reason, retired: project.Site.Retired, after: after, explain: o.Explain, progress: o.progress()}
	w.pictures.classes(project.Plan.Shown)
	if err := r.publish(project.Plan, result); err != nil {
		found, other := faults(err)
		if result.Diagnostics = append(result.Diagnostics, found...); other == nil {
			other = ErrContent
		}
		_ = w.save(snap.Sources)
		return other
	}
	o.Progress.Stage("记缓存", 0)
	w.pictures.shelf.tidy(after.Files)
	after.Pages = result.Pages
	if w.save(snap.Sources) == nil {
		_ = cache.WriteFile(w.cache, recordName(o.Output), after)
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
	differs := make([]bool, len(targets))
	parallel.Do(len(differs), func(i int) {
		t := targets[i]
		data, err := Render(t)
		differs[i] = err != nil || !sameBytes(filepath.Join(o.Output, filepath.FromSlash(t.Path)), data)
	})
	for i, d := range differs {
		if d {
			result.Differences = append(result.Differences, targets[i].Path)
		}
	}
	if len(result.Differences) > 0 {
		return ErrVerify
	}
	return nil
}

// renderer renders what is not fresh and publishes it.
type renderer struct {
	output  string
	before  map[string]written
	none    string   // why there is no record of an earlier build
	retired []string // old addresses of withdrawn pages, which lead nowhere on purpose
	after   *record
	explain bool

	progress Progress
}

func (r *renderer) publish(p *plan.Plan, result *Result) (err error) {
	targets, err := p.All()
	if err != nil {
		return err
	}
	pub, err := newPublisher(r.output)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pub.close()) }()
	if err := pub.expect(targets, r.before); err != nil {
		return err
	}
	outcomes, err := r.renderAll(targets, pub)
	if err != nil {
		return err
	}
	r.progress.Stage("发布", 0)
	if err := pub.collect(outcomes); err != nil {
		return err
	}
	if err := pub.publish(); err != nil {
		return err
	}
	r.after.Files = make([]written, len(outcomes))
	for i, o := range outcomes {
		r.after.Files[i] = written{Path: o.name, From: o.from, Origin: o.origin, Sum: o.sum, Size: o.size, ModTime: o.modTime}
	}
	r.count(result, pub, outcomes)
	if r.explain {
		for _, o := range outcomes {
			if o.reason != "" {
				result.Reasons = append(result.Reasons, o.name+": "+o.reason)
			}
		}
	}
	return nil
}

func (r *renderer) count(result *Result, pub *publisher, outcomes []outcome) {
	for _, o := range outcomes {
		result.Files++
		if strings.HasSuffix(o.name, ".html") {
			result.Pages++
		}
		if o.reason != "" {
			result.Rendered++
		}
		if o.unchanged {
			result.Unchanged++
		} else {
			result.Written++
		}
	}
	result.Removed = len(pub.removed)
	result.Diagnostics = append(result.Diagnostics, vanished(pub.removed, pub.before.withdrawn, r.retired)...)
	for _, name := range pub.kept {
		result.Diagnostics = append(result.Diagnostics, diag.Diagnostic{Position: diag.Position{Path: filepath.ToSlash(filepath.Join(pub.output, name))},
			Severity: diag.Warning, Rule: "publish/changed", Message: "这个文件不再发布，但发布后被人改过，没有删除", Hint: "确认不需要后请自己删除"})
	}
}

// vanished warns of the addresses that visitors may have kept and that lead nowhere any more. Later
// pages of a list and tags come and go by themselves.
func vanished(removed []string, withdrawn map[string]bool, retired []string) diag.List {
	var out diag.List
	for _, name := range removed {
		if path.Ext(name) != ".html" || strings.Contains(name, "/page/") || strings.HasPrefix(name, "tags/") || slices.Contains(retired, name) {
			continue
		}
		if withdrawn[name] {
			out = append(out, diag.Diagnostic{Position: diag.Position{Path: name}, Severity: diag.Warning, Rule: "address/vanished",
				Message: "这里原来有一篇撤下的文章的说明，现在没有了，别处的旧链接会失效；这个网址仍然不能再用",
				Hint:    "把那一篇放回来，留着 title 和 withdrawn 两行，正文可以删去"})
			continue
		}
		out = append(out, diag.Diagnostic{Position: diag.Position{Path: name}, Severity: diag.Warning, Rule: "address/vanished",
			Message: "这个网址以前发布过，现在没有了，别处的旧链接会失效",
			Hint:    "内容搬了家，就在新的那一篇写 aliases = [\"/" + name + "\"]；不再公开，就留着那一篇写 withdrawn = \"原因\""})
	}
	return out
}

// renderAll renders every target that is not fresh and hands it to the publisher; all failures are
// reported.
func (r *renderer) renderAll(targets []plan.Target, pub *publisher) ([]outcome, error) {
	outcomes := make([]outcome, len(targets))
	failures := make([]error, len(targets))
	r.progress.Stage("生成网页", len(targets))
	order := renderOrder(targets)
	parallel.Do(len(targets), func(n int) {
		i := order[n]
		outcomes[i], failures[i] = r.one(targets[i], pub, i)
		r.progress.Step()
	})
	return outcomes, errors.Join(failures...)
}

// renderOrder puts the late targets after the others.
func renderOrder(targets []plan.Target) []int {
	order := make([]int, 0, len(targets))
	for _, late := range []bool{false, true} {
		for i, t := range targets {
			if t.Late == late {
				order = append(order, i)
			}
		}
	}
	return order
}

// one renders one target unless it is fresh.
func (r *renderer) one(t plan.Target, pub *publisher, i int) (outcome, error) {
	work, err := t.Work()
	if err != nil {
		return outcome{}, fmt.Errorf("%s: %w", t.Path, err)
	}
	reason := reasonFor(t, work.Digest, r.before, r.none, r.output)
	if reason == "" {
		w := r.before[t.Path]
		return outcome{name: t.Path, class: t.Class, sum: w.Sum, size: w.Size, modTime: w.ModTime, from: w.From, origin: t.Origin, unchanged: true}, nil
	}
	buffer := pages.Get().(*bytes.Buffer)
	defer pages.Put(buffer)
	data, err := finish(t, work, buffer)
	if err != nil {
		return outcome{}, err
	}
	o, err := pub.stage(t.Path, data, i)
	o.class, o.from, o.origin, o.reason = t.Class, work.Digest, t.Origin, reason
	return o, err
}

// Render makes the bytes of a target as they are published.
func Render(t plan.Target) ([]byte, error) {
	work, err := t.Work()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path, err)
	}
	return finish(t, work, new(bytes.Buffer))
}

// buffers hold bytes on their way, pages a page while it is rendered.
var (
	buffers = sync.Pool{New: func() any { return new([]byte) }}
	pages   = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

// finish renders and minifies. What it returns may lie in the buffer, and lasts no longer.
func finish(t plan.Target, work plan.Work, buffer *bytes.Buffer) ([]byte, error) {
	buffer.Reset()
	if err := work.Render(buffer); err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path, err)
	}
	if t.Verbatim {
		return buffer.Bytes(), nil
	}
	return minify.Bytes(t.Path, buffer.Bytes())
}

// checkOutput refuses folders whose files are somebody else's.
func checkOutput(o Options) error {
	output, err := realPath(o.Output)
	if err != nil {
		return err
	}
	source, err := realPath(o.Source)
	if err != nil {
		return err
	}
	home := homeFolder()
	info, statErr := os.Lstat(o.Output)
	switch {
	case statErr == nil && info.Mode()&os.ModeSymlink != 0:
		return fmt.Errorf("输出文件夹 %s 是一个链接（快捷方式），请写它指向的真实文件夹", output)
	case statErr == nil && !info.IsDir():
		return fmt.Errorf("%s 是一个文件，不能当输出文件夹", output)
	case output == filepath.Dir(output):
		return fmt.Errorf("输出文件夹不能是磁盘的根目录 %s", output)
	case output == home:
		return fmt.Errorf("输出文件夹不能是用户的主目录 %s", output)
	case within(source, output):
		return fmt.Errorf("输出文件夹 %s 里放着网站的内容，请换一个，例如 public", output)
	case within(home, output):
		return fmt.Errorf("输出文件夹 %s 里有用户的主目录，请换一个，例如 public", output)
	case within(output, filepath.Join(source, CacheName)):
		return fmt.Errorf("%s 是缓存，随时会清空，不能当输出文件夹", output)
	case within(output, filepath.Join(source, "content")), within(output, filepath.Join(source, "themes")):
		return fmt.Errorf("输出文件夹 %s 在网站的内容里，请换一个，例如 public", output)
	}
	return nil
}

// homeFolder is the user's home, "" when there is none.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	real, err := realPath(home)
	if err != nil {
		return home
	}
	return real
}

// realPath is a path with every link in it followed, as far as it exists.
func realPath(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	for dir, rest := abs, ""; ; {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return abs, nil
		}
		dir, rest = parent, filepath.Join(filepath.Base(dir), rest)
	}
}

// within reports whether file is folder or lies in it.
func within(file, folder string) bool {
	rel, err := filepath.Rel(folder, file)
	return file != "" && err == nil && (rel == "." || filepath.IsLocal(rel))
}
