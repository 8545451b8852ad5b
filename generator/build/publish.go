package build

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/file"
	"qizhi/generator/plan"
)

// publisher brings rendered files into an output folder in three steps. Staging: every file that
// differs is written into a folder beside the published ones, on the same volume; a failure here
// leaves the output untouched. Commit: all of that is brought onto the disk, and a journal names every move
// and removal. Applying: the moves,
// one by one, assets first, then pages, lists and feeds, removals last, the manifest at the very end.
// A visitor meets each file whole, old or new. A process that dies while applying, or a machine whose
// power fails, is finished by the next build, from the journal.
type publisher struct {
	output  string
	staging string
	before  manifest
	after   manifest
	written map[string]written // what the record knows of the build before, by path
	origin  map[string]bool    // the photos that this build shows (plan.Target)
	aside   string             // the folder for what somebody changed
	retired []string           // old addresses of withdrawn pages, which lead nowhere on purpose
	forget  bool               // nobody wants to know of addresses that vanish

	tree      *stagedTree // of a first publication
	flusher   *flusher    // of the others
	staged    []move
	kept      []string // files of an earlier build that somebody changed since
	removed   []string
	committed bool
}

// move is a staged file and where it goes.
type move struct {
	From, Name string
	class      plan.Class
}

// stagingPrefix begins the names of staging folders.
const stagingPrefix = ".qizhi-staging-"

// newPublisher makes the output folder, in which nothing of an interrupted build is left (recoverOutput),
// and which holds what its manifest says.
func newPublisher(output, aside string, before manifest) (*publisher, error) {
	if err := os.MkdirAll(output, 0o755); err != nil {
		return nil, fmt.Errorf("建不了输出文件夹 %s：%w", output, cause(err))
	}
	staging, err := os.MkdirTemp(output, stagingPrefix)
	if err != nil {
		return nil, fmt.Errorf("输出文件夹 %s 不能写入：%w", output, cause(err))
	}
	p := &publisher{output: output, staging: staging, aside: aside, before: before, after: newManifest(),
		origin: map[string]bool{}}
	if len(p.before.files) == 0 {
		p.tree = newStagedTree(output, staging)
	} else {
		p.flusher = newFlusher(staging)
	}
	return p, nil
}

// expect takes in what the build will publish and what the record knows of the build before. A target
// at the address of a page that was withdrawn is a fault of its source.
func (p *publisher) expect(targets []plan.Target, before map[string]written, marks map[string]mark) error {
	p.written = before
	maps.Copy(p.after.withdrawn, p.before.withdrawn)
	var faults []error
	for _, t := range targets {
		switch {
		case t.Withdrawn:
			p.after.withdrawn[t.Path] = true
		case p.before.withdrawn[t.Path]:
			faults = append(faults, reused(t))
		}
		if m, marked := markOf(t, marks); marked {
			p.after.marks[t.Path] = m
		}
		if t.Origin != "" {
			p.origin[t.Origin] = true
		}
	}
	return errors.Join(faults...)
}

// Withdrawn are the addresses in an output folder that pages were withdrawn from while it has lived; none
// where there is no such folder.
func Withdrawn(output string) map[string]bool { return readManifest(output).withdrawn }

// Reused are the errors with which a build refuses targets at withdrawn addresses, for whoever shows a site
// without building it.
func Reused(p *plan.Plan, withdrawn map[string]bool) (list diag.List) {
	for _, address := range slices.Sorted(maps.Keys(withdrawn)) {
		t, claimed := p.Find(address)
		if fault := (*plan.Fault)(nil); claimed && !t.Withdrawn && errors.As(reused(t), &fault) {
			list = append(list, fault.Diagnostic)
		}
	}
	return list
}

// reused is the fault of a source that claims the address of a withdrawn page.
func reused(t plan.Target) error {
	return &plan.Fault{Diagnostic: diag.Diagnostic{Position: diag.Position{Path: t.Source}, Severity: diag.Error, Rule: "address/withdrawn",
		Message: "网址 " + t.Path + " 上有过一篇撤下的文章，撤下的网址不再使用",
		Hint:    "新文章写上另一个 slug；若是误删了撤下的那一篇，把它连同 withdrawn 一行放回来；要重新公开撤下的文章，也要写上另一个 slug"}}
}

