// Package film takes out of a film what it tells of whoever took it: the place, the device, names, comments
// and the time. Phones write all of that into every film, as they do into photos.
//
// It promises that nothing moves: what it takes out is overwritten where it stands and marked as free
// space, as ISO 14496-12 provides for, so that every frame stays at its place and the film plays as before.
// It reads MP4, MOV and their kin; what is no film, or damaged, stays as it is, and never a panic.
package film

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// Reads reports whether a file is of a kind that this package knows, by its name.
func Reads(name string) bool {
	return slices.Contains([]string{".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3g2", ".m4a", ".m4b"}, strings.ToLower(path.Ext(name)))
}

// Keeps reports whether a file is a film of a kind whose metadata Strip cannot take out, by its name.
func Keeps(name string) bool {
	return slices.Contains([]string{".avi", ".mkv", ".webm", ".wmv", ".asf", ".flv", ".f4v", ".mpg", ".mpeg", ".vob", ".ts", ".mts", ".m2ts",
		".rm", ".rmvb", ".ogv", ".divx"}, strings.ToLower(path.Ext(name)))
}

// Strip overwrites in data what the film tells of whoever took it. Doing so again changes nothing.
func Strip(data []byte) {
	for _, s := range walk(data).spans {
		if s.name < s.from {
			copy(data[s.name:], "free")
		}
		clear(data[s.from:s.to])
	}
}

// placeMarks begin a place: in notes, should Strip not find them because the film is damaged, and in the
// subtitles that drones write. They are so long that none stands among a film's frames by chance.
var placeMarks = []string{"\xA9xyz\x00\x12\x15\xC7", "loci\x00\x00\x00\x00", "com.apple.quicktime.location", "[latitude", "GPS (", "GPS(1"}

// Places reports whether a film tells where it was taken even after Strip: in a track that goes along with
// the pictures.
func Places(data []byte) bool {
	w := walk(data)
	for _, mark := range placeMarks {
		for at := 0; ; {
			n := bytes.Index(data[at:], []byte(mark))
			if n < 0 {
				break
			}
			if at += n; !slices.ContainsFunc(w.spans, func(s span) bool { return s.covers(at) }) {
				return true
			}
			at += len(mark)
		}
	}
	return w.followed
}

// span is a part of a film that Strip overwrites: from:to. name is where the type of the box stands that
// goes with all it holds; from where only some fields go.
type span struct{ name, from, to int }

func (s span) covers(at int) bool { return at >= s.name && at < s.to }
