package raster

import (
	"encoding/binary"
	"math"
)

// Weights are whole numbers of 1/2¹⁴. An accumulator starts at 256 (and a half, for rounding), so
// that it never becomes negative while negative lobes are added.
const (
	weightBits = 14
	weightOne  = 1 << weightBits
	startAt    = 256<<weightBits + weightOne/2
	bothLanes  = startAt | startAt<<32
	lanes      = 0x000000ff000000ff
)

// taps says, for each sample of a result, which source samples make it and with what weights.
type taps struct {
	first   []int32
	weights [][]uint64 // of two's complement
}

// newTaps computes the weights for n samples, each step source samples wide, the first beginning
// at from. A negative step mirrors. source is how many samples there are; those asked for beyond
// the edge are taken to equal the edge.
func newTaps(from, step float64, n, source int) taps {
	t := taps{first: make([]int32, n), weights: make([][]uint64, n)}
	widen := max(math.Abs(step), 1)
	support := 3 * widen
	var floats []float64
	for i := range n {
		centre := from + (float64(i)+0.5)*step - 0.5
		low, high := int(math.Ceil(centre-support)), int(math.Floor(centre+support))
		at := min(max(low, 0), source-1)
		floats = floats[:0]
		for k := low; k <= high; k++ {
			place := min(max(k, 0), source-1) - at
			for len(floats) <= place {
				floats = append(floats, 0)
			}
			floats[place] += lanczos((float64(k) - centre) / widen)
		}
		skip, whole := quantise(floats)
		t.first[i], t.weights[i] = int32(at+skip), whole
	}
	return t
}

// quantise turns weights into whole numbers that add up to weightOne exactly, so that an even
// surface keeps its value, and says how many zeros it cut off in front.
func quantise(floats []float64) (skip int, weights []uint64) {
	sum := 0.0
	for _, f := range floats {
		sum += f
	}
	whole := make([]int64, len(floats))
	left, largest := int64(weightOne), 0
	for i, f := range floats {
		whole[i] = int64(math.Round(f / sum * weightOne))
		left -= whole[i]
		if whole[i] > whole[largest] {
			largest = i
		}
	}
	whole[largest] += left
	for len(whole) > 1 && whole[len(whole)-1] == 0 {
		whole = whole[:len(whole)-1]
	}
	for len(whole) > 1 && whole[0] == 0 {
		skip, whole = skip+1, whole[1:]
	}
	weights = make([]uint64, len(whole))
	for i, v := range whole {
		weights[i] = uint64(v)
	}
	return skip, weights
}

// lanczos is the Lanczos window of three lobes at x.
func lanczos(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1e-9:
		return 1
	case x >= 3:
		return 0
	}
	x *= math.Pi
	return 3 * math.Sin(x) * math.Sin(x/3) / (x * x)
}

// apply makes the rows of the result: each is a weighted sum of rows of src.
func (t taps) apply(src *Plane) Plane {
	out := NewPlane(src.Width, len(t.first))
	for y, first := range t.first {
		weights := t.weights[y]
		from := src.Pix[int(first)*src.Stride:]
		to := out.Pix[y*out.Stride : (y+1)*out.Stride]
		if len(weights) == 1 {
			copy(to, from[:src.Stride])
			continue
		}
		weigh(to, from, src.Stride, weights)
	}
	return out
}

// weigh fills to, eight samples at a time, with the weighted sum of len(weights) rows of from. Two
// samples share a word: the low half may borrow from the high one meanwhile, but both halves end
// between 0 and 2³², which makes the result exact.
func weigh(to, from []uint8, stride int, weights []uint64) {
	for x := 0; x+8 <= len(to); x += 8 {
		a, b, c, d := uint64(bothLanes), uint64(bothLanes), uint64(bothLanes), uint64(bothLanes)
		at := x
		for _, w := range weights {
			v := binary.LittleEndian.Uint64(from[at : at+8 : at+8])
			a += (v & lanes) * w
			b += (v >> 8 & lanes) * w
			c += (v >> 16 & lanes) * w
			d += (v >> 24 & lanes) * w
			at += stride
		}
		low := clamp(a) | clamp(b)<<8 | clamp(c)<<16 | clamp(d)<<24
		high := clamp(a>>32) | clamp(b>>32)<<8 | clamp(c>>32)<<16 | clamp(d>>32)<<24
		binary.LittleEndian.PutUint64(to[x:], low|high<<32)
	}
}

// clamp reads the sample out of the low half of an accumulator.
func clamp(sum uint64) uint64 {
	v := int32(uint32(sum)>>weightBits) - 256
	return uint64(min(max(v, 0), 255))
}