// outcome is what became of one rendered file.
type outcome struct {
	name      string
	class     plan.Class
	sum       sum
	size      int64
	modTime   int64
	from      digest.Digest // of what it was rendered from
	whole     digest.Digest // of that and more, as of written
	near      digest.Digest
	own       digest.Digest // of its own source
	origin    string        // the photo it was made of
	reason    string        // why it was rendered; "" when it was not
	staged    string
	unchanged bool
	foreign   bool // a file that Qizhi did not publish is in the way
	changed   bool // somebody changed the published file that it replaces
}

// stage compares a finished file with what is published and keeps it aside when it differs. It may
// be called from many goroutines; index tells the files apart.
func (p *publisher) stage(name string, data []byte, index int) (outcome, error) {
	o := outcome{name: name, sum: sha256.Sum256(data), size: int64(len(data))}
	if p.tree != nil && p.tree.isFree(name) {
		err := p.lay(&o, data, index)
		return o, err
	}
	published := filepath.Join(p.output, filepath.FromSlash(name))
	info, err := file.Look(published)
	switch {
	case err == nil && info.Regular && info.Size == int64(len(data)) && sameBytes(published, data):
		o.unchanged, o.modTime = true, info.ModTime
		return o, nil
	case err == nil:
		if _, ours := p.before.files[name]; !ours || !info.Regular {
			o.foreign = true
			return o, nil
		}
		if o.changed, err = p.setAside(name, info); err != nil {
			return o, err
		}
	case errors.Is(err, errNotDirectory):
		o.foreign = true
		return o, nil
	case !errors.Is(err, fs.ErrNotExist):
		return o, err
	}
	err = p.lay(&o, data, index)
	return o, err
}

// lay writes a file into the staging folder.
func (p *publisher) lay(o *outcome, data []byte, index int) (err error) {
	o.staged = strconv.Itoa(index)
	if p.tree != nil {
		o.staged, err = p.tree.place(o.name)
	}
	if err == nil {
		o.modTime, err = file.Create(filepath.Join(p.staging, filepath.FromSlash(o.staged)), data)
	}
	if err != nil {
		return fmt.Errorf("写不下 %s：%w", o.name, cause(err))
	}
	if p.flusher != nil {
		p.flusher.begin(o.staged)
	}
	return nil
}

func sameBytes(file string, data []byte) bool {
	have, err := readRegular(file)
	return err == nil && bytes.Equal(have, data)
}

// readRegular reads a file of the output. Anything may lie there: a pipe would be read for ever.
func readRegular(name string) ([]byte, error) {
	info, err := file.Look(name)
	if err != nil || !info.Regular {
		return nil, errors.Join(err, fs.ErrInvalid)
	}
	return file.Read(name, info.Size)
}

// collect takes the outcomes in. Files that Qizhi did not publish stop the publication.
func (p *publisher) collect(list []outcome) error {
	var foreign []string
	for _, o := range list {
		p.after.publish(o.name, o.sum)
		if o.foreign {
			foreign = append(foreign, o.name)
		}
		if o.staged != "" {
			p.staged = append(p.staged, move{o.staged, o.name, o.class})
		}
	}
	if info, err := os.Lstat(filepath.Join(p.output, ManifestName)); err == nil && !info.Mode().IsRegular() {
		foreign = append(foreign, ManifestName)
	}
	foreign = append(foreign, p.foreignFolders()...)
	if len(foreign) > 0 {
		slices.Sort(foreign)
		return fmt.Errorf("输出文件夹 %s 里有 %d 个同名文件不是旗帜发布的（例如 %s），没有覆盖；请换一个空文件夹（-o），或先把它们移走",
			p.output, len(foreign), foreign[0])
	}
	slices.SortStableFunc(p.staged, func(a, b move) int { return cmp.Compare(a.class, b.class) })
	return nil
}

// foreignFolders are the folders that staged files go into and that are links or files: a link would
// lead the publication out of the output.
func (p *publisher) foreignFolders() []string {
	seen := map[string]bool{}
	var out []string
	for _, m := range p.staged {
		for dir := path.Dir(m.Name); dir != "." && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			info, err := os.Lstat(filepath.Join(p.output, filepath.FromSlash(dir)))
			if err == nil && !info.IsDir() {
				out = append(out, dir)
			}
		}
	}
	return out
}

