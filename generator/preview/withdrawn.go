package preview

import (
	"cmp"
	"os"
	"path/filepath"

	"qizhi/generator/build"
)

// withdrawals are the addresses that were withdrawn from the output folder. A build refuses them to any
// other page; the preview, which writes no output, has to be told, so that nobody sees a page come up
// that will never be published.
type withdrawals struct {
	output string
	stamp  stamp
	known  map[string]bool
}

func withdrawalsOf(o build.Options) *withdrawals {
	return &withdrawals{output: cmp.Or(o.Output, filepath.Join(o.Source, "public"))}
}

// refuse adds to a project the errors of the pages that claim such an address. The list of a large output
// is read again only when a build has written it.
func (w *withdrawals) refuse(p *build.Project) {
	info, err := os.Stat(filepath.Join(w.output, build.ManifestName))
	switch {
	case err != nil:
		w.known, w.stamp = nil, stamp{}
	case w.stamp != stamp{size: info.Size(), modTime: info.ModTime().UnixNano()}:
		w.known, w.stamp = build.Withdrawn(w.output), stamp{size: info.Size(), modTime: info.ModTime().UnixNano()}
	}
	if len(w.known) > 0 && p.Plan != nil {
		p.Diagnostics = append(p.Diagnostics, build.Reused(p.Plan, w.known)...).Sorted()
	}
}
