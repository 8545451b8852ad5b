package picture

import "qizhi/generator/picture/raster"

// settle brings a picture into a model that can be published: inks become RGB, and what is to be a
// JPEG becomes YCbCr or stays grey.
func settle(p *raster.Picture, photo bool) *raster.Picture {
	switch p.Model {
	case raster.CMYK, raster.YCCK:
		p = fromInks(p)
	case raster.YCbCr:
		if !photo {
			return toPlanes(p)
		}
	}
	if photo && p.Model == raster.RGB {
		return halveChroma(p)
	}
	return p
}

// fromInks mixes inks the way that needs no profile: each colour is what its ink and the black let
// through.
func fromInks(p *raster.Picture) *raster.Picture {
	out := &raster.Picture{Model: raster.RGB, Width: p.Width, Height: p.Height}
	for range 3 {
		out.Planes = append(out.Planes, raster.NewPlane(p.Width, p.Height))
	}
	black := &p.Planes[3]
	for y := range p.Height {
		for x := range p.Width {
			r, g, b := inks(p, x, y)
			light := 255 - black.Row(y)[x]
			out.Planes[0].Row(y)[x] = multiply(255-r, light)
			out.Planes[1].Row(y)[x] = multiply(255-g, light)
			out.Planes[2].Row(y)[x] = multiply(255-b, light)
		}
	}
	return out
}

// inks returns cyan, magenta and yellow at a pixel, 255 for full ink.
func inks(p *raster.Picture, x, y int) (uint8, uint8, uint8) {
	if p.Model == raster.YCCK {
		return toRGB(p.Planes[0].Row(y)[x], p.Planes[1].Row(y / 2)[x/2], p.Planes[2].Row(y / 2)[x/2])
	}
	return p.Planes[0].Row(y)[x], p.Planes[1].Row(y)[x], p.Planes[2].Row(y)[x]
}

// toPlanes turns YCbCr with halved chroma into RGB.
func toPlanes(p *raster.Picture) *raster.Picture {
	out := &raster.Picture{Model: raster.RGB, Width: p.Width, Height: p.Height}
	for range 3 {
		out.Planes = append(out.Planes, raster.NewPlane(p.Width, p.Height))
	}
	for y := range p.Height {
		r, g, b := out.Planes[0].Row(y), out.Planes[1].Row(y), out.Planes[2].Row(y)
		blue, red := p.Planes[1].Row(y/2), p.Planes[2].Row(y/2)
		for x, light := range p.Planes[0].Row(y) {
			r[x], g[x], b[x] = toRGB(light, blue[x/2], red[x/2])
		}
	}
	return out
}

// halveChroma turns RGB into YCbCr whose chroma is the mean of four pixels.
func halveChroma(p *raster.Picture) *raster.Picture {
	w, h := (p.Width+1)/2, (p.Height+1)/2
	out := &raster.Picture{Model: raster.YCbCr, Width: p.Width, Height: p.Height,
		Planes: []raster.Plane{raster.NewPlane(p.Width, p.Height), raster.NewPlane(w, h), raster.NewPlane(w, h)}}
	for i := 1; i < 3; i++ {
		out.Planes[i].PerX, out.Planes[i].PerY = 0.5, 0.5
	}
	for cy := range h {
		blue, red := out.Planes[1].Row(cy), out.Planes[2].Row(cy)
		for cx := range w {
			sumB, sumR, n := 0, 0, 0
			for y := 2 * cy; y < min(2*cy+2, p.Height); y++ {
				for x := 2 * cx; x < min(2*cx+2, p.Width); x++ {
					l, b, r := toYCbCr(p.Planes[0].Row(y)[x], p.Planes[1].Row(y)[x], p.Planes[2].Row(y)[x])
					out.Planes[0].Row(y)[x] = l
					sumB, sumR, n = sumB+int(b), sumR+int(r), n+1
				}
			}
			blue[cx], red[cx] = uint8((sumB+n/2)/n), uint8((sumR+n/2)/n)
		}
	}
	return out
}
