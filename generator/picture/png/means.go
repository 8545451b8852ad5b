package png

import (
	"math/bits"

	"qizhi/generator/picture/raster"
)

// means makes planes out of rows, each sample the mean of a square of pixels.
type means struct {
	f      *format
	reduce int
	lines  [4][]uint8  // the row that is added next, a line for each plane
	sums   [4][]uint32 // of the squares of the rows since the last that were finished
	rows   int         // how many those are
	clear  bool        // something is not opaque
	planes []raster.Plane
}

func newMeans(f *format, reduce int) *means {
	m := &means{f: f, reduce: reduce}
	up := func(n int) int { return (n + reduce - 1) / reduce }
	for i := range f.planes() {
		m.lines[i] = make([]uint8, f.width)
		m.sums[i] = make([]uint32, up(f.width))
		p := raster.NewPlane(up(f.width), up(f.height))
		p.PerX, p.PerY = 1/float64(reduce), 1/float64(reduce)
		m.planes = append(m.planes, p)
	}
	return m
}

// add takes the row that lies in lines.
func (m *means) add(y int) {
	shift := bits.TrailingZeros(uint(m.reduce))
	for i := range m.planes {
		sums := m.sums[i]
		for x, v := range m.lines[i] {
			sums[x>>shift] += uint32(v)
		}
	}
	m.rows++
	if m.rows == m.reduce || y == m.f.height-1 {
		m.finish(y >> shift)
	}
}

// finish turns the sums into row y of the planes.
func (m *means) finish(y int) {
	full, last := uint32(m.rows*m.reduce), len(m.sums[0])-1
	rest := uint32(m.rows * (m.f.width - last*m.reduce))
	for i := range m.planes {
		row := m.planes[i].Row(y)
		for x, sum := range m.sums[i] {
			n := full
			if x == last {
				n = rest
			}
			row[x] = uint8((sum + n/2) / n)
			m.clear = m.clear || i == 3 && sum != 255*n
		}
		clear(m.sums[i])
	}
	m.rows = 0
}

// picture is the result; a picture all of which is opaque has no alpha.
func (m *means) picture() *raster.Picture {
	p := &raster.Picture{Model: raster.RGB, Width: m.f.width, Height: m.f.height, Planes: m.planes}
	switch {
	case len(m.planes) == 1:
		p.Model = raster.Grey
	case m.clear:
		p.Model = raster.RGBA
	default:
		p.Planes = p.Planes[:3]
	}
	return p
}
