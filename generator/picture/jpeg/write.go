package jpeg

import (
	"math"

	"qizhi/generator/picture/raster"
)

// The first quantisation tables are the examples of T.81 (annex K.1), in natural order, which every
// encoder scales by quality as libjpeg does.
var (
	lumaTable = [64]int32{
		16, 11, 10, 16, 24, 40, 51, 61,
		12, 12, 14, 19, 26, 58, 60, 55,
		14, 13, 16, 24, 40, 57, 69, 56,
		14, 17, 22, 29, 51, 87, 80, 62,
		18, 22, 37, 56, 68, 109, 103, 77,
		24, 35, 55, 64, 81, 104, 113, 92,
		49, 64, 78, 87, 103, 121, 120, 101,
		72, 92, 95, 98, 112, 100, 103, 99,
	}
	chromaTable = [64]int32{
		17, 18, 24, 47, 99, 99, 99, 99,
		18, 21, 26, 66, 99, 99, 99, 99,
		24, 26, 56, 99, 99, 99, 99, 99,
		47, 66, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
	}
)

// mostTries is how often a photo is quantised to find the quality that its budget allows.
const mostTries = 5

// Write encodes a photo, Grey or YCbCr with halved chroma, at the given quality (1 to 100, as
// libjpeg means it) or at the highest one found at which it takes at most budget bytes, but not
// below lowest. A photo so full of grain or leaves that it takes more even then loses what is
// faintest: that keeps its edges, where a still lower quality would surround them with ripples. A
// budget of 0 is none. It writes one sequential scan with Huffman tables made for the photo, which
// take 5 to 8 % less than the usual ones, and no metadata.
//
// The cosine transform is done once; each try only quantises, which tells the size exactly without
// writing.
func Write(p *raster.Picture, quality, lowest, budget int) []byte {
	w := newWriter(p)
	best := w.quantise(quality, rounded)
	if budget <= 0 {
		return w.write(best)
	}
	over := func() float64 { return math.Log(float64(best.size()) / (0.99 * float64(budget))) }
	for try := 1; try < mostTries && best.size() > budget && quality > lowest; try++ {
		// Sizes grow with quality by about a factor of e in 45 steps.
		quality = min(max(quality-int(45*over()), lowest), quality-1)
		best = w.quantise(quality, rounded)
	}
	for faint := rounded; best.size() > budget && faint < faintest; {
		// Sizes fall by a factor of e in 19 (pure noise) to 30 (leaves).
		faint = min(max(faint+int(19*over()), faint+1), faintest)
		best = w.quantise(quality, faint)
	}
	return w.write(best)
}

// faintest is how much is left out at most, in sixteenths of a step. The brightest noise there can be
// meets the budget of a photo far below it.
const faintest = 16 * rounded

// writer holds the transformed photo.
type writer struct {
	width, height int
	parts         []part
	order         []uint8 // the part of each block of an MCU
	mcus          int
}

// part is one component: its transformed blocks, 8 times too large, in the order of the scan.
type part struct {
	blocks   []int16
	sampling int // blocks of an MCU in each direction
	chroma   bool
}

func newWriter(p *raster.Picture) *writer {
	w := &writer{width: p.Width, height: p.Height, order: []uint8{0}}
	side := 1
	if p.Model != raster.Grey {
		side = 2
		w.order = []uint8{0, 0, 0, 0, 1, 2}
	}
	across, down := ceil(p.Width, 8*side), ceil(p.Height, 8*side)
	w.mcus = across * down
	for i := range p.Planes {
		s := side
		if i > 0 {
			s = 1
		}
		w.parts = append(w.parts, part{transform(&p.Planes[i], across, down, s), s, i > 0})
	}
	return w
}

// transform makes the blocks of a plane, MCU by MCU.
func transform(p *raster.Plane, across, down, side int) []int16 {
	out := make([]int16, 0, across*down*side*side*64)
	var block [64]int32
	for my := range down {
		for mx := range across {
			for i := range side * side {
				load(p, (mx*side+i%side)*8, (my*side+i/side)*8, &block)
				forward(&block)
				for _, v := range block {
					out = append(out, int16(v))
				}
			}
		}
	}
	return out
}

// load reads a block around 0; beyond the picture its last row and column go on.
func load(p *raster.Plane, x, y int, block *[64]int32) {
	for j := range 8 {
		row := p.Row(min(y+j, p.Height-1))
		if x+8 <= len(row) {
			for i, v := range row[x : x+8] {
				block[8*j+i] = int32(v) - 128
			}
			continue
		}
		for i := range 8 {
			block[8*j+i] = int32(row[min(x+i, len(row)-1)]) - 128
		}
	}
}

// scaledTable is a quantisation table for a quality.
func scaledTable(table *[64]int32, quality int) (scaled [64]int32) {
	quality = min(max(quality, 1), 100)
	factor := int32(200 - 2*quality)
	if quality < 50 {
		factor = int32(5000 / quality)
	}
	for i, v := range table {
		scaled[i] = min(max((v*factor+50)/100, 1), 255)
	}
	return scaled
}