// publish commits and applies.
func (p *publisher) publish() error {
	j := &journal{Moves: p.staged, Remove: p.obsolete()}
	p.remember(j.Remove)
	data := p.after.bytes()
	if !sameBytes(filepath.Join(p.output, ManifestName), data) {
		if _, err := file.Create(filepath.Join(p.staging, manifestStaged), data); err != nil {
			return fmt.Errorf("写不下清单：%w", cause(err))
		}
		j.Manifest = true
	}
	if p.tree != nil {
		j.Moves = p.tree.gather(j.Moves)
	}
	if len(j.Moves)+len(j.Remove) == 0 && !j.Manifest {
		return nil
	}
	if err := p.commit(j); err != nil {
		return fmt.Errorf("写不下发布记录：%w", cause(err))
	}
	if err := j.apply(p.output, p.staging); err != nil {
		return fmt.Errorf("发布没有做完：%w；关掉占用文件的程序后再生成一次，会从断开的地方接着做", cause(err))
	}
	p.committed, p.removed = false, j.Remove
	return nil
}

// commit writes the journal, once all that it names is on the disk; see flusher.
func (p *publisher) commit(j *journal) error {
	first := p.tree != nil
	if !first {
		if err := p.flusher.end(j.staged()); err != nil {
			return err
		}
	}
	if err := j.write(p.staging, !first); err != nil {
		return err
	}
	p.committed = true
	return nil
}

// obsolete are the files of builds before that are published no more and that nobody changed since.
// Some go one build later than the pages that named them: a visitor may still hold an old page.
func (p *publisher) obsolete() []string {
	var out []string
	for _, name := range p.before.paths() {
		if _, still := p.after.files[name]; still {
			continue
		}
		old := p.before.files[name]
		data, err := os.ReadFile(filepath.Join(p.output, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err == nil && sha256.Sum256(data) != old.sum:
			p.kept = append(p.kept, name)
		case !old.kept && p.serves(name):
			p.after.keep(name, old.sum)
		default:
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// remember notes the addresses that lead nowhere any more: those that are removed now, and those of builds before
// that are still nowhere. Drafts and samples were never meant to stay.
func (p *publisher) remember(removed []string) {
	if p.forget {
		return
	}
	note := func(name string) {
		if _, again := p.after.files[name]; !again && lasting(name) && !slices.Contains(p.retired, name) {
			p.after.vanished[name] = true
		}
	}
	for _, name := range removed {
		if p.before.marks[name] == "" {
			note(name)
		}
	}
	for name := range p.before.vanished {
		note(name)
	}
}

// The folders of what pages load (plan).
const (
	assetFolder   = "assets/"
	pictureFolder = assetFolder + "pictures/"
)

// serves reports whether an older page may still need an obsolete file: the theme's style sheets,
// scripts, fonts and pictures, and another rendition of a photo that the site shows unchanged. Of what
// staff have taken back nothing stays: a photo that no page shows any more, or whose bytes are others now
// (a face may have been made unrecognisable), an attachment, a page, and a shard of the search index, which
// quotes texts that were edited since. Whoever searches with an older index is given the new one: the
// search page begins afresh where a file is gone.
func (p *publisher) serves(name string) bool {
	if strings.HasPrefix(name, pictureFolder) {
		return p.origin[p.written[name].Origin]
	}
	return strings.HasPrefix(name, assetFolder)
}

// close throws away what is still staged, unless the next build has to finish it.
func (p *publisher) close() error {
	if p.committed {
		return nil
	}
	if p.flusher != nil {
		_ = p.flusher.group.Wait() // of what is thrown away nothing need be on the disk, but nobody may hold it open
	}
	return os.RemoveAll(p.staging)
}

// cause says the usual reasons why a file cannot be written in Chinese.
func cause(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("没有权限（%w）", err)
	case isFull(err):
		return fmt.Errorf("磁盘满了（%w）", err)
	case strings.Contains(err.Error(), "read-only"):
		return fmt.Errorf("这里是只读的（%w）", err)
	}
	return err
}
