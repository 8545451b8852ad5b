package icc

import (
	"math"
	"sync"
)

// Linear levels are whole numbers of 1/2¹³; the matrix holds whole numbers of 1/2¹².
const (
	linearBits = 13
	linearMax  = 1<<linearBits - 1
	matrixBits = 12
)

// Transform converts colours to sRGB, level by level in whole numbers. It is immutable and safe for
// use from many goroutines.
type Transform struct {
	linear [3][256]int32
	matrix [3][3]int32
	level  *[linearMax + 1]uint8
}

// srgbLevels are sRGB's levels for linear ones, computed when the first picture needs them.
var srgbLevels = sync.OnceValue(func() *[linearMax + 1]uint8 {
	levels := new([linearMax + 1]uint8)
	for v := range levels {
		levels[v] = uint8(math.Round(255 * srgbLevel(float64(v)/linearMax)))
	}
	return levels
})

// SRGB returns the conversion of a profile's colours to sRGB, or nil when there is nothing to
// convert: when no colour would change by more than two levels.
func (p *Profile) SRGB() *Transform {
	t := &Transform{level: srgbLevels()}
	for i := range t.linear {
		c := p.curves[i]
		if p.Grey {
			c = p.curves[0]
		}
		for v := range t.linear[i] {
			t.linear[i][v] = int32(math.Round(min(max(c(float64(v)/255), 0), 1) * linearMax))
		}
	}
	m := multiply(invert(srgbMatrix), p.matrix)
	for i := range m {
		for j := range m[i] {
			t.matrix[i][j] = int32(math.Round(min(max(m[i][j], -16), 16) * (1 << matrixBits)))
		}
	}
	if t.changesNothing() {
		return nil
	}
	return t
}

// srgbLevel undoes srgbCurve.
func srgbLevel(v float64) float64 {
	if v <= 0.0031308 {
		return v * 12.92
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// changesNothing tries colours all over the cube.
func (t *Transform) changesNothing() bool {
	for i := range 6 * 6 * 6 {
		r, g, b := uint8(i%6*51), uint8(i/6%6*51), uint8(i/36*51)
		r2, g2, b2 := t.Colour(r, g, b)
		if far(r, r2) || far(g, g2) || far(b, b2) {
			return false
		}
	}
	return true
}

func far(a, b uint8) bool { return max(a, b)-min(a, b) > 2 }

// Colour converts one colour.
func (t *Transform) Colour(r, g, b uint8) (uint8, uint8, uint8) {
	x, y, z := t.linear[0][r], t.linear[1][g], t.linear[2][b]
	return t.row(0, x, y, z), t.row(1, x, y, z), t.row(2, x, y, z)
}

func (t *Transform) row(i int, x, y, z int32) uint8 {
	m := &t.matrix[i]
	v := (m[0]*x + m[1]*y + m[2]*z + 1<<(matrixBits-1)) >> matrixBits
	return t.level[min(max(v, 0), linearMax)]
}

// Grey converts one level of a grey picture.
func (t *Transform) Grey(v uint8) uint8 { return t.level[t.linear[0][v]] }

func multiply(a, b [3][3]float64) (m [3][3]float64) {
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				m[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return m
}

// invert returns the inverse of a matrix by its cofactors.
func invert(m [3][3]float64) (inverse [3][3]float64) {
	cofactor := func(i, j int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*cofactor(0, 0) + m[0][1]*cofactor(0, 1) + m[0][2]*cofactor(0, 2)
	for i := range 3 {
		for j := range 3 {
			inverse[j][i] = cofactor(i, j) / det
		}
	}
	return inverse
}
