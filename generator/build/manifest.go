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
type manifest map[string]sum

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
		digits, name, ok := strings.Cut(lines.Text(), "  ")
		var s sum
		if n, err := hex.Decode(s[:], []byte(digits)); !ok || err != nil || n != len(s) || !filepath.IsLocal(name) {
			continue
		}
		m[name] = s
	}
	return m
}

// bytes are the manifest's lines, sorted by path.
func (m manifest) bytes() []byte {
	names := m.paths()
	var b bytes.Buffer
	b.Grow(len(names) * 100)
	for _, name := range names {
		fmt.Fprintf(&b, "%x  %s\n", m[name], name)
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
	if len(m) != len(r.Files) {
		return false
	}
	for _, w := range r.Files {
		if m[w.Path] != w.Sum {
			return false
		}
	}
	return true
}
