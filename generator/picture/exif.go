package picture

import "encoding/binary"

// exif is what a picture's Exif block says that changes how it is shown. All else in it (place,
// time, device) is never looked at.
type exif struct {
	orientation int
	adobeRGB    bool
	thumbnail   span // within the block
}

// The tags that are read (Exif 2.32; TIFF 6.0 for the thumbnail).
const (
	tagOrientation   = 0x0112
	tagJPEGAt        = 0x0201
	tagJPEGLength    = 0x0202
	tagExif          = 0x8769
	tagInterop       = 0xa005
	tagInteropIndex  = 0x0001
	maxTIFFDirectory = 512
)

// tiff reads directories of a TIFF file.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

// parseExif reads an Exif block, a TIFF file. What is damaged in it is passed over: a picture without
// readable Exif is a picture that is stored upright.
func parseExif(data []byte) exif {
	e := exif{orientation: 1}
	t := tiff{data: data}
	switch {
	case len(data) < 8:
		return e
	case string(data[:4]) == "II*\x00":
		t.order = binary.LittleEndian
	case string(data[:4]) == "MM\x00*":
		t.order = binary.BigEndian
	default:
		return e
	}
	first, next := t.directory(t.order.Uint32(data[4:]))
	if v := first[tagOrientation]; v >= 1 && v <= 8 {
		e.orientation = int(v)
	}
	if at, ok := first[tagExif]; ok {
		sub, _ := t.directory(at)
		interop, _ := t.directory(sub[tagInterop])
		e.adobeRGB = interop[tagInteropIndex] == t.order.Uint32([]byte("R03\x00"))
	}
	if next != 0 {
		second, _ := t.directory(next)
		at, length := second[tagJPEGAt], second[tagJPEGLength]
		if uint64(at)+uint64(length) <= uint64(len(data)) {
			e.thumbnail = span{int64(at), int(length)}
		}
	}
	return e
}

// directory reads the values, as far as they fit into a field, and the place of the next directory.
func (t tiff) directory(at uint32) (values map[uint16]uint32, next uint32) {
	if at < 8 || uint64(at)+2 > uint64(len(t.data)) {
		return nil, 0
	}
	n := int(t.order.Uint16(t.data[at:]))
	fields := t.data[at+2:]
	if n > maxTIFFDirectory || len(fields) < 12*n {
		return nil, 0
	}
	values = make(map[uint16]uint32, n)
	for i := range n {
		f := fields[12*i:]
		v := t.order.Uint32(f[8:])
		if kind, count := t.order.Uint16(f[2:]), t.order.Uint32(f[4:]); kind == 3 && count == 1 {
			v = uint32(t.order.Uint16(f[8:]))
		}
		values[t.order.Uint16(f)] = v
	}
	if rest := fields[12*n:]; len(rest) >= 4 {
		next = t.order.Uint32(rest)
	}
	return values, next
}

// upright is an Exif block that says nothing but the orientation, for pictures that are published
// as they are stored.
func uprightBlock(orientation int) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0}
}
