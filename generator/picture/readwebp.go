package picture

import (
	"bytes"
	"encoding/binary"
)

// readWebP walks the chunks (RFC 9649). As in browsers, a profile and Exif count only where the
// extended header announces them.
func (h *header) readWebP(name string, w *window) *Problem {
	head := w.whole(0, 20)
	if head == nil {
		return truncated(name)
	}
	end := int64(binary.LittleEndian.Uint32(head[4:])) + 8
	if end > w.size {
		return truncated(name)
	}
	h.Samples = 8
	for at := int64(12); ; {
		head := w.whole(at, 8)
		if head == nil || at+8 > end {
			if h.Width > 0 {
				return nil
			}
			return damaged(name)
		}
		length, kind := int64(binary.LittleEndian.Uint32(head[4:])), string(head[:4])
		if kind == "VP8X" && at != 12 {
			return damaged(name)
		}
		if problem := h.webpChunk(name, w, kind, at+8, length); problem != nil {
			return problem
		}
		at += 8 + length + length&1
	}
}

func (h *header) webpChunk(name string, w *window, kind string, at, length int64) *Problem {
	want := map[string]int64{"VP8X": 10, "VP8 ": 10, "VP8L": 5, "ICCP": length, "EXIF": length}[kind]
	if want == 0 || want > maxProfile || length < want {
		return nil
	}
	b := w.whole(at, int(want))
	if b == nil {
		return truncated(name)
	}
	switch kind {
	case "VP8X":
		h.flags = b[0]
		h.Alpha, h.Animated = b[0]&0x10 != 0, b[0]&0x02 != 0
		h.Width, h.Height = 1+int(b[4])+int(b[5])<<8+int(b[6])<<16, 1+int(b[7])+int(b[8])<<8+int(b[9])<<16
	case "VP8 ":
		if b[3] != 0x9d || b[4] != 0x01 || b[5] != 0x2a {
			return damaged(name)
		}
		h.Photo = true
		h.Width, h.Height = int(b[6])+int(b[7]&0x3f)<<8, int(b[8])+int(b[9]&0x3f)<<8
	case "VP8L":
		if b[0] != 0x2f {
			return damaged(name)
		}
		bits := binary.LittleEndian.Uint32(b[1:])
		h.Width, h.Height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
		h.Alpha = h.Alpha || bits>>28&1 != 0
	case "ICCP":
		if h.flags&webpICC != 0 {
			h.profile = bytes.Clone(b)
		}
	case "EXIF":
		if h.flags&webpExif != 0 {
			h.webpExif(b, at)
		}
	}
	return nil
}

// webpExif reads an Exif chunk. Some programs put JPEG's six bytes in front of it.
func (h *header) webpExif(b []byte, at int64) {
	if len(b) > 6 && string(b[:4]) == "Exif" {
		b, at = b[6:], at+6
	}
	h.exif(b, at)
}
