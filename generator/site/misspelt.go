package site

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// misspelt is the hint to a name that is written a little differently from what lies there: the page of a folder
// under another name, something in the same folder, or the same in a folder of nearly that name; "" for none.
func (s *Site) misspelt(from, name, p string) string {
	index := s.places.made()
	if called := strings.ToLower(baseOf(p)); called == "readme.md" || called == "index.md" || called == "_index.md" {
		if page := s.pageOf(folderOf(p)); page != "" && page != from {
			return "是不是 " + asSeenFrom(from, page) + "？"
		}
		return ""
	}
	called, place := unended(calledLike(p)), standsIn(p)
	may := func(c string) bool {
		return standsIn(c) == place && sameKind(p, c) && !s.holds(from, c)
	}
	anyOf := func(stem string) bool {
		return alikeEnough(called, stem) && slices.ContainsFunc(index.stems[stem], may)
	}
	found := index.stems[index.near.find(called, anyOf)]
	if len(found) == 0 {
		for _, stem := range index.near.holding(called) {
			if alikeEnough(called, stem) {
				found = append(found, index.stems[stem]...)
			}
		}
	}
	paths := slices.DeleteFunc(slices.Clone(found), func(c string) bool { return !may(c) })
	if len(paths) == 0 {
		paths = s.inFolderLike(from, p)
	}
	if len(paths) == 0 && path.Ext(p) != "" && !strings.Contains(endOf(name), "/") {
		paths = slices.DeleteFunc(s.otherThan(from, index.folded[lettersOf(called)]), func(c string) bool {
			return !sameKind(p, c) || unended(calledLike(c)) == called // of that name: see calledAlike
		})
	}
	if len(paths) == 0 || len(paths) > namesakesMost {
		return ""
	}
	var seen []string
	for _, near := range paths {
		seen = append(seen, asSeenFrom(from, near))
	}
	return "是不是 " + strings.Join(seen, " 或 ") + "？"
}

// pageOf is the source of a folder's own page; "" for none.
func (s *Site) pageOf(folder string) string {
	if page := s.pages[inFolder(folder, "index.md")]; page != nil {
		return composed(page.Document.Path)
	}
	if section := s.sects[folder]; section != nil && section.Document != nil {
		return composed(section.Document.Path)
	}
	return ""
}

// alikeEnough reports whether one name may be meant by another, if diag.Nearest finds it or it is a part of it. Numbers
// are not misspelt: 第2期 is not 第1期.
func alikeEnough(called, stem string) bool {
	if n := digitsOf(called); n != "" && n != digitsOf(stem) {
		return false
	}
	if strings.Contains(stem, called) { // a few letters are in too many names
		return utf8.RuneCountInString(called) < len(called) || 2*len(called) >= len(stem)
	}
	return utf8.RuneCountInString(called) > 1
}

func digitsOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// inFolderLike are the sources of the same name in a folder that differs from the written one by a misspelling.
func (s *Site) inFolderLike(from, p string) []string {
	written := strings.Split(strings.ToLower(standsIn(p)), "/")
	return slices.DeleteFunc(s.otherThan(from, s.places.made().bases[calledLike(p)]), func(c string) bool {
		there := strings.Split(strings.ToLower(standsIn(c)), "/")
		if len(there) != len(written) {
			return true
		}
		slips := 0
		for i, folder := range written {
			if folder == there[i] {
				continue
			}
			if slips++; diag.Nearest(folder, there[i:i+1]) == "" || digitsOf(folder) != digitsOf(there[i]) {
				return true
			}
		}
		return slips != 1
	})
}

// lettersOf is a name without what people leave out or put in when they write it again: spaces, dashes, brackets.
func lettersOf(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// sameKind reports whether two paths are both of articles and folders, both of pictures, or of files with one ending.
func sameKind(p, other string) bool {
	if isWritten(p) || isWritten(other) {
		return isWritten(p) && isWritten(other)
	}
	return namedLikePicture(p) && namedLikePicture(other) || strings.EqualFold(path.Ext(p), path.Ext(other))
}
