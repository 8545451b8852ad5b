// Package png reads a PNG row by row and keeps only what will be shown of it: each sample is the mean of a
// square of pixels, in sRGB's own levels as JPEG's reduction has it. Beside the result it holds two rows.
//
// The standard library decodes everything first: a scan of 50 megapixels costs it 200 MB, and as much again
// to be parted into planes.
//
// It promises to accept no file that the standard library refuses, and to be a pure function of the bytes.
// Interlaced files, whose rows do not come in order, are not read.
package png

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"

	"qizhi/generator/picture/raster"
)

// The errors of Read. One that lies in the compressed data is zlib's.
var (
	ErrDamaged    = errors.New("png: damaged")
	ErrInterlaced = errors.New("png: interlaced")
)

// The colour types (PNG 3rd edition, table 9).
const (
	grey      = 0
	truecolor = 2
	indexed   = 3
	greyAlpha = 4
	trueAlpha = 6
)

// Read decodes a PNG reduce times smaller in each direction; reduce is 1, 2, 4 or 8. The planes are coarser than the
// picture, which keeps its size in pixels: see [raster.Plane].
func Read(data []byte, reduce int) (*raster.Picture, error) {
	f, packed, err := parse(data)
	if err != nil {
		return nil, err
	}
	z, err := zlib.NewReader(packed)
	if err != nil {
		return nil, err
	}
	m := newMeans(f, reduce)
	row, above := make([]byte, 1+f.rowBytes()), make([]byte, 1+f.rowBytes())
	for y := range f.height {
		if _, err := io.ReadFull(z, row); err != nil {
			return nil, err
		}
		if !unfilter(row[0], row[1:], above[1:], f.pixelBytes()) {
			return nil, ErrDamaged
		}
		f.unpack(row[1:], m.lines)
		m.add(y)
		row, above = above, row
	}
	// The end of the compressed data has their checksum.
	if n, err := io.ReadFull(z, row[:1]); n != 0 || err != io.EOF {
		return nil, cmpError(err)
	}
	return m.picture(), nil
}

// cmpError is what is wrong with data that do not end where they should.
func cmpError(err error) error {
	if err == nil || err == io.EOF {
		return ErrDamaged
	}
	return err
}

// parse walks the chunks and checks each. The pieces of compressed data are read as one.
func parse(data []byte) (*format, io.Reader, error) {
	const signature = "\x89PNG\r\n\x1a\n"
	if !bytes.HasPrefix(data, []byte(signature)) {
		return nil, nil, ErrDamaged
	}
	f := &format{}
	var pieces []io.Reader
	for at := len(signature); ; {
		if len(data)-at < 12 {
			return nil, nil, io.ErrUnexpectedEOF
		}
		length := int64(binary.BigEndian.Uint32(data[at:]))
		if length > int64(len(data)-at-12) {
			return nil, nil, io.ErrUnexpectedEOF
		}
		kind, body := string(data[at+4:at+8]), data[at+8:at+8+int(length)]
		end := at + 8 + int(length)
		if crc32.ChecksumIEEE(data[at+4:end]) != binary.BigEndian.Uint32(data[end:]) {
			return nil, nil, ErrDamaged
		}
		at = end + 4
		switch {
		case kind == "IEND":
			return f, io.MultiReader(pieces...), f.complete(len(pieces))
		case kind == "IDAT":
			pieces = append(pieces, bytes.NewReader(body))
		default:
			if err := f.chunk(kind, body, len(pieces) > 0); err != nil {
				return nil, nil, err
			}
		}
	}
}

// unfilter undoes a row's filter (PNG 3rd edition, 9.2), in place; size is that of a pixel.
func unfilter(filter byte, row, above []byte, size int) bool {
	switch filter {
	case 0:
	case 1:
		for i := size; i < len(row); i++ {
			row[i] += row[i-size]
		}
	case 2:
		for i, v := range above[:len(row)] {
			row[i] += v
		}
	case 3:
		for i := range row[:size] {
			row[i] += above[i] / 2
		}
		for i := size; i < len(row); i++ {
			row[i] += uint8((int(row[i-size]) + int(above[i])) / 2)
		}
	case 4:
		for i := range row[:size] {
			row[i] += above[i]
		}
		for i := size; i < len(row); i++ {
			row[i] += paeth(row[i-size], above[i], above[i-size])
		}
	default:
		return false
	}
	return true
}

// paeth is whichever of left, above and the corner between them is nearest to left + above - corner.
func paeth(left, above, corner uint8) uint8 {
	a, b := int(above)-int(corner), int(left)-int(corner)
	c := a + b
	a, b, c = max(a, -a), max(b, -b), max(c, -c)
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return above
	}
	return corner
}
