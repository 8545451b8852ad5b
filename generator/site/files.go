package site

import (
	"cmp"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// The most bytes of a published file's name and of its ending.
const (
	fileLimit   = 40
	endingLimit = 10
)

// makeFiles gives every public file its address. Files in the own folder of a page that is held or
// withdrawn are not public.
func (r *resolver) makeFiles() {
	owners := r.bundles()
	var public []*File
	for _, f := range r.sortedFiles() {
		key := composed(f.Path)
		r.warnOfEnding(f)
		owner, a, hidden := r.ownerOf(owners, folderOf(key))
		if hidden {
			r.site.absent[key] = a
			continue
		}
		g := *f
		if owner != nil {
			g.Page = owner.Page
		}
		public = append(public, &g)
	}
	for _, f := range public {
		f.Address = r.fileAddress(f)
		r.site.Files = append(r.site.Files, f)
		r.site.oddNames = r.site.oddNames || strings.ContainsAny(f.Path, "#?")
		if key := composed(f.Path); r.site.files[key] == nil {
			r.site.files[key] = f
		}
	}
}

// warnOfEnding reports an article that Windows has given a second ending, which it does not show.
func (r *resolver) warnOfEnding(f *File) {
	name := baseOf(f.Path)
	if stem, ok := strings.CutSuffix(strings.ToLower(name), ".md.txt"); ok {
		at := content.Place{Position: diag.Position{Path: sourcePrefix + f.Path}}
		r.problems = append(r.problems, at.Report(diag.Warning, "file/ending", "文件名的结尾是 .md.txt，不会当成文章",
			"改名为 "+name[:len(stem)]+".md；看不到 .txt 时，先在文件夹的“查看”里勾选“文件扩展名”"))
	}
}

// bundles finds the pages that have a folder of their own, and publishes that folder beside them.
func (r *resolver) bundles() map[string]*leaf {
	owners := map[string]*leaf{}
	for _, l := range r.leaves {
		if l.bundle == "" {
			continue
		}
		owners[l.bundle] = l
		if r.site.sects[l.bundle] == nil {
			r.folders[l.bundle] = bounded(strings.TrimSuffix(strings.TrimSuffix(l.Address, ".html"), "/index"), l.bundle)
		}
	}
	return owners
}

// sortedFiles copies the list of files in the order of their paths, each path once.
func (r *resolver) sortedFiles() []*File {
	files := slices.DeleteFunc(slices.Clone(r.in.Files), func(f *File) bool { return f == nil })
	slices.SortFunc(files, func(a, b *File) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Digest, b.Digest))
	})
	return slices.CompactFunc(files, func(a, b *File) bool { return a.Path == b.Path })
}

// ownerOf is the page to which a folder belongs, itself or by a folder above it; hidden when that
// page, or the section around it, is not public.
func (r *resolver) ownerOf(owners map[string]*leaf, folder string) (owner *leaf, a absence, hidden bool) {
	for ; folder != ""; folder = folderOf(folder) {
		if l := owners[folder]; l != nil && owner == nil {
			owner = l
			if l.Withdrawn != "" {
				return nil, absence{doc: l.doc}, true
			}
		}
		if a, hidden = r.site.absent[folder]; hidden {
			return nil, a, true
		}
	}
	return owner, absence{}, false
}

// fileAddress names a file in ASCII under the published form of its folder. A name that is ASCII
// already stays as it is; any other has a mark behind it (see addressName), which is of the whole path.
func (r *resolver) fileAddress(f *File) string {
	folder := r.publishedFolder(folderOf(composed(f.Path)))
	base, stem := composed(baseOf(f.Path)), stemOf(f.Path)
	ending := strings.Join(spell(strings.TrimPrefix(baseOf(f.Path), stem)), "")
	if ending = ending[:min(len(ending), endingLimit)]; ending != "" {
		ending = "." + ending
	}
	f.Slug = slugWithin(stem, fileLimit)
	plain := base == f.Slug+ending && ending != "" && !isReserved(f.Slug, folder == "") // without an ending it could be a folder's name
	if address := inFolder(folder, base); plain && r.takeFile(f, address) {
		return address
	}
	name := inFolder(folder, marked(f.Slug, f.Path))
	address := name + ending
	if !r.takeFile(f, address) { // both Unicode forms of one name
		_, address = r.freeAddress(name, ending)
		r.takeFile(f, address)
	}
	return address
}

func (r *resolver) takeFile(f *File, address string) bool {
	_, free := r.take(claim{address: address, source: sourcePrefix + f.Path})
	return free
}
