package phototest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"math"
)

// Primaries are the red, green and blue of a colour profile in XYZ for a D50 white.
type Primaries [3][3]float64

// The primaries of well-known colour spaces, as their profiles give them.
var (
	DisplayP3 = Primaries{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	AdobeRGB  = Primaries{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}
	SRGB      = Primaries{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
)

// SRGBCurve is the curve of sRGB and Display P3 in its parametric form.
func SRGBCurve() []byte { return Parametric(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045) }

// Gamma is a curve that is one exponent.
func Gamma(g float64) []byte {
	out := append([]byte("curv\x00\x00\x00\x00"), 0, 0, 0, 1)
	return append(binary.BigEndian.AppendUint16(out, uint16(math.Round(g*256))), 0, 0)
}

// Table is a curve of sampled levels.
func Table(levels ...uint16) []byte {
	out := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(len(levels)))
	for _, v := range levels {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	return out
}

// Parametric is a curve given by a formula.
func Parametric(kind int, letters ...float64) []byte {
	out := append([]byte("para\x00\x00\x00\x00"), 0, byte(kind), 0, 0)
	for _, v := range letters {
		out = fixed(out, v)
	}
	return out
}

func fixed(out []byte, v float64) []byte {
	return binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(v*65536))))
}

// Profile is an RGB profile with one curve for its three colours.
func Profile(p Primaries, curve []byte) []byte {
	tags := map[string][]byte{"rTRC": curve, "gTRC": curve, "bTRC": curve}
	for i, name := range []string{"rXYZ", "gXYZ", "bXYZ"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range p[i] {
			xyz = fixed(xyz, v)
		}
		tags[name] = xyz
	}
	return assemble("RGB ", tags, []string{"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"})
}

// GreyProfile is a profile of one curve.
func GreyProfile(curve []byte) []byte {
	return assemble("GRAY", map[string][]byte{"kTRC": curve}, []string{"kTRC"})
}

// TableProfile is an RGB profile of a kind that only a full colour engine understands.
func TableProfile() []byte {
	return assemble("RGB ", map[string][]byte{"A2B0": make([]byte, 64)}, []string{"A2B0"})
}

func assemble(space string, tags map[string][]byte, order []string) []byte {
	head := make([]byte, 128)
	copy(head[12:], "mntr"+space+"XYZ ")
	copy(head[36:], "acsp")
	table := binary.BigEndian.AppendUint32(nil, uint32(len(order)))
	var body []byte
	start := 128 + 4 + 12*len(order)
	for _, name := range order {
		table = append(table, name...)
		table = binary.BigEndian.AppendUint32(table, uint32(start+len(body)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(tags[name])))
		body = append(body, tags[name]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	out := append(append(head, table...), body...)
	binary.BigEndian.PutUint32(out, uint32(len(out)))
	return out
}

// ProfileChunk wraps a colour profile for PNG.
func ProfileChunk(profile []byte) []byte {
	var b bytes.Buffer
	b.WriteString("a profile\x00\x00")
	z := zlib.NewWriter(&b)
	z.Write(profile)
	z.Close()
	return Chunk("iCCP", b.Bytes())
}
