package jpeg

// sequentialBlock reads a whole block and makes its pixels at once.
func (d *decoder) sequentialBlock(c *component, bx, by int) error {
	var block [64]int32
	last, err := d.coefficients(c, &block)
	if err != nil {
		return err
	}
	d.inverse(c, &block, last, bx, by)
	return nil
}

// coefficients reads a block's coefficients, dequantised, into their natural places and says which
// was the last, in zigzag order. This is where a decoder spends its time: the bits are kept in
// variables of the function, and a code and its value are mostly found by one look.
func (d *decoder) coefficients(c *component, block *[64]int32) (int, error) {
	size, err := d.symbol(d.dc[c.scanDC])
	if err != nil {
		return 0, err
	}
	if size > 15 {
		return 0, ErrDamaged
	}
	if size > 0 {
		c.last += extend(d.take(int(size)), int(size))
	}
	quant := c.quant
	block[0] = c.last * quant[0]

	table := d.ac[c.scanAC]
	bits, count := d.bits, d.count
	last := 0
	for k := 1; k < 64; k++ {
		if count < 32 && !d.ended {
			d.bits, d.count = bits, count
			d.refill()
			bits, count = d.bits, d.count
		}
		e := table.look[bits>>(64-lookBits)]
		if value := int32(e) >> 16; value != 0 {
			k += int(e >> 12 & 15)
			if k > 63 {
				return 0, ErrDamaged
			}
			block[zigzag[k]&63] = value * quant[k]
			bits <<= e >> 4 & 15
			count -= int(e >> 4 & 15)
			last = k
			continue
		}
		symbol, length := byte(e>>8), int(e&15)
		if e == 0 {
			var ok bool
			if symbol, length, ok = table.long(bits); !ok {
				d.count = count
				return 0, d.starved(ErrDamaged)
			}
		}
		bits <<= length
		count -= length
		size := int(symbol & 15)
		if size == 0 {
			if symbol != 0xf0 {
				break
			}
			k += 15
			continue
		}
		k += int(symbol >> 4)
		if k > 63 {
			return 0, ErrDamaged
		}
		block[zigzag[k]&63] = extend(int32(bits>>(64-size)), size) * quant[k]
		bits <<= size
		count -= size
		last = k
	}
	d.bits, d.count = bits, count
	return last, nil
}
