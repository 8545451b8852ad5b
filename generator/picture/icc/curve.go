package icc

import (
	"encoding/binary"
	"math"
)

// parseCurve reads a curveType or parametricCurveType.
func parseCurve(b []byte) (curve, error) {
	if len(b) < 12 {
		if b == nil {
			return nil, ErrUnsupported
		}
		return nil, ErrDamaged
	}
	switch string(b[:4]) {
	case "curv":
		return parseTable(b[8:])
	case "para":
		return parseParametric(int(binary.BigEndian.Uint16(b[8:])), b[12:])
	}
	return nil, ErrUnsupported
}

// parseTable reads a curve of n sampled levels; none is a straight line, one is an exponent.
func parseTable(b []byte) (curve, error) {
	n := int(binary.BigEndian.Uint32(b))
	b = b[4:]
	if n < 0 || n > 65536 || len(b) < 2*n {
		return nil, ErrDamaged
	}
	switch n {
	case 0:
		return func(v float64) float64 { return v }, nil
	case 1:
		return power(float64(binary.BigEndian.Uint16(b)) / 256), nil
	}
	levels := make([]float64, n)
	for i := range levels {
		levels[i] = float64(binary.BigEndian.Uint16(b[2*i:])) / 65535
	}
	return func(v float64) float64 { return interpolate(levels, v) }, nil
}

func interpolate(levels []float64, v float64) float64 {
	place := min(max(v, 0), 1) * float64(len(levels)-1)
	i := min(int(place), len(levels)-2)
	rest := place - float64(i)
	return levels[i]*(1-rest) + levels[i+1]*rest
}

// parseParametric reads one of the five kinds of formula (ICC.1:2022, table 68), each of which is
// the last one with some of its letters fixed: (aX+b)^g + e from d on, cX + f below.
func parseParametric(kind int, b []byte) (curve, error) {
	lengths := [5]int{1, 3, 4, 5, 7}
	if kind < 0 || kind >= len(lengths) || len(b) < 4*lengths[kind] {
		return nil, ErrDamaged
	}
	var p [7]float64
	for i := range lengths[kind] {
		p[i] = fixed(b[4*i:])
	}
	g, a, bb, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	switch kind {
	case 0:
		a = 1
	case 1, 2:
		if a == 0 {
			return nil, ErrDamaged
		}
		e, f = c, c // only kind 2 has it
		c, d = 0, -bb/a
	}
	return func(v float64) float64 {
		if v < d {
			return c*v + f
		}
		return math.Pow(max(a*v+bb, 0), g) + e
	}, nil
}
