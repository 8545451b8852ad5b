package phototest

import "encoding/binary"

// Exif is an Exif block: a TIFF file without pixels. Zero fields are left out.
type Exif struct {
	Orientation int
	Make        string
	// Latitude and Longitude, in whole seconds of arc, are written to a GPS directory.
	Latitude, Longitude int
	// Interop is the interoperability index; R03 says that colours are Adobe RGB.
	Interop   string
	Thumbnail []byte // a small JPEG
	BigEndian bool
}

// entry is a field of a TIFF directory with its value, or with a place where it is patched in.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

type writer struct {
	order binary.AppendByteOrder
	out   []byte
}

// Bytes writes the block.
func (e Exif) Bytes() []byte {
	w := &writer{order: binary.LittleEndian, out: []byte("II")}
	if e.BigEndian {
		w.order, w.out = binary.BigEndian, []byte("MM")
	}
	w.out = w.order.AppendUint32(w.order.AppendUint16(w.out, 42), 8)
	second := w.directory(e.first())
	if e.Interop != "" {
		w.point(second, 0x8769)
		sub := w.directory([]entry{w.pointer(0xa005)})
		w.point(sub, 0xa005)
		w.directory([]entry{text(1, e.Interop)})
	}
	if e.Latitude != 0 || e.Longitude != 0 {
		w.point(second, 0x8825)
		w.directory([]entry{text(1, "N"), w.degrees(2, e.Latitude), text(3, "E"), w.degrees(4, e.Longitude)})
	}
	if e.Thumbnail != nil {
		w.thumbnail(second, e.Thumbnail)
	}
	return w.out
}

// first lists the fields of the first directory, in the order of their tags.
func (e Exif) first() []entry {
	w := &writer{order: binary.LittleEndian}
	if e.BigEndian {
		w.order = binary.BigEndian
	}
	var fields []entry
	if e.Make != "" {
		fields = append(fields, text(0x010f, e.Make))
	}
	if e.Orientation != 0 {
		fields = append(fields, w.short(0x0112, e.Orientation))
	}
	if e.Interop != "" {
		fields = append(fields, w.pointer(0x8769))
	}
	if e.Latitude != 0 || e.Longitude != 0 {
		fields = append(fields, w.pointer(0x8825))
	}
	return fields
}

func text(tag uint16, s string) entry {
	return entry{tag, 2, uint32(len(s) + 1), append([]byte(s), 0)}
}

func (w *writer) short(tag uint16, v int) entry {
	return entry{tag, 3, 1, append(w.order.AppendUint16(nil, uint16(v)), 0, 0)}
}

func (w *writer) long(tag uint16, v int) entry {
	return entry{tag, 4, 1, w.order.AppendUint32(nil, uint32(v))}
}

func (w *writer) pointer(tag uint16) entry { return w.long(tag, 0) }

func (w *writer) degrees(tag uint16, seconds int) entry {
	var v []byte
	for _, n := range []int{seconds / 3600, seconds / 60 % 60, seconds % 60} {
		v = w.order.AppendUint32(w.order.AppendUint32(v, uint32(n)), 1)
	}
	return entry{tag, 5, 3, v}
}

// directory appends a directory and returns where it begins. Its link to a next one is 0.
func (w *writer) directory(fields []entry) int {
	at := len(w.out)
	w.out = w.order.AppendUint16(w.out, uint16(len(fields)))
	after := at + 2 + 12*len(fields) + 4
	var long []byte
	for _, f := range fields {
		w.out = w.order.AppendUint16(w.order.AppendUint16(w.out, f.tag), f.kind)
		w.out = w.order.AppendUint32(w.out, f.count)
		if len(f.value) <= 4 {
			w.out = append(w.out, append(f.value, 0, 0, 0, 0)[:4]...)
			continue
		}
		w.out = w.order.AppendUint32(w.out, uint32(after+len(long)))
		long = append(long, f.value...)
	}
	w.out = append(w.order.AppendUint32(w.out, 0), long...)
	return at
}

// point makes a pointer field of the directory at `at` name the end of what is written so far.
func (w *writer) point(at int, tag uint16) {
	n := int(w.number(at, 2))
	for i := range n {
		field := at + 2 + 12*i
		if uint16(w.number(field, 2)) == tag {
			copy(w.out[field+8:], w.order.AppendUint32(nil, uint32(len(w.out))))
		}
	}
}

func (w *writer) number(at, size int) uint32 {
	var v uint32
	for i := range size {
		b := uint32(w.out[at+i])
		if w.order.String() == "BigEndian" {
			v = v<<8 | b
		} else {
			v |= b << (8 * i)
		}
	}
	return v
}

// thumbnail appends the second directory, which the first links to, and the small JPEG.
func (w *writer) thumbnail(first int, jpeg []byte) {
	link := first + 2 + 12*int(w.number(first, 2))
	copy(w.out[link:], w.order.AppendUint32(nil, uint32(len(w.out))))
	at := len(w.out) + 2 + 3*12 + 4
	w.directory([]entry{w.short(0x0103, 6), w.long(0x0201, at), w.long(0x0202, len(jpeg))})
	w.out = append(w.out, jpeg...)
}
