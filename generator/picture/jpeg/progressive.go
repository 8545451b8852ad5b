package jpeg

// progressiveReader chooses how a scan of a progressive photo is read (T.81, G.1): its first bits
// or a refinement by one bit, of the DC coefficients or of a band of AC coefficients.
func (d *decoder) progressiveReader(h scanHeader) blockReader {
	switch {
	case h.from == 0 && h.high == 0:
		return func(c *component, bx, by int) error { return d.firstDC(c, c.block(bx, by), h) }
	case h.from == 0:
		return func(c *component, bx, by int) error {
			d.need()
			if d.take(1) != 0 {
				c.block(bx, by)[0] |= 1 << h.low
			}
			return nil
		}
	case h.high == 0:
		return func(c *component, bx, by int) error { return d.firstAC(c, c.block(bx, by), h) }
	}
	return func(c *component, bx, by int) error { return d.refineAC(c, c.block(bx, by), h) }
}

// block is the 64 coefficients of one block.
func (c *component) block(bx, by int) []int16 {
	at := (by*c.wide + bx) * 64
	return c.coefficients[at : at+64 : at+64]
}

func (d *decoder) firstDC(c *component, block []int16, h scanHeader) error {
	size, err := d.symbol(d.dc[c.scanDC])
	if err != nil {
		return err
	}
	if size > 15 {
		return ErrDamaged
	}
	if size > 0 {
		c.last += extend(d.take(int(size)), int(size))
	}
	block[0] = int16(c.last << h.low)
	return nil
}

// endRun reads the number of blocks that an end-of-band symbol of category run stands for.
func (d *decoder) endRun(run int) {
	d.eobRun = 1 << run
	if run > 0 {
		d.eobRun += int(d.take(run))
	}
}

func (d *decoder) firstAC(c *component, block []int16, h scanHeader) error {
	if d.eobRun > 0 {
		d.eobRun--
		return nil
	}
	for k := h.from; k <= h.to; k++ {
		symbol, err := d.symbol(d.ac[c.scanAC])
		if err != nil {
			return err
		}
		run, size := int(symbol>>4), int(symbol&15)
		switch {
		case size > 0:
			if k += run; k > h.to {
				return ErrDamaged
			}
			block[zigzag[k]] = int16(extend(d.take(size), size) << h.low)
		case run < 15:
			d.endRun(run)
			d.eobRun--
			return nil
		default:
			k += 15
		}
	}
	return nil
}

// refineAC adds one bit to the coefficients that are known and places those that become known.
func (d *decoder) refineAC(c *component, block []int16, h scanHeader) error {
	k := h.from
	for d.eobRun == 0 && k <= h.to {
		symbol, err := d.symbol(d.ac[c.scanAC])
		if err != nil {
			return err
		}
		run, value := int(symbol>>4), int16(0)
		switch {
		case symbol&15 > 1:
			return ErrDamaged
		case symbol&15 == 1:
			value = -1 << h.low
			if d.take(1) != 0 {
				value = 1 << h.low
			}
		case run < 15:
			d.endRun(run)
			run = 64 // nothing new in this block
		}
		if d.eobRun > 0 {
			break
		}
		if k = d.refineRun(block, k, run, h); k > h.to {
			if value != 0 {
				return ErrDamaged
			}
			return nil
		}
		if value != 0 {
			block[zigzag[k]] = value
		}
		k++
	}
	if d.eobRun > 0 {
		d.eobRun--
		d.refineRun(block, k, 64, h)
	}
	return nil
}

// refineRun gives a bit to each known coefficient from k on until it has passed run unknown ones,
// and returns the place of the next unknown one.
func (d *decoder) refineRun(block []int16, k, run int, h scanHeader) int {
	step := int16(1) << h.low
	for ; k <= h.to; k++ {
		at := zigzag[k]
		if block[at] == 0 {
			if run == 0 {
				return k
			}
			run--
			continue
		}
		d.need()
		switch {
		case d.take(1) == 0:
		case block[at] > 0:
			block[at] += step
		default:
			block[at] -= step
		}
	}
	return k
}

// reconstruct makes the pixels once all scans have been read.
func (d *decoder) reconstruct() {
	for i := range d.components {
		c := &d.components[i]
		for by := range c.high {
			for bx := range c.wide {
				var block [64]int32
				coefficients := c.block(bx, by)
				last := 0
				for k := range zigzag {
					at := zigzag[k] & 63
					if v := coefficients[at]; v != 0 {
						block[at] = int32(v) * c.quant[k]
						last = k
					}
				}
				d.inverse(c, &block, last, bx, by)
			}
		}
		c.coefficients = nil
	}
}
