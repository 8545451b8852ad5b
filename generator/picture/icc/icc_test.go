package icc_test

import (
	"errors"
	"math"
	"testing"

	"qizhi/generator/picture/icc"
	"qizhi/generator/picture/phototest"
)

// The matrices of CSS Color 4 (section 18), for a D65 white: another way to the same result.
var (
	p3ToXYZ    = [3][3]float64{{0.4865709, 0.2656677, 0.1982173}, {0.2289746, 0.6917385, 0.0792869}, {0, 0.0451134, 1.0439444}}
	adobeToXYZ = [3][3]float64{{0.5766690, 0.1855582, 0.1882286}, {0.2973450, 0.6273636, 0.0752915}, {0.0270314, 0.0706889, 0.9913375}}
	xyzToSRGB  = [3][3]float64{{3.2409699, -1.5373832, -0.4986108}, {-0.9692436, 1.8759675, 0.0415551}, {0.0556301, -0.2039770, 1.0569715}}
)

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i := range 3 {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func level(v float64) float64 {
	v = min(max(v, 0), 1)
	if v <= 0.0031308 {
		return 255 * 12.92 * v
	}
	return 255 * (1.055*math.Pow(v, 1/2.4) - 0.055)
}

// agree holds a profile's conversion against the formulas.
func agree(t *testing.T, name string, p *icc.Profile, m [3][3]float64, curve func(float64) float64) {
	t.Helper()
	transform := p.SRGB()
	if transform == nil {
		t.Fatalf("%s: taken for sRGB", name)
	}
	for _, c := range [][3]uint8{{0, 0, 0}, {255, 255, 255}, {128, 128, 128}, {200, 100, 50}, {30, 60, 25}, {250, 240, 180}, {90, 10, 120}} {
		var v [3]float64
		for i := range 3 {
			v[i] = curve(float64(c[i]) / 255)
		}
		want := times(xyzToSRGB, times(m, v))
		r, g, b := transform.Colour(c[0], c[1], c[2])
		for i, got := range []uint8{r, g, b} {
			if math.Abs(float64(got)-level(want[i])) > 1.6 {
				t.Errorf("%s: %v gives %d at %d, want %.1f", name, c, got, i, level(want[i]))
			}
		}
	}
}

func TestConvertsLikeCSS(t *testing.T) {
	parse := func(data []byte) *icc.Profile {
		p, err := icc.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	gamma := func(v float64) float64 { return math.Pow(v, 563.0/256) }
	agree(t, "Display P3", parse(phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve())), p3ToXYZ, linear)
	agree(t, "Adobe RGB", parse(phototest.Profile(phototest.AdobeRGB, phototest.Gamma(563.0/256))), adobeToXYZ, gamma)
	agree(t, "built-in P3", icc.DisplayP3(), p3ToXYZ, linear)
	agree(t, "built-in Adobe RGB", icc.AdobeRGB(), adobeToXYZ, gamma)
}

func TestSRGBNeedsNoConversion(t *testing.T) {
	p, err := icc.Parse(phototest.Profile(phototest.SRGB, phototest.SRGBCurve()))
	if err != nil || p.SRGB() != nil {
		t.Error(p.SRGB(), err)
	}
}

// The kinds of curve, each with a level at which its linear value is known.
func TestCurves(t *testing.T) {
	for _, c := range []struct {
		name  string
		curve []byte
		want  float64 // linear level of 128/255
	}{
		{"straight", phototest.Table(), 128.0 / 255},
		{"exponent", phototest.Gamma(2), 0.252},
		{"table", phototest.Table(0, 0, 65535), 0.0039},
		{"formula 0", phototest.Parametric(0, 3), 0.1265},
		{"formula 1", phototest.Parametric(1, 2, 2, -0.5), 0.2540},
		{"formula 2", phototest.Parametric(2, 2, 2, -0.5, 0.1), 0.3540},
		{"formula 3", phototest.Parametric(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045), 0.2159},
		{"formula 4", phototest.Parametric(4, 1, 1, 0, 0.5, 0.9, 0, 0.25), 0.5010},
	} {
		p, err := icc.Parse(phototest.GreyProfile(c.curve))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := uint8(128) // no conversion: the level is sRGB's
		if transform := p.SRGB(); transform != nil {
			got = transform.Grey(128)
		}
		if math.Abs(float64(got)-level(c.want)) > 1.2 {
			t.Errorf("%s: 128 becomes %d, want %.1f", c.name, got, level(c.want))
		}
	}
}

func TestRefuses(t *testing.T) {
	if _, err := icc.Parse(phototest.TableProfile()); !errors.Is(err, icc.ErrUnsupported) {
		t.Error(err)
	}
	whole := phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve())
	for n := range len(whole) - 3 { // the last bytes only fill up
		if _, err := icc.Parse(whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were taken for a profile", n, len(whole))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve()))
	f.Add(phototest.Profile(phototest.AdobeRGB, phototest.Gamma(2.2)))
	f.Add(phototest.GreyProfile(phototest.Table(0, 100, 65535)))
	f.Add(phototest.TableProfile())
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := icc.Parse(data); err == nil {
			if transform := p.SRGB(); transform != nil {
				transform.Colour(1, 2, 3)
			}
		}
	})
}
