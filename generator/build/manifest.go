package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// ManifestName is the dot-file in the output that lists every published file. Each line is what
// sha256sum prints, so that a host can check an upload with `sha256sum -c .qizhi.sha256`; what only
// Qizhi needs to know stands in comment lines, which sha256sum passes over.
const ManifestName = ".qizhi.sha256"

// sum is the SHA-256 of a published file.
type sum [sha256.Size]byte

// manifest is what an output folder is known to hold, and what it must not hold again.
type manifest struct {
	// files are those Qizhi published, and so may replace and remove.
	files map[string]entry
	order []string // their paths, as they were added
	// withdrawn are the addresses of all pages that were ever withdrawn while the output has lived.
	// They outlast the pages' sources: such an address is never used again.
	withdrawn map[string]bool
	// marks are the drafts and samples among the pages, by address.
	marks map[string]mark
	// vanished are the addresses that were published once and lead nowhere now: every build says so, until one of
	// them is published again (an alias will do) or withdrawn, or the rule is silenced.
	vanished map[string]bool
}

// entry is one published file. A kept one is an asset that the last build no longer needed and left
// for visitors who still hold an older page; it stands in a comment line and goes with the next build.
type entry struct {
	sum  sum
	kept bool
}

// What begins the comment line of a kept asset, and those of a withdrawn and of a vanished page's address.
const (
	keptMark      = "# kept "
	withdrawnMark = "# withdrawn "
	vanishedMark  = "# vanished "
)

func newManifest() manifest {
	return manifest{files: map[string]entry{}, withdrawn: map[string]bool{}, marks: map[string]mark{}, vanished: map[string]bool{}}
}

// readManifest reads the manifest of an output folder. None, or one that cannot be understood, is
// an empty one: then nothing in the folder is Qizhi's.
func readManifest(output string) manifest {
	m := newManifest()
	raw, err := readRegular(filepath.Join(output, ManifestName))
	if err != nil {
		return m
	}
	m.files = make(map[string]entry, bytes.Count(raw, []byte{'\n'}))
	for line := range strings.SplitSeq(string(raw), "\n") {
		m.read(strings.TrimSuffix(line, "\r"))
	}
	return m
}

// read takes one line in; what it cannot understand it passes over.
func (m *manifest) read(line string) {
	if address, ok := strings.CutPrefix(line, withdrawnMark); ok {
		m.withdrawn[address] = true
		return
	}
	if address, ok := strings.CutPrefix(line, vanishedMark); ok {
		m.vanished[address] = true
		return
	}
	if address, mark, ok := readMark(line); ok {
		m.marks[address] = mark
		return
	}
	line, kept := strings.CutPrefix(line, keptMark)
	digits, name, ok := strings.Cut(line, "  ")
	var s sum
	var written [2 * len(s)]byte
	if !ok || copy(written[:], digits) != len(digits) || !filepath.IsLocal(name) {
		return
	}
	if n, err := hex.Decode(s[:], written[:len(digits)]); err == nil && n == len(s) {
		m.add(name, entry{s, kept})
	}
}

// publish adds a file of this build, keep one that only older pages need.
func (m *manifest) publish(name string, s sum) { m.add(name, entry{sum: s}) }
func (m *manifest) keep(name string, s sum)    { m.add(name, entry{sum: s, kept: true}) }

func (m *manifest) add(name string, e entry) {
	if _, again := m.files[name]; !again {
		m.order = append(m.order, name)
	}
	m.files[name] = e
}

// bytes are the manifest's lines, sorted by path, the withdrawn and vanished addresses and the marks last.
func (m *manifest) bytes() []byte {
	names := m.paths()
	var b bytes.Buffer
	b.Grow(len(names) * 100)
	for _, name := range names {
		e := m.files[name]
		if e.kept {
			b.WriteString(keptMark)
		}
		b.Write(hex.AppendEncode(b.AvailableBuffer(), e.sum[:]))
		b.WriteString("  " + name + "\n")
	}
	for _, address := range slices.Sorted(maps.Keys(m.withdrawn)) {
		b.WriteString(withdrawnMark + address + "\n")
	}
	for _, address := range slices.Sorted(maps.Keys(m.vanished)) {
		b.WriteString(vanishedMark + address + "\n")
	}
	for _, line := range markLines(m.marks) {
		b.WriteString(line)
	}
	return b.Bytes()
}

// paths are those of the files, sorted. They are mostly added in that order.
func (m *manifest) paths() []string {
	if !slices.IsSorted(m.order) {
		m.order = slices.Sorted(slices.Values(m.order))
	}
	return m.order
}
