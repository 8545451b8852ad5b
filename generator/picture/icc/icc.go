// Package icc reads colour profiles (ICC.1:2022) of the kind that cameras, phones and screens use
// and converts colours from them to sRGB.
//
// It promises to understand RGB profiles made of three primaries and three curves (Display P3,
// Adobe RGB, sRGB itself) and grey ones made of one curve. Profiles made of tables (scanners,
// printing inks) are recognised and refused: what to do with such a picture is the caller's choice.
package icc

import (
	"encoding/binary"
	"errors"
	"math"
)

// Errors of Parse. An unsupported profile may be a good one.
var (
	ErrDamaged     = errors.New("icc: damaged profile")
	ErrUnsupported = errors.New("icc: a profile of tables")
)

// Profile says what the numbers of a picture mean.
type Profile struct {
	Grey bool
	// matrix takes linear colours of the profile to the connection space (XYZ for a D50 white).
	matrix [3][3]float64
	curves [3]curve
}

// curve takes a stored level, 0 to 1, to a linear one.
type curve func(float64) float64

// The primaries of the profiles that need no file, adapted to a D50 white as in an ICC profile.
var (
	srgbMatrix = [3][3]float64{{0.4360657, 0.3851515, 0.1430784}, {0.2224932, 0.7168870, 0.0606169}, {0.0139160, 0.0970764, 0.7140961}}
	p3Matrix   = [3][3]float64{{0.5151215, 0.2919769, 0.1571045}, {0.2411957, 0.6922455, 0.0665741}, {-0.0010376, 0.0418854, 0.7840729}}
	rgb98      = [3][3]float64{{0.6097412, 0.2052765, 0.1492310}, {0.3111115, 0.6256714, 0.0632172}, {0.0194702, 0.0608673, 0.7445679}}
)

// DisplayP3 is the colour space of phones' screens and cameras.
func DisplayP3() *Profile { return uniform(p3Matrix, srgbCurve) }

// AdobeRGB is the colour space that Exif calls R03 (Adobe RGB 1998; gamma 563/256).
func AdobeRGB() *Profile { return uniform(rgb98, power(563.0/256)) }

func uniform(matrix [3][3]float64, c curve) *Profile {
	return &Profile{matrix: matrix, curves: [3]curve{c, c, c}}
}

// srgbCurve is that of IEC 61966-2-1.
func srgbCurve(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func power(gamma float64) curve {
	return func(v float64) float64 { return math.Pow(v, gamma) }
}

// Parse reads a profile.
func Parse(data []byte) (*Profile, error) {
	if len(data) < 132 || string(data[36:40]) != "acsp" {
		return nil, ErrDamaged
	}
	tags, err := readTags(data)
	if err != nil {
		return nil, err
	}
	switch space := string(data[16:20]); {
	case space == "RGB " && string(data[20:24]) == "XYZ ":
		return parseRGB(tags)
	case space == "GRAY":
		p := &Profile{Grey: true, matrix: srgbMatrix}
		p.curves[0], err = parseCurve(tags["kTRC"])
		return p, err
	}
	return nil, ErrUnsupported
}

// readTags finds the tagged parts of a profile.
func readTags(data []byte) (map[string][]byte, error) {
	n := int(binary.BigEndian.Uint32(data[128:]))
	if n > 200 || len(data) < 132+12*n {
		return nil, ErrDamaged
	}
	tags := make(map[string][]byte, n)
	for i := range n {
		entry := data[132+12*i:]
		at, length := uint64(binary.BigEndian.Uint32(entry[4:])), uint64(binary.BigEndian.Uint32(entry[8:]))
		if at+length > uint64(len(data)) {
			return nil, ErrDamaged
		}
		tags[string(entry[:4])] = data[at : at+length]
	}
	return tags, nil
}

func parseRGB(tags map[string][]byte) (*Profile, error) {
	p := &Profile{}
	for i, colour := range []string{"r", "g", "b"} {
		xyz, ok := tags[colour+"XYZ"]
		if !ok {
			return nil, ErrUnsupported
		}
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return nil, ErrDamaged
		}
		for row := range 3 {
			p.matrix[row][i] = fixed(xyz[8+4*row:])
		}
		var err error
		if p.curves[i], err = parseCurve(tags[colour+"TRC"]); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }
