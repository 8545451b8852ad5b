package site

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
)

// pictureEndings are how the names of pictures end, of those that no browser shows too.
var pictureEndings = []string{
	".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".bmp", ".svg",
	".heic", ".heif", ".avif", ".tif", ".tiff", ".jxl", ".psd",
}

// NamedLikePicture reports whether the file's name says that it is a picture; only its bytes say
// whether it is one.
func (f *File) NamedLikePicture() bool { return namedLikePicture(f.Path) }

func namedLikePicture(name string) bool {
	return slices.Contains(pictureEndings, strings.ToLower(path.Ext(name)))
}

// PicturesIn returns the public pictures that lie in the folder that the document at fromPath names
// ("照片", "." for the document's own), without those in folders inside it. They are in the order
// in which people number them: 照片2 before 照片10. It is nil when there is no such folder.
func (s *Site) PicturesIn(fromPath, folder string) []*File {
	from := composed(fromPath)
	var out []*File
	for _, form := range []string{folder, unescaped(folder), strings.ReplaceAll(folder, `\`, "/")} {
		p, inside := joined(from, composed(strings.TrimSpace(form)))
		if !inside || len(out) > 0 {
			continue
		}
		for _, f := range s.Files {
			if f.NamedLikePicture() && folderOf(composed(f.Path)) == p {
				out = append(out, f)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *File) int { return compareNumbered(a.Path, b.Path) })
	return out
}

func unescaped(s string) string {
	if raw, err := url.PathUnescape(s); err == nil {
		return raw
	}
	return s
}

// compareNumbered compares two names; a number in them counts by its value.
func compareNumbered(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		m, n := digits(x), digits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return cmp.Compare(x[0], y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(x[:m], "0"), strings.TrimLeft(y[:n], "0")
		if c := cmp.Or(cmp.Compare(len(p), len(q)), cmp.Compare(p, q)); c != 0 {
			return c
		}
		x, y = x[m:], y[n:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits is how many digits a text begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
