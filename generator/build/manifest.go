package build

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		m.read(lines.Text())
	}
	return m
}

// read takes one line in; what it cannot understand it passes over.
func (m manifest) read(line string) {
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
	if !ok || len(digits) != 2*len(s) || !filepath.IsLocal(name) {
		return
	}
	if _, err := hex.Decode(s[:], []byte(digits)); err == nil {
		m.files[name] = entry{s, kept}
	}
}

// publish adds a file of this build, keep one that only older pages need.
func (m manifest) publish(name string, s sum) { m.files[name] = entry{sum: s} }
func (m manifest) keep(name string, s sum)    { m.files[name] = entry{sum: s, kept: true} }

// bytes are the manifest's lines, sorted by path, the withdrawn and vanished addresses and the marks last.
func (m manifest) bytes() []byte {
	names := m.paths()
	var b bytes.Buffer
	b.Grow(len(names) * 100)
	for _, name := range names {
		if m.files[name].kept {
			b.WriteString(keptMark)
		}
		fmt.Fprintf(&b, "%x  %s\n", m.files[name].sum, name)
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

func (m manifest) paths() []string {
	names := make([]string, 0, len(m.files))
	for name := range m.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// manifestIs reports whether the manifest in the output names just what the record does: somebody
// may have replaced the folder by an older copy.
func manifestIs(output string, r *record) bool {
	m := readManifest(output)
	for _, w := range r.Files {
		if m.files[w.Path] != (entry{sum: w.Sum}) {
			return false
		}
		delete(m.files, w.Path)
	}
	return len(m.files) == 0 // a kept asset is removed by the next build, whatever changed
}
