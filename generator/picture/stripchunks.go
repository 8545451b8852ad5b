package picture

import (
	"encoding/binary"
	"hash/crc32"
)

// pngChunks are those that make the picture or its animation, and how its colours are meant.
var pngChunks = map[string]bool{"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true,
	"acTL": true, "fcTL": true, "fdAT": true, "gAMA": true, "cHRM": true, "sRGB": true, "sBIT": true, "cICP": true,
	"mDCV": true, "cLLI": true}

func (h *header) stripPNG(name string, data []byte, profile bool) ([]byte, *Problem) {
	out := append(make([]byte, 0, len(data)), data[:8]...)
	for at := 8; ; {
		if at+12 > len(data) {
			return nil, truncated(name)
		}
		length, kind := int64(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		end := int64(at) + 12 + length
		if end > int64(len(data)) {
			return nil, truncated(name)
		}
		switch {
		case kind == "iCCP" && profile && h.profile != nil:
			out = append(out, bareProfile(data[at+8:end-4])...)
		case pngChunks[kind]:
			out = append(out, data[at:end]...)
		}
		if kind == "IHDR" && h.Orientation != 1 {
			out = append(out, pngChunk("eXIf", uprightBlock(h.Orientation))...)
		}
		if kind == "IEND" {
			return out, nil
		}
		at = int(end)
	}
}

// bareProfile is an iCCP chunk whose name, which may be anything, is gone.
func bareProfile(body []byte) []byte {
	for i, b := range body {
		if b == 0 {
			return pngChunk("iCCP", append([]byte("icc"), body[i:]...))
		}
	}
	return nil
}

func pngChunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// stripGIF copies images and what times them, and of the applications' blocks the one that says how
// often an animation runs.
func stripGIF(name string, data []byte) ([]byte, *Problem) {
	at := 13 + int(colourTable(data[10]))
	if at > len(data) {
		return nil, truncated(name)
	}
	out := append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) && data[at] != 0x3b {
		begin := at
		keep := true
		switch {
		case data[at] == 0x2c && at+10 <= len(data):
			at += 11 + int(colourTable(data[at+9]))
		case data[at] == 0x21 && at+2 <= len(data):
			keep = keepsExtension(data[at:])
			at += 2
		default:
			return endGIF(out, name)
		}
		end, ok := blocksEnd(data, at)
		if !ok {
			return endGIF(out, name)
		}
		if at = end; keep {
			out = append(out, data[begin:end]...)
		}
	}
	return append(out, 0x3b), nil
}

// endGIF ends a file that breaks off. Browsers show the images before that.
func endGIF(out []byte, name string) ([]byte, *Problem) {
	for at := 13 + int(colourTable(out[10])); at < len(out); {
		if out[at] == 0x2c {
			return append(out, 0x3b), nil
		}
		at, _ = blocksEnd(out, at+2)
	}
	return nil, truncated(name)
}

func keepsExtension(b []byte) bool {
	switch {
	case b[1] == 0xf9:
		return true
	case b[1] == 0xff && len(b) >= 14:
		return string(b[3:14]) == "NETSCAPE2.0" || string(b[3:14]) == "ANIMEXTS1.0"
	}
	return false
}

// blocksEnd returns the place after a chain of data blocks.
func blocksEnd(data []byte, at int) (int, bool) {
	for at < len(data) {
		n := int(data[at])
		at += 1 + n
		if n == 0 {
			return at, true
		}
	}
	return len(data), false
}

// The flags of a WebP's extended header (RFC 9649, 2.7.1) for chunks that Strip may take away.
const (
	webpICC, webpExif, webpXMP = 0x20, 0x08, 0x04
)

func (h *header) stripWebP(name string, data []byte, profile bool) ([]byte, *Problem) {
	data = data[:min(int64(len(data)), int64(binary.LittleEndian.Uint32(data[4:]))+8)]
	out := append(make([]byte, 0, len(data)), data[:12]...)
	extended := -1
	for at := 12; at+8 <= len(data); {
		kind, length := string(data[at:at+4]), int64(binary.LittleEndian.Uint32(data[at+4:]))
		end := int64(at) + 8 + length
		if end > int64(len(data)) {
			return nil, truncated(name)
		}
		switch kind {
		case "VP8X":
			if length < 10 || at != 12 {
				return nil, damaged(name)
			}
			extended = len(out) + 8
			fallthrough
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF":
			out = append(out, data[at:end]...)
		case "ICCP":
			if profile {
				out = append(out, data[at:end]...)
			}
		}
		if len(out)&1 != 0 {
			out = append(out, 0)
		}
		at = int(end + length&1)
	}
	if extended > 0 {
		out = h.flagWebP(out, extended, profile)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, nil
}

// flagWebP says in the extended header what is gone, and puts the orientation at the end.
func (h *header) flagWebP(out []byte, at int, profile bool) []byte {
	out[at] &^= webpExif | webpXMP
	if !profile {
		out[at] &^= webpICC
	}
	if h.Orientation != 1 {
		out[at] |= webpExif
		block := uprightBlock(h.Orientation)
		out = append(out, "EXIF"...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(block)))
		out = append(out, block...)
	}
	return out
}
