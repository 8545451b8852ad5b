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
	var public []*File
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
		public = append(public, &g)
	}
	owned := r.plainFiles(public)
	for _, f := range public {
		f.Address = r.fileAddress(f, owned)
		r.site.Files = append(r.site.Files, f)
		r.site.oddNames = r.site.oddNames || strings.ContainsAny(f.Path, "#?")
		if key := composed(f.Path); r.site.files[key] == nil {
			r.site.files[key] = f
		}
	}
}

// plainFiles says who has each plain address: the one file that asks for it, or of
// several the one that is called so; nobody (nil) when there is no such one.
func (r *resolver) plainFiles(files []*File) map[string]*File {
	owned, named := make(map[string]*File, len(files)), map[string]int{}
	for _, f := range files {
		folder, slug, ending := r.fileName(f)
		address := inFolder(folder, slug+ending)
		called := composed(baseOf(f.Path)) == slug+ending
		if called {
			named[address]++
		}
		switch _, shared := owned[address]; {
		case !shared || called && named[address] == 1:
			owned[address] = f
		case named[address] != 1 || called:
			owned[address] = nil
		}
	}
	return owned
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

// fileName is the published folder of a file, and its name in ASCII with the ending apart.
func (r *resolver) fileName(f *File) (folder, slug, ending string) {
	base := baseOf(f.Path)
	stem := stemOf(f.Path)
	ending = strings.Join(spell(strings.TrimPrefix(base, stem)), "")
	if ending = ending[:min(len(ending), endingLimit)]; ending != "" {
		ending = "." + ending
	}
	return r.publishedFolder(folderOf(composed(f.Path))), slugWithin(stem, fileLimit), ending
}

// fileAddress names a file in ASCII under the published form of its folder. Files that share a name
// get a hash of their own paths, so that a third one moves neither of two.
func (r *resolver) fileAddress(f *File, owned map[string]*File) string {
	folder, slug, ending := r.fileName(f)
	address := inFolder(folder, slug+ending)
	// without an ending it could be a folder's name
	if owned[address] == f && !isReserved(slug, folder == "") && ending != "" && r.takeFile(f, address) {
		return address
	}
	stem := inFolder(folder, slug+"-"+shortHash(f.Path))
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
