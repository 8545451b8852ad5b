package jpeg

// forward is the eight-point cosine transform of a block in place, times 8: rows first, which keep
// two more bits, then columns. It is the inverse of inverse8, by the same authors.
func forward(block *[64]int32) {
	for y := 0; y < 64; y += 8 {
		forward8(block[y:y+8:y+8], 1, fixed-2, 2)
	}
	for x := range 8 {
		forward8(block[x:], 8, fixed+2, -2)
	}
}

// forward8 transforms eight values, step apart. Products are cut by drop bits, the two sums that
// need no product are shifted left by lift.
func forward8(v []int32, step, drop, lift int) {
	_ = v[7*step]
	a0, a7 := v[0]+v[7*step], v[0]-v[7*step]
	a1, a6 := v[step]+v[6*step], v[step]-v[6*step]
	a2, a5 := v[2*step]+v[5*step], v[2*step]-v[5*step]
	a3, a4 := v[3*step]+v[4*step], v[3*step]-v[4*step]

	b0, b3, b1, b2 := a0+a3, a0-a3, a1+a2, a1-a2
	if lift > 0 {
		v[0], v[4*step] = (b0+b1)<<lift, (b0-b1)<<lift
	} else {
		v[0], v[4*step] = (b0+b1+2)>>2, (b0-b1+2)>>2
	}
	half := int32(1) << (drop - 1)
	z := (b2+b3)*f0541 + half
	v[2*step], v[6*step] = (z+b3*f0765)>>drop, (z-b2*f1847)>>drop

	z1, z2, z3, z4 := a4+a7, a5+a6, a4+a6, a5+a7
	z5 := (z3+z4)*f1175 + half
	z1, z2 = -z1*f0899, -z2*f2562
	z3, z4 = z5-z3*f1961, z5-z4*f0390
	v[7*step], v[5*step] = (a4*f0298+z1+z3)>>drop, (a5*f2053+z2+z4)>>drop
	v[3*step], v[step] = (a6*f3072+z2+z3)>>drop, (a7*f1501+z1+z4)>>drop
}
