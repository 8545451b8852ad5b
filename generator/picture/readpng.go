package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// maxProfile is the most bytes a colour profile may unpack to; real ones of the kind that is read
// have at most some thousands.
const maxProfile = 1 << 20

// readPNG walks the chunks up to the first pixels.
func (h *header) readPNG(name string, w *window) *Problem {
	if w.whole(0, 33) == nil {
		return truncated(name)
	}
	for at := int64(8); ; {
		head := w.whole(at, 8)
		if head == nil {
			return truncated(name)
		}
		length, kind := int64(binary.BigEndian.Uint32(head)), string(head[4:8])
		if length > 1<<31-1 || at == 8 && kind != "IHDR" {
			return damaged(name)
		}
		if kind == "IDAT" {
			return h.pngEnd(name, w, at)
		}
		if problem := h.pngChunk(name, w, kind, at+8, length); problem != nil {
			return problem
		}
		at += 12 + length
	}
}

func (h *header) pngChunk(name string, w *window, kind string, at, length int64) *Problem {
	switch kind {
	case "IHDR", "tRNS", "acTL", "cICP", "iCCP", "eXIf":
	default:
		return nil
	}
	if length > maxProfile {
		return nil
	}
	body := w.whole(at, int(length))
	if body == nil {
		return truncated(name)
	}
	switch kind {
	case "IHDR":
		return h.pngHeader(name, body)
	case "tRNS":
		h.Alpha = true
	case "acTL":
		h.Animated = true
	case "cICP": // H.273: primaries 12 are those of Display P3, transfer 13 the curve of sRGB
		h.display = len(body) == 4 && body[0] == 12 && body[1] == 13
	case "iCCP":
		h.profile = inflateProfile(body)
	case "eXIf":
		h.exif(body, at)
	}
	return nil
}

// pngHeader reads IHDR (PNG 3rd edition, 11.2.1).
func (h *header) pngHeader(name string, b []byte) *Problem {
	if len(b) != 13 {
		return damaged(name)
	}
	width, height := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	if width == 0 || height == 0 || width > 1<<31-1 || height > 1<<31-1 {
		return damaged(name)
	}
	h.Width, h.Height = int(width), int(height)
	depth, kind := b[8], b[9]
	h.depth16 = depth == 16
	h.bits = max(int(depth), 1) * [8]int{1, 1, 3, 1, 2, 1, 4, 1}[kind&7]
	h.Reducible = b[12] == 0
	h.Alpha = kind == 4 || kind == 6
	h.Palette = kind == 3 || kind == 0 && depth < 8
	h.grey = kind == 0 || kind == 4
	h.Samples = 8
	if h.depth16 {
		h.Samples = 12
	}
	return nil
}

// pngEnd looks for the last chunk: at the end, where it should be, else chunk by chunk from at on.
func (h *header) pngEnd(name string, w *window, at int64) *Problem {
	from := max(at, w.size-32<<10)
	if bytes.Contains(w.bytes(from, int(w.size-from)), []byte("IEND")) {
		return nil
	}
	for {
		head := w.whole(at, 8)
		if head == nil {
			return truncated(name)
		}
		if string(head[4:8]) == "IEND" {
			return nil
		}
		at += 12 + int64(binary.BigEndian.Uint32(head))
	}
}

// inflateProfile unpacks an iCCP chunk: a name, a zero, the method, and the profile.
func inflateProfile(body []byte) []byte {
	_, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(rest) < 2 {
		return bytes.Clone(body)
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return bytes.Clone(body) // not a profile, and reported as one that is not known
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile))
	if err != nil {
		return bytes.Clone(body)
	}
	return profile
}
