package raster

import "encoding/binary"

// Turn is what must be done to a stored picture to see it upright: mirror it in its stored
// coordinates, then exchange rows and columns.
type Turn struct{ FlipX, FlipY, Transpose bool }

// Upright returns the turn for an Exif orientation (1 to 8; Exif 2.32, tag 0x0112). Any other value
// is taken as 1, as every viewer does.
func Upright(orientation int) Turn {
	switch orientation {
	case 2:
		return Turn{FlipX: true}
	case 3:
		return Turn{FlipX: true, FlipY: true}
	case 4:
		return Turn{FlipY: true}
	case 5:
		return Turn{Transpose: true}
	case 6:
		return Turn{FlipY: true, Transpose: true}
	case 7:
		return Turn{FlipX: true, FlipY: true, Transpose: true}
	case 8:
		return Turn{FlipX: true, Transpose: true}
	}
	return Turn{}
}

// stored maps a rectangle of the upright picture to the stored one, whose size is given. A mirrored
// side comes out reversed (X1 < X0), which is how taps mirror.
func (t Turn) stored(r Rect, width, height int) Rect {
	if t.Transpose {
		r = Rect{r.Y0, r.X0, r.Y1, r.X1}
	}
	if t.FlipX {
		r.X0, r.X1 = float64(width)-r.X0, float64(width)-r.X1
	}
	if t.FlipY {
		r.Y0, r.Y1 = float64(height)-r.Y0, float64(height)-r.Y1
	}
	return r
}

// Transpose exchanges rows and columns of a plane.
func Transpose(p Plane) Plane {
	out := NewPlane(p.Height, p.Width)
	out.PerX, out.PerY = p.PerY, p.PerX
	y := 0
	for ; y+8 <= p.Height; y += 8 {
		transposeBand(&p, &out, y)
	}
	for ; y < p.Height; y++ {
		for x, v := range p.Row(y) {
			out.Pix[x*out.Stride+y] = v
		}
	}
	return out
}

// transposeBand exchanges rows and columns of the eight rows from y on, eight columns at a time.
func transposeBand(p, out *Plane, y int) {
	var block [8]uint64
	for x := 0; x < p.Width; x += 8 {
		for i := range block {
			block[i] = binary.LittleEndian.Uint64(p.Pix[(y+i)*p.Stride+x:])
		}
		transpose8(&block)
		for i := range min(8, p.Width-x) {
			binary.LittleEndian.PutUint64(out.Pix[(x+i)*out.Stride+y:], block[i])
		}
	}
}

// transpose8 exchanges rows and columns of eight by eight bytes: squares of four bytes change
// places first, then of two, then single bytes.
func transpose8(b *[8]uint64) {
	for i := range 4 {
		t := (b[i]>>32 ^ b[i+4]) & 0x00000000ffffffff
		b[i], b[i+4] = b[i]^t<<32, b[i+4]^t
	}
	for _, i := range [4]int{0, 1, 4, 5} {
		t := (b[i]>>16 ^ b[i+2]) & 0x0000ffff0000ffff
		b[i], b[i+2] = b[i]^t<<16, b[i+2]^t
	}
	for i := 0; i < 8; i += 2 {
		t := (b[i]>>8 ^ b[i+1]) & 0x00ff00ff00ff00ff
		b[i], b[i+1] = b[i]^t<<8, b[i+1]^t
	}
}
