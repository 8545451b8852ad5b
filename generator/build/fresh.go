package build

import (
	"path/filepath"

	"qizhi/generator/cache"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/file"
	"qizhi/generator/parallel"
	"qizhi/generator/plan"
)

// record is what the cache remembers of one output folder: what the last build was made from, what
// it said, and of every file what it was rendered from and how it lay on the disk.
type record struct {
	Output string
	Inputs digest.Digest // of the options, the day and every source
	Shape  digest.Digest // of the same without the bodies of the documents; see shapes
	Report digest.Digest // names what was found, which is kept apart; see report
	Held   []string
	// Vanished are the warnings of addresses that lead nowhere any more.
	Vanished diag.List
	Pages    int
	Drafts   int
	// Settings are the sources that every page may use, for --explain.
	Settings []setting
	Files    []written
}

// written is one published file.
type written struct {
	Path          string
	From          digest.Digest // of all that it is rendered from
	Whole         digest.Digest // of the site's shape and its own bodies, which is more; see shape.go
	Near          digest.Digest // of what lies near and its own bodies, which is between the two; zero for none
	Own           digest.Digest // of its own source, for --explain
	Origin        string        // the photo it was made of; see plan.Target
	Sum           sum
	Size, ModTime int64
}

// recordDigits are how many digits of a folder's digest name its record.
const recordDigits = 16

// recordName is the name under which an output folder's record is kept.
func recordName(output string) string { return recordPrefix + outputDigits(output) }

// outputDigits name an output folder.
func outputDigits(output string) string {
	return digest.String(absolute(output)).String()[:recordDigits]
}

// absolute is a folder by a name that holds wherever the next build is run.
func absolute(folder string) string {
	if abs, err := filepath.Abs(folder); err == nil {
		return abs
	}
	return folder
}

// readRecord reads the record of an output folder; the reason says why there is none.
func readRecord(c *cache.Cache, output string) (r *record, reason string) {
	r = &record{}
	if c == nil {
		return r, reasonCache
	}
	if err := cache.ReadFile(c, recordName(output), r); err != nil {
		return &record{}, err.Error()
	}
	return r, ""
}

// intact reports whether a published file still lies as it was written.
func (w written) intact(output *file.Tree) bool {
	info, err := output.Look(w.Path)
	return err == nil && w.lies(info)
}

// lies reports whether a file on the disk is as it was written, by its size and time.
func (w written) lies(info file.Info) bool {
	return info.Regular && info.Size == w.Size && info.ModTime == w.ModTime
}

// allIntact reports whether every published file still lies as it was written.
func (r *record) allIntact(output string) bool {
	ok, lying := make([]bool, len(r.Files)), file.NewTree(output)
	defer lying.Close()
	parallel.Do(len(r.Files), func(i int) { ok[i] = r.Files[i].intact(lying) })
	for _, fine := range ok {
		if !fine {
			return false
		}
	}
	return len(r.Files) > 0
}

// isNamedBy reports whether a manifest names just what the record does: somebody may have replaced the output
// by an older copy.
func (r *record) isNamedBy(m manifest) bool {
	for _, w := range r.Files {
		if m.files[w.Path] != (entry{sum: w.Sum}) {
			return false
		}
	}
	return len(m.files) == len(r.Files) // a kept asset is removed by the next build, whatever changed
}

// byPath are the record's files by path.
func (r *record) byPath() map[string]written {
	out := make(map[string]written, len(r.Files))
	for _, w := range r.Files {
		out[w.Path] = w
	}
	return out
}

// reasonFor says why a target has to be rendered; "" when its file is fresh.
func reasonFor(t plan.Target, from, own digest.Digest, before map[string]written, none string, output *file.Tree) string {
	w, ok := before[t.Path]
	switch {
	case none != "":
		return none
	case !ok:
		return reasonNew
	case w.From != from && w.Own != own:
		return reasonSource
	case w.From != from:
		return reasonUsed
	case !w.intact(output):
		return reasonLost
	}
	return ""
}
