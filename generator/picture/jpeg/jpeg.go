// Package jpeg reads JPEG photos (ITU-T T.81) into planes, at full size or at a half, a quarter or
// an eighth of it, and writes them within a number of bytes.
//
// The standard library makes every pixel of a 12-megapixel photo although a page shows at most a
// seventh of them. Reading at half size makes a quarter of the pixels from the same data: it takes
// about a quarter of the time and of the memory. At full size the result is the standard library's
// to within a rounding step, which the tests hold it to. Written photos are 5 to 8 % smaller than
// the standard library's at the same quality, and finding the quality for a budget costs little.
//
// Reading promises never to panic, to take memory in proportion to what [Frame.Memory] says and to
// refuse what is cut off or damaged rather than to show half a photo. Baseline, extended (8 bits)
// and progressive files with 1, 3 or 4 components are read; arithmetic coding, lossless JPEG and 12
// bits are not.
package jpeg

import (
	"errors"

	"qizhi/generator/picture/raster"
)

// The errors of Read.
var (
	ErrTruncated   = errors.New("jpeg: data ends early")
	ErrDamaged     = errors.New("jpeg: damaged data")
	ErrUnsupported = errors.New("jpeg: unsupported kind of JPEG")
)

// maxScans bounds the work that a small progressive file can ask for: real ones have about ten.
const maxScans = 64

// decoder reads one photo.
type decoder struct {
	data  []byte
	at    int
	frame Frame
	size  int // samples along one side of a decoded block: 8, 4, 2 or 1

	components []component
	quant      [4]*[64]int32 // in zigzag order
	dc, ac     [4]*huffman
	restart    int // MCUs between restart markers, 0 for none
	scans      int

	adobe, jfif    bool
	adobeTransform byte

	bits   uint64 // the next bits, the first of them on top
	count  int    // how many of bits are real; negative once more was read than there is
	ended  bool   // a marker or the end of the data stops the bits
	eobRun int    // blocks still to skip in a progressive scan
}

// component is one colour of the frame while it is read.
type component struct {
	FrameComponent
	across, down   int // blocks that hold picture
	wide, high     int // blocks with those that fill up the last MCU
	last           int32
	coefficients   []int16 // of a progressive photo, in natural order, 64 a block
	plane          raster.Plane
	quant          *[64]int32
	scanDC, scanAC int
	decoded        bool
}

// Read decodes a photo at 1/reduce of its size; reduce is 1, 2, 4 or 8. The picture's Width and
// Height are the full ones, whatever the planes hold. Inks of CMYK come out as 255 for full ink,
// however the file stores them.
func Read(data []byte, reduce int) (*raster.Picture, error) {
	d := &decoder{data: data, size: 8 / reduce}
	if err := d.run(); err != nil {
		return nil, err
	}
	return d.picture(), nil
}

// run reads segment after segment up to the end of the image.
func (d *decoder) run() error {
	if len(d.data) < 2 || d.data[0] != 0xff || d.data[1] != 0xd8 {
		return ErrDamaged
	}
	d.at = 2
	for {
		marker, segment, err := d.segment()
		if err != nil {
			return d.finish(err)
		}
		if marker == 0xd9 {
			return d.finish(nil)
		}
		if err := d.use(marker, segment); err != nil {
			return err
		}
	}
}

// finish ends the reading. A sequential photo of which everything has come needs no end marker; a
// progressive one could still lack its finest scans.
func (d *decoder) finish(err error) error {
	if len(d.components) == 0 {
		return ErrTruncated
	}
	for i := range d.components {
		if !d.components[i].decoded {
			return ErrTruncated
		}
	}
	if !d.frame.Progressive {
		return nil
	}
	if err == nil {
		d.reconstruct()
	}
	return err
}

// use acts on one segment.
func (d *decoder) use(marker byte, segment []byte) error {
	switch {
	case IsFrame(marker):
		return d.begin(marker, segment)
	case marker == 0xc4:
		return d.readHuffman(segment)
	case marker == 0xdb:
		return d.readQuant(segment)
	case marker == 0xdd && len(segment) == 2:
		d.restart = int(segment[0])<<8 | int(segment[1])
	case marker == 0xda:
		return d.scan(segment)
	case marker == 0xe0 && len(segment) >= 5 && string(segment[:5]) == "JFIF\x00":
		d.jfif = true
	case marker == 0xee && len(segment) >= 12 && string(segment[:5]) == "Adobe":
		d.adobe, d.adobeTransform = true, segment[11]
	case marker == 0xdc:
		return ErrUnsupported // the number of lines given after the lines
	}
	return nil
}

// segment returns the next marker and what belongs to it. Bytes between segments are skipped, as
// every reader does.
func (d *decoder) segment() (byte, []byte, error) {
	for {
		for d.at < len(d.data) && d.data[d.at] != 0xff {
			d.at++
		}
		for d.at < len(d.data) && d.data[d.at] == 0xff {
			d.at++
		}
		if d.at >= len(d.data) {
			return 0, nil, ErrTruncated
		}
		marker := d.data[d.at]
		d.at++
		switch {
		case marker == 0xd9:
			return marker, nil, nil
		case marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8:
			continue // stuffed, or a marker without a segment
		}
		if d.at+2 > len(d.data) {
			return 0, nil, ErrTruncated
		}
		length := int(d.data[d.at])<<8 | int(d.data[d.at+1])
		if length < 2 {
			return 0, nil, ErrDamaged
		}
		if d.at+length > len(d.data) {
			return 0, nil, ErrTruncated
		}
		body := d.data[d.at+2 : d.at+length]
		d.at += length
		return marker, body, nil
	}
}
