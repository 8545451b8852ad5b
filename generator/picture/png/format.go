package png

import "encoding/binary"

// format is how the pixels of a file are stored.
type format struct {
	width, height int
	depth, kind   int
	palette       [256][4]uint8 // colours multiplied by their alpha
	colours       int           // of the palette
	clear         []byte        // the tRNS chunk: the colour that is clear; nil for none
	alpha         bool
}

// chunk takes over what a chunk before or after the compressed data says.
func (f *format) chunk(kind string, body []byte, late bool) error {
	switch {
	case kind == "IHDR":
		return f.header(body)
	case f.width == 0:
		return ErrDamaged // the header comes first
	case late || kind != "PLTE" && kind != "tRNS":
		return nil
	case kind == "PLTE":
		return f.setPalette(body)
	}
	return f.setClear(body)
}

func (f *format) header(b []byte) error {
	if len(b) != 13 || f.width != 0 || b[10] != 0 || b[11] != 0 {
		return ErrDamaged
	}
	if b[12] != 0 {
		return ErrInterlaced
	}
	f.width, f.height = int(binary.BigEndian.Uint32(b)), int(binary.BigEndian.Uint32(b[4:]))
	f.depth, f.kind = int(b[8]), int(b[9])
	f.alpha = f.kind == greyAlpha || f.kind == trueAlpha
	known := f.depth == 8 || f.depth == 16 && f.kind != indexed ||
		(f.kind == grey || f.kind == indexed) && (f.depth == 1 || f.depth == 2 || f.depth == 4)
	if f.samples() == 0 || !known || f.width <= 0 || f.height <= 0 {
		return ErrDamaged
	}
	return nil
}

// samples is how many numbers a pixel has.
func (f *format) samples() int {
	switch f.kind {
	case grey, indexed:
		return 1
	case greyAlpha:
		return 2
	case truecolor:
		return 3
	case trueAlpha:
		return 4
	}
	return 0
}

func (f *format) rowBytes() int   { return (f.width*f.samples()*f.depth + 7) / 8 }
func (f *format) pixelBytes() int { return max(f.samples()*f.depth/8, 1) }

func (f *format) setPalette(b []byte) error {
	f.colours = len(b) / 3
	if len(b)%3 != 0 || f.colours == 0 || f.kind == indexed && f.colours > 1<<f.depth || f.colours > 256 ||
		f.kind == grey || f.kind == greyAlpha {
		return ErrDamaged
	}
	for i := range f.palette {
		f.palette[i] = [4]uint8{3: 255} // what is not given is black, as libpng has it
	}
	for i := range f.colours {
		copy(f.palette[i][:3], b[3*i:])
	}
	return nil
}

func (f *format) setClear(b []byte) error {
	f.alpha = true
	switch {
	case f.kind == grey && len(b) == 2, f.kind == truecolor && len(b) == 6:
		f.clear = b
		return nil
	case f.kind == indexed && len(b) <= f.colours:
		for i, alpha := range b {
			c := &f.palette[i]
			c[0], c[1], c[2], c[3] = multiply(c[0], alpha), multiply(c[1], alpha), multiply(c[2], alpha), alpha
		}
		return nil
	}
	return ErrDamaged
}

// complete reports what is missing at the end of a file.
func (f *format) complete(pieces int) error {
	if f.width == 0 || pieces == 0 || f.kind == indexed && f.colours == 0 {
		return ErrDamaged
	}
	return nil
}

// planes is how many planes the picture has: grey, or red, green and blue, and their alpha.
func (f *format) planes() int {
	switch {
	case f.alpha:
		return 4
	case f.kind == grey:
		return 1
	}
	return 3
}

// multiply brings a colour into its alpha.
func multiply(v, alpha uint8) uint8 { return uint8((int(v)*int(alpha) + 127) / 255) }

// unpack parts a row into a line for each plane.
func (f *format) unpack(row []byte, lines [4][]uint8) {
	if f.kind == truecolor && f.depth == 8 && !f.alpha {
		r, g, b := lines[0], lines[1], lines[2]
		for x := range r {
			p := row[3*x : 3*x+3 : 3*x+3]
			r[x], g[x], b[x] = p[0], p[1], p[2]
		}
		return
	}
	for x := range f.width {
		c := f.pixel(row, x)
		for i := range f.planes() {
			lines[i][x] = c[i]
		}
	}
}

// pixel is the colour of a pixel, multiplied by its alpha.
func (f *format) pixel(row []byte, x int) [4]uint8 {
	if f.kind == indexed {
		return f.palette[f.small(row, x)]
	}
	n, c := f.samples(), [4]uint8{3: 255}
	at := x * f.pixelBytes()
	for i := range n {
		switch f.depth {
		case 16:
			c[i] = uint8((int(binary.BigEndian.Uint16(row[at+2*i:]))*255 + 32767) / 65535)
		case 8:
			c[i] = row[at+i]
		default:
			c[i] = uint8(f.small(row, x) * 255 / (1<<f.depth - 1))
		}
	}
	if n == 2 {
		c[3] = c[1]
	}
	if n < 3 {
		c[1], c[2] = c[0], c[0]
	}
	if f.clear != nil && f.isClear(row, x) {
		return [4]uint8{}
	}
	if a := c[3]; a != 255 {
		c[0], c[1], c[2] = multiply(c[0], a), multiply(c[1], a), multiply(c[2], a)
	}
	return c
}

// small is a sample of at most eight bits.
func (f *format) small(row []byte, x int) int {
	bit := x * f.depth
	return int(row[bit/8]) >> (8 - f.depth - bit%8) & (1<<f.depth - 1)
}

// isClear reports whether a pixel has the colour that stands for nothing.
func (f *format) isClear(row []byte, x int) bool {
	for i := range f.samples() {
		want, at := int(binary.BigEndian.Uint16(f.clear[2*i:])), x*f.pixelBytes()
		have := 0
		if f.depth == 16 {
			have = int(binary.BigEndian.Uint16(row[at+2*i:]))
		} else if f.depth == 8 {
			have, want = int(row[at+i]), want&255
		} else {
			have, want = f.small(row, x), want&(1<<f.depth-1)
		}
		if have != want {
			return false
		}
	}
	return true
}
