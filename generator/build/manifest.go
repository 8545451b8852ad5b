package build

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ManifestName is the dot-file in the output that lists every published file. Each line is what
// sha256sum prints, so that a host can check an upload with `sha256sum -c .qizhi.sha256`.
const ManifestName = ".qizhi.sha256"

// sum is the SHA-256 of a published file.
type sum [sha256.Size]byte

// manifest is what an output folder is known to hold: the files Qizhi published, and so may replace
// and remove.
type manifest map[string]entry

// entry is one published file. A kept one is an asset that the last build no longer needed and left
// for visitors who still hold an older page; it stands in a comment line and goes with the next build.
type entry struct {
	sum  sum
	kept bool
}

// keptMark begins the line of a kept asset.
const keptMark = "# kept "

// readManifest reads the manifest of an output folder. None, or one that cannot be understood, is
// an empty one: then nothing in the folder is Qizhi's.
func readManifest(output string) manifest {
	m := manifest{}
	raw, err := os.ReadFile(filepath.Join(output, ManifestName))
	if err != nil {
		return m
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		line, kept := strings.CutPrefix(lines.Text(), keptMark)
		digits, name, ok := strings.Cut(line, "  ")
		var s sum
		if !ok || len(digits) != 2*len(s) || !filepath.IsLocal(name) {
			continue
		}
		if _, err := hex.Decode(s[:], []byte(digits)); err != nil {
			continue
		}
		m[name] = entry{s, kept}
	}
	return m
}

// publish adds a file of this build, keep one that only older pages need.
func (m manifest) publish(name string, s sum) { m[name] = entry{sum: s} }
func (m manifest) keep(name string, s sum)    { m[name] = entry{sum: s, kept: true} }

// bytes are the manifest's lines, sorted by path.
func (m manifest) bytes() []byte {
	names := m.paths()
	var b bytes.Buffer
	b.Grow(len(names) * 100)
	for _, name := range names {
		if m[name].kept {
			b.WriteString(keptMark)
		}
		fmt.Fprintf(&b, "%x  %s\n", m[name].sum, name)
	}
	return b.Bytes()
}

func (m manifest) paths() []string {
	names := make([]string, 0, len(m))
	for name := range m {
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
		if m[w.Path] != (entry{sum: w.Sum}) {
			return false
		}
		delete(m, w.Path)
	}
	return len(m) == 0 // a kept asset is removed by the next build, whatever changed
}
