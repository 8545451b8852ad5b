package picture

import "encoding/binary"

// readBMP reads the header that Windows writes (BITMAPINFOHEADER and its successors).
func (h *header) readBMP(name string, w *window) *Problem {
	b := w.whole(0, 34)
	if b == nil {
		return truncated(name)
	}
	width, height := int32(binary.LittleEndian.Uint32(b[18:])), int32(binary.LittleEndian.Uint32(b[22:]))
	if height < 0 {
		height = -height // stored from the top
	}
	bits, compression := binary.LittleEndian.Uint16(b[28:]), binary.LittleEndian.Uint32(b[30:])
	header, pixels := binary.LittleEndian.Uint32(b[14:]), binary.LittleEndian.Uint32(b[10:])
	if header < 40 || pixels < 14+header || width <= 0 || height <= 0 {
		return damaged(name)
	}
	if compression != 0 && compression != 3 || bits == 0 || bits == 16 || bits > 32 {
		return unsupported(name, "少见的 BMP")
	}
	h.Width, h.Height, h.Samples = int(width), int(height), 8
	h.Palette, h.Alpha = bits <= 8, bits == 32
	row := (int64(width)*int64(bits) + 31) / 32 * 4
	if int64(pixels)+row*int64(height) > w.size {
		// A header that lies costs nothing either: there is no more memory to take than file.
		return truncated(name)
	}
	return nil
}
