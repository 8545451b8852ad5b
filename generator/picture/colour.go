package picture

import (
	"qizhi/generator/picture/icc"
	"qizhi/generator/picture/raster"
)

// colours returns the profile of the picture's colours, nil when they are sRGB as far as is known.
// known is false when the file has a profile that cannot be used.
func (h *header) colours() (profile *icc.Profile, known bool) {
	switch {
	case h.inks:
		return nil, true // a profile of inks is a table; the picture has its own warning
	case h.profile != nil:
		p, err := icc.Parse(h.profile)
		return p, err == nil
	case h.adobe:
		return icc.AdobeRGB(), true
	case h.display:
		return icc.DisplayP3(), true
	}
	return nil, true
}

// conversion is what turns the picture's colours into sRGB, nil for nothing. A profile that is not
// known counts as sRGB.
func (h *header) conversion() *icc.Transform {
	if p, known := h.colours(); known && p != nil {
		return p.SRGB()
	}
	return nil
}

// convert turns the colours of a picture into sRGB, in place.
func convert(p *raster.Picture, t *icc.Transform) {
	if t == nil {
		return
	}
	switch p.Model {
	case raster.Grey:
		for i, v := range p.Planes[0].Pix {
			_, p.Planes[0].Pix[i], _ = t.Colour(v, v, v)
		}
	case raster.RGB:
		r, g, b := p.Planes[0].Pix, p.Planes[1].Pix, p.Planes[2].Pix
		for i := range r {
			r[i], g[i], b[i] = t.Colour(r[i], g[i], b[i])
		}
	case raster.RGBA:
		convertAlpha(p, t)
	case raster.YCbCr:
		convertYCbCr(p, t)
	}
}

func convertAlpha(p *raster.Picture, t *icc.Transform) {
	r, g, b, a := p.Planes[0].Pix, p.Planes[1].Pix, p.Planes[2].Pix, p.Planes[3].Pix
	for i, alpha := range a {
		if alpha != 0 {
			x, y, z := t.Colour(divide(r[i], alpha), divide(g[i], alpha), divide(b[i], alpha))
			r[i], g[i], b[i] = multiply(x, alpha), multiply(y, alpha), multiply(z, alpha)
		}
	}
}

// multiply and divide bring a colour into and out of its alpha.
func multiply(v, alpha uint8) uint8 { return uint8((int(v)*int(alpha) + 127) / 255) }

func divide(v, alpha uint8) uint8 {
	if alpha == 0 {
		return 0
	}
	return uint8(min((int(v)*255+int(alpha)/2)/int(alpha), 255))
}

// convertYCbCr converts four pixels at a time, those that share their chroma, and gives them the mean
// of their new chroma.
func convertYCbCr(p *raster.Picture, t *icc.Transform) {
	luma, blue, red := &p.Planes[0], &p.Planes[1], &p.Planes[2]
	for cy := range blue.Height {
		rows := min(2, luma.Height-2*cy)
		for cx := range blue.Width {
			at := cy*blue.Stride + cx
			cb, cr := blue.Pix[at], red.Pix[at]
			columns := min(2, luma.Width-2*cx)
			sumB, sumR := 0, 0
			for i := range rows * columns {
				y := &luma.Pix[(2*cy+i/columns)*luma.Stride+2*cx+i%columns]
				r, g, b := toRGB(*y, cb, cr)
				newY, newB, newR := toYCbCr(t.Colour(r, g, b))
				*y = newY
				sumB, sumR = sumB+int(newB), sumR+int(newR)
			}
			n := rows * columns
			blue.Pix[at], red.Pix[at] = uint8((sumB+n/2)/n), uint8((sumR+n/2)/n)
		}
	}
}

// toRGB and toYCbCr convert by the formulas of JFIF (ITU-T T.871), in 1/2¹⁶.
func toRGB(y, cb, cr uint8) (uint8, uint8, uint8) {
	l, b, r := int32(y)<<16+1<<15, int32(cb)-128, int32(cr)-128
	return clampShift(l + 91881*r), clampShift(l - 22554*b - 46802*r), clampShift(l + 116130*b)
}

func toYCbCr(r, g, b uint8) (uint8, uint8, uint8) {
	x, y, z := int32(r), int32(g), int32(b)
	const half, zero = 1 << 15, 128<<16 + 1<<15
	return uint8((19595*x + 38470*y + 7471*z + half) >> 16),
		clampShift(-11056*x - 21712*y + 32768*z + zero),
		clampShift(32768*x - 27440*y - 5328*z + zero)
}

func clampShift(v int32) uint8 { return uint8(min(max(v>>16, 0), 255)) }

// rows returns the colours of row y of a picture that is not YCbCr or inks; a is nil where every pixel
// is opaque.
func rows(p *raster.Picture, y int) (r, g, b, a []uint8) {
	r = p.Planes[0].Row(y)
	switch p.Model {
	case raster.Grey:
		return r, r, r, nil
	case raster.RGBA:
		a = p.Planes[3].Row(y)
	}
	return r, p.Planes[1].Row(y), p.Planes[2].Row(y), a
}
