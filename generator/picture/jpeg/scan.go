package jpeg

// zigzag gives the natural place (row × 8 + column) of the coefficients in the order in which they
// are coded.
var zigzag = [64]uint8{
	0, 1, 8, 16, 9, 2, 3, 10,
	17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34,
	27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36,
	29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46,
	53, 60, 61, 54, 47, 55, 62, 63,
}

// scanHeader is what a scan header (SOS) says.
type scanHeader struct {
	components []*component
	from, to   int // coefficients, in zigzag order
	high, low  int // successive approximation
}

// readQuant reads the tables of a DQT segment.
func (d *decoder) readQuant(b []byte) error {
	for len(b) > 0 {
		width := 1 + int(b[0]>>4)
		if width > 2 || b[0]&15 > 3 || len(b) < 1+64*width {
			return ErrDamaged
		}
		table := new([64]int32)
		for i := range table {
			if width == 1 {
				table[i] = int32(b[1+i])
			} else {
				table[i] = int32(b[1+2*i])<<8 | int32(b[2+2*i])
			}
		}
		d.quant[b[0]&15] = table
		b = b[1+64*width:]
	}
	return nil
}

// scan reads a scan header and the coded data that follow it.
func (d *decoder) scan(segment []byte) error {
	header, err := d.readScanHeader(segment)
	if err != nil {
		return err
	}
	if d.scans++; d.scans > maxScans {
		return ErrUnsupported
	}
	if d.scans == 1 {
		d.allocate()
	}
	for _, c := range header.components {
		if err := d.prepare(c, header); err != nil {
			return err
		}
	}
	read := d.sequentialBlock
	if d.frame.Progressive {
		read = d.progressiveReader(header)
	}
	return d.walk(header, read)
}

func (d *decoder) readScanHeader(b []byte) (scanHeader, error) {
	var h scanHeader
	if d.components == nil || len(b) < 1 || len(b) != 4+2*int(b[0]) || b[0] == 0 || b[0] > 4 {
		return h, ErrDamaged
	}
	for i := range int(b[0]) {
		c := d.find(b[1+2*i])
		if c == nil || b[2+2*i]>>4 > 3 || b[2+2*i]&15 > 3 {
			return h, ErrDamaged
		}
		for _, other := range h.components {
			if other == c {
				return h, ErrDamaged
			}
		}
		c.scanDC, c.scanAC = int(b[2+2*i]>>4), int(b[2+2*i]&15)
		h.components = append(h.components, c)
	}
	b = b[len(b)-3:]
	h.from, h.to, h.high, h.low = int(b[0]), int(b[1]), int(b[2]>>4), int(b[2]&15)
	if !d.frame.Progressive {
		h.from, h.to, h.high, h.low = 0, 63, 0, 0
	}
	if h.from > h.to || h.to > 63 || h.low > 13 || h.from == 0 && h.to != 0 && d.frame.Progressive ||
		h.from > 0 && len(h.components) > 1 {
		return h, ErrDamaged
	}
	return h, nil
}

func (d *decoder) find(id byte) *component {
	for i := range d.components {
		if d.components[i].ID == id {
			return &d.components[i]
		}
	}
	return nil
}

// prepare makes sure that a component has the tables this scan uses.
func (d *decoder) prepare(c *component, h scanHeader) error {
	if c.quant == nil {
		if d.quant[c.Q] == nil {
			return ErrDamaged
		}
		c.quant = d.quant[c.Q]
	}
	if !d.frame.Progressive && c.decoded {
		return ErrDamaged // the same component twice: only a bomb does that
	}
	needsDC := h.from == 0 && h.high == 0
	if needsDC && d.dc[c.scanDC] == nil || h.to > 0 && d.ac[c.scanAC] == nil {
		return ErrDamaged
	}
	if h.from == 0 {
		c.decoded = true
	}
	return nil
}

// blockReader reads the coded data of the block in column bx and row by of a component.
type blockReader func(c *component, bx, by int) error

// walk goes through the blocks of a scan in their coded order: MCU by MCU when components are
// interleaved, else row by row over the blocks that hold picture.
func (d *decoder) walk(h scanHeader, read blockReader) error {
	across, down := ceil(d.frame.Width, 8*d.frame.acrossMCU), ceil(d.frame.Height, 8*d.frame.downMCU)
	single := len(h.components) == 1
	if single {
		across, down = h.components[0].across, h.components[0].down
	}
	d.resetBits(h)
	next := d.restart
	for my := range down {
		for mx := range across {
			if d.restart > 0 && next == 0 {
				if err := d.restartHere(h); err != nil {
					return err
				}
				next = d.restart
			}
			next--
			for _, c := range h.components {
				if err := readMCU(c, mx, my, single, read); err != nil {
					return err
				}
			}
			if d.count < 0 {
				return d.starved(ErrDamaged)
			}
		}
	}
	return nil
}

func readMCU(c *component, mx, my int, single bool, read blockReader) error {
	if single {
		return read(c, mx, my)
	}
	for y := range c.V {
		for x := range c.H {
			if err := read(c, mx*c.H+x, my*c.V+y); err != nil {
				return err
			}
		}
	}
	return nil
}

// resetBits forgets what was read ahead; the position is then that of the next marker or, at the
// beginning of a scan, of its first byte.
func (d *decoder) resetBits(h scanHeader) {
	d.bits, d.count, d.ended, d.eobRun = 0, 0, false, 0
	for _, c := range h.components {
		c.last = 0
	}
}

// restartHere passes a restart marker. Bytes left over before it are passed too.
func (d *decoder) restartHere(h scanHeader) error {
	d.resetBits(h)
	for d.at+1 < len(d.data) {
		if d.data[d.at] != 0xff || d.data[d.at+1] == 0 || d.data[d.at+1] == 0xff {
			d.at++
			continue
		}
		if m := d.data[d.at+1]; m < 0xd0 || m > 0xd7 {
			return ErrDamaged
		}
		d.at += 2
		return nil
	}
	return ErrTruncated
}
