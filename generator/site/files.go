package site

import (
	"cmp"
	"slices"
	"strings"
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
	for _, f := range r.sortedFiles() {
		key := composed(f.Path)
		owner, a, hidden := r.ownerOf(owners, folderOf(key))
		if hidden {
			r.site.absent[key] = a
			continue
		}
		g := *f
		if owner != nil {
			g.Page = owner.Page
		}
		g.Address = r.fileAddress(&g)
		r.site.Files = append(r.site.Files, &g)
		r.site.oddNames = r.site.oddNames || strings.ContainsAny(g.Path, "#?")
		if r.site.files[key] == nil {
			r.site.files[key] = &g
		}
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
			r.folders[l.bundle] = bounded(strings.TrimSuffix(l.Address, ".html"), l.bundle)
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

// fileAddress names a file in ASCII under the published form of its folder. A name that another
// one already has gets a hash of its own path, so that which of two comes first does not matter to
// a third.
func (r *resolver) fileAddress(f *File) string {
	base := baseOf(f.Path)
	stem := stemOf(f.Path)
	ending := strings.Join(spell(strings.TrimPrefix(base, stem)), "")
	if ending = ending[:min(len(ending), endingLimit)]; ending != "" {
		ending = "." + ending
	}
	folder := r.publishedFolder(folderOf(composed(f.Path)))
	slug := slugWithin(stem, fileLimit)
	address := inFolder(folder, slug+ending)
	free := r.takeFile(f, address)
	if free && !isReserved(slug, folder == "") && ending != "" { // without an ending it could be a folder's name
		return address
	}
	stem = inFolder(folder, slug+"-"+shortHash(f.Path))
	if address = stem + ending; !r.takeFile(f, address) { // both Unicode forms of one name
		_, address = r.freeAddress(stem, ending)
		r.takeFile(f, address)
	}
	return address
}

func (r *resolver) takeFile(f *File, address string) bool {
	_, free := r.take(claim{address: address, source: sourcePrefix + f.Path})
	return free
}
