package jpeg

// The constants of the inverse cosine transform, in 1/2¹³. The eight-point one is that of Loeffler,
// Ligtenberg and Moschytz (1989), as in libjpeg's accurate integer transform; the smaller ones take
// the lowest frequencies of the block and are exact for them.
const (
	fixed = 13

	f0298 = 2446
	f0390 = 3196
	f0541 = 4433
	f0765 = 6270
	f0899 = 7373
	f1175 = 9633
	f1306 = 10703
	f1501 = 12299
	f1847 = 15137
	f1961 = 16069
	f2053 = 16819
	f2562 = 20995
	f3072 = 25172
)

// inverse makes the pixels of a block whose last coefficient, in zigzag order, is last.
func (d *decoder) inverse(c *component, block *[64]int32, last, bx, by int) {
	out := c.plane.Pix[by*d.size*c.plane.Stride+bx*d.size:]
	stride := c.plane.Stride
	switch {
	case last == 0 || d.size == 1:
		even(out, stride, d.size, clamp((int(block[0])+4)>>3))
	case d.size == 8:
		inverse8(block, out, stride)
	case d.size == 4:
		inverse4(block, out, stride)
	default:
		inverse2(block, out, stride)
	}
}

// even fills a block with one value.
func even(out []uint8, stride, size int, value uint8) {
	for y := range size {
		row := out[y*stride : y*stride+size]
		for x := range row {
			row[x] = value
		}
	}
}

// clamp shifts a sample from around 0 to around 128 and keeps it within a byte.
func clamp(v int) uint8 { return uint8(min(max(v+128, 0), 255)) }

func inverse2(block *[64]int32, out []uint8, stride int) {
	a, b, c, d := int(block[0])+4, int(block[1]), int(block[8]), int(block[9])
	out[0], out[1] = clamp((a+b+c+d)>>3), clamp((a-b+c-d)>>3)
	out[stride], out[stride+1] = clamp((a+b-c-d)>>3), clamp((a-b-c+d)>>3)
}

func inverse4(block *[64]int32, out []uint8, stride int) {
	var half [16]int
	for x := range 4 {
		half[x], half[4+x], half[8+x], half[12+x] = four(int(block[x]), int(block[8+x]), int(block[16+x]), int(block[24+x]), 1<<(fixed-3))
		for y := range 4 {
			half[4*y+x] >>= fixed - 2
		}
	}
	for y := range 4 {
		row := out[y*stride : y*stride+4 : y*stride+4]
		a, b, c, d := four(half[4*y], half[4*y+1], half[4*y+2], half[4*y+3], 1<<(fixed+4))
		row[0], row[1], row[2], row[3] = clamp(a>>(fixed+5)), clamp(b>>(fixed+5)), clamp(c>>(fixed+5)), clamp(d>>(fixed+5))
	}
}

// four is the four-point transform of a, b, c, d, scaled by 2¹⁴, with half a step added for rounding.
func four(a, b, c, d, half int) (int, int, int, int) {
	plus, minus := (a+c)<<fixed+half, (a-c)<<fixed+half
	p, q := b*f1306+d*f0541, b*f0541-d*f1306
	return plus + p, minus + q, minus - q, plus - p
}

func inverse8(block *[64]int32, out []uint8, stride int) {
	var half [64]int
	for x := range 8 {
		if block[8+x]|block[16+x]|block[24+x]|block[32+x]|block[40+x]|block[48+x]|block[56+x] == 0 {
			v := int(block[x]) << 2
			for y := 0; y < 64; y += 8 {
				half[y+x] = v
			}
			continue
		}
		in := [8]int{int(block[x]), int(block[8+x]), int(block[16+x]), int(block[24+x]),
			int(block[32+x]), int(block[40+x]), int(block[48+x]), int(block[56+x])}
		eight(&in, 1<<(fixed-3))
		for y := range 8 {
			half[8*y+x] = in[y] >> (fixed - 2)
		}
	}
	for y := range 8 {
		in := (*[8]int)(half[8*y:])
		eight(in, 1<<(fixed+4))
		row := out[y*stride : y*stride+8 : y*stride+8]
		for x := range row {
			row[x] = clamp(in[x] >> (fixed + 5))
		}
	}
}

// eight is the eight-point transform in place, scaled by 2¹³ × √8, with half a step added.
func eight(v *[8]int, half int) {
	z := (v[2] + v[6]) * f0541
	t2, t3 := z-v[6]*f1847, z+v[2]*f0765
	t0, t1 := (v[0]+v[4])<<fixed+half, (v[0]-v[4])<<fixed+half
	e0, e3, e1, e2 := t0+t3, t0-t3, t1+t2, t1-t2

	z1, z2, z3, z4 := v[7]+v[1], v[5]+v[3], v[7]+v[3], v[5]+v[1]
	z5 := (z3 + z4) * f1175
	z1, z2 = -z1*f0899, -z2*f2562
	z3, z4 = z5-z3*f1961, z5-z4*f0390
	o0, o1 := v[7]*f0298+z1+z3, v[5]*f2053+z2+z4
	o2, o3 := v[3]*f3072+z2+z3, v[1]*f1501+z1+z4

	v[0], v[7], v[1], v[6] = e0+o3, e0-o3, e1+o2, e1-o2
	v[2], v[5], v[3], v[4] = e2+o1, e2-o1, e3+o0, e3-o0
}
