package film

import (
	"bytes"
	"encoding/binary"
)

// deepest is how far boxes that matter lie within each other: moov, trak, mdia, minf, stbl, stsd.
const deepest = 8

// holders are the boxes in which others that tell something stand.
var holders = map[string]bool{"moov": true, "trak": true, "mdia": true, "minf": true, "stbl": true, "udta": true}

// walk finds what a film tells of whoever took it.
func walk(data []byte) *walker {
	w := &walker{data: data}
	w.boxes(0, len(data), "", 0)
	return w
}

type walker struct {
	data     []byte
	spans    []span
	followed bool // a track notes the place with every frame
}

// boxes walks the boxes of one that is called holder, "" for the file. It stops at one that cannot be.
func (w *walker) boxes(from, to int, holder string, depth int) {
	for at := from; to-at >= 8; {
		size, head := uint64(binary.BigEndian.Uint32(w.data[at:])), 8
		switch {
		case size == 0:
			size = uint64(to - at)
		case size == 1 && to-at >= 16:
			size, head = binary.BigEndian.Uint64(w.data[at+8:]), 16
		}
		if size < uint64(head) || size > uint64(to-at) {
			return
		}
		w.box(at+4, at+head, at+int(size), holder, depth)
		at += int(size)
	}
}

// box looks at one box: name is where its type stands, its content is from:to.
func (w *walker) box(name, from, to int, holder string, depth int) {
	kind := string(w.data[name : name+4])
	switch {
	case tells(kind, holder, w.data[from:to]):
		w.spans = append(w.spans, span{name, from, to})
	case holders[kind] && depth < deepest:
		w.boxes(from, to, kind, depth+1)
	case kind == "stsd" && to-from >= 16:
		entry := string(w.data[from+12 : from+16])
		w.followed = w.followed || entry == "gpmd" || entry == "camm" // GoPro; Android's 360° films
	case kind == "mvhd" || kind == "tkhd" || kind == "mdhd":
		w.times(from, to)
	}
}

// kept are the notes of a film and its tracks that belong to showing it: chapters, a track's name and role,
// hints for streaming.
var kept = map[string]bool{"chpl": true, "name": true, "kind": true, "hnti": true, "hinf": true, "free": true, "\x00\x00\x00\x00": true}

// xmp is the identifier of the box that Adobe's programs write notes into.
var xmp = []byte("\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC")

// tells reports whether a box holds notes about the film instead of the film.
func tells(kind, holder string, body []byte) bool {
	switch {
	case holder == "udta":
		return !kept[kind]
	case kind == "meta":
		return holder == "" || holder == "moov" || holder == "trak"
	}
	return kind == "uuid" && bytes.HasPrefix(body, xmp)
}

// times are those at which the film was taken and changed, behind the version of a header.
func (w *walker) times(from, to int) {
	length := 8
	if from < to && w.data[from] == 1 {
		length = 16
	}
	if from+4+length <= to {
		w.spans = append(w.spans, span{from + 4, from + 4, from + 4 + length})
	}
}
