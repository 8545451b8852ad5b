package picture

import (
	"compress/flate"
	"encoding/binary"
)

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
	h.density = sampledDensity(w, int64(pixels), row, int64(h.Height), int64(bits)/8)
	return nil
}

// Of a file that is not compressed so many rows are, at most so many bytes of each, to see how much it
// would take.
const (
	sampledRows  = 16
	sampledBytes = 4 << 10
)

// sampledDensity estimates how many bytes a pixel would take in a PNG: samples of rows, each pixel less the
// one before, are compressed. bytes is how many a pixel has, 0 for a palette, which tells by itself.
func sampledDensity(w *window, at, row, rows, bytes int64) float64 {
	if bytes < 3 {
		return 0
	}
	var size written
	z, _ := flate.NewWriter(&size, flate.DefaultCompression) // the level is one there is
	pixels := int64(0)
	length := min(row, sampledBytes) / bytes * bytes
	for i := range int64(sampledRows) {
		sample := w.bytes(at+rows*(2*i+1)/(2*sampledRows)*row+(row-length)/2/bytes*bytes, int(length))
		deltas := make([]byte, len(sample))
		for j := range deltas {
			if deltas[j] = sample[j]; int64(j) >= bytes {
				deltas[j] -= sample[int64(j)-bytes]
			}
		}
		_, _ = z.Write(deltas) // counting never fails
		pixels += int64(len(sample)) / bytes
	}
	_ = z.Close()
	return float64(size) / float64(max(pixels, 1))
}

// written counts what is put into it.
type written int

func (c *written) Write(b []byte) (int, error) {
	*c += written(len(b))
	return len(b), nil
}
