package picture

import (
	"image"

	"qizhi/generator/picture/icc"
	"qizhi/generator/picture/jpeg"
	"qizhi/generator/picture/raster"
)

// Make decodes a picture once and returns the bytes of the renditions of a plan, in its order. The
// name is used in messages. The same data and rendition always give the same bytes, whatever else
// is in the plan. Every error is a [*Problem].
//
// It takes up to [Info.Memory] bytes and one processor; hold a place of a [Limiter] meanwhile.
func Make(name string, data []byte, plan []Rendition) ([][]byte, error) {
	h, err := inspectBytes(name, data)
	if err != nil {
		return nil, err
	}
	if h.Memory(plan) > MaxMemory {
		return nil, tooLarge(name, h.Width, h.Height)
	}
	m := &maker{header: h, name: name, data: data, transform: h.conversion(),
		decoded: map[int]*raster.Picture{}, bases: map[Rendition]*raster.Picture{}}
	out := make([][]byte, len(plan))
	for i, r := range plan {
		if out[i], err = m.rendition(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// maker makes the renditions of one picture.
type maker struct {
	*header
	name      string
	data      []byte
	transform *icc.Transform
	whole     image.Image             // of a graphic, as it was decoded
	decoded   map[int]*raster.Picture // by how much it was reduced
	bases     map[Rendition]*raster.Picture
}

func (m *maker) rendition(r Rendition) ([]byte, error) {
	if r.AsIs {
		return Strip(m.name, m.data)
	}
	if r.Width <= 0 || r.Height <= 0 || r.Base < r.Width || r.Width > m.Width || r.Height > m.Height {
		return nil, fault("plan", "图片"+quoted(m.name)+"的尺寸与计划不符", "请重新构建")
	}
	p, problem := m.pixels(r)
	if problem != nil {
		return nil, problem
	}
	if r.Format == JPEG {
		return m.smaller(r, jpeg.Write(p, r.Quality, lowestQuality, r.Budget)), nil
	}
	var img image.Image
	if m.unchanged(r) && !m.depth16 {
		img = m.whole
	} else {
		img = toNRGBA(p)
	}
	data, err := encodeGraphic(img, r.Format)
	if err != nil {
		return nil, fault("encode", "图片"+quoted(m.name)+"没有转换成功（"+err.Error()+"）", "请另存为 JPEG 或 PNG 再试")
	}
	return m.smaller(r, data), nil
}

// unchanged reports whether a rendition shows the picture pixel by pixel as it is stored.
func (m *maker) unchanged(r Rendition) bool {
	return r.Width == m.Width && r.Height == m.Height && r.Crop.Whole() && m.Orientation == 1 &&
		m.transform == nil && !m.inks
}

// smaller returns the source without its metadata instead of a rendition that shows the same pixels
// in more bytes, and instead of a JPEG that is hardly smaller and within its budget as well: compressing
// again always costs detail.
func (m *maker) smaller(r Rendition, made []byte) []byte {
	if !m.unchanged(r) || r.Format != m.Format {
		return made
	}
	bare, err := m.strip(m.name, m.data, false)
	most := len(made)
	if r.Format == JPEG {
		most = max(most, min(most+most/8, r.Budget))
	}
	if err != nil || len(bare) > most {
		return made
	}
	return bare
}

// pixels makes the pixels of a rendition out of the largest of its kind, which is kept meanwhile.
func (m *maker) pixels(r Rendition) (*raster.Picture, *Problem) {
	key := Rendition{Base: r.Base, Crop: r.Crop}
	base := m.bases[key]
	if base == nil {
		var problem *Problem
		if base, problem = m.base(r); problem != nil {
			return nil, problem
		}
		m.bases[key] = base
	}
	if r.Width == base.Width && r.Height == base.Height {
		return base, nil
	}
	return base.Resample(base.Whole(), raster.Turn{}, r.Width, r.Height), nil
}

// base makes the largest rendition of the kind of r: cut, upright, in sRGB.
func (m *maker) base(r Rendition) (*raster.Picture, *Problem) {
	source, problem := m.source(r)
	if problem != nil {
		return nil, problem
	}
	turn := raster.Upright(m.Orientation)
	crop := r.Crop
	if !crop.Whole() && !crop.Focus.Set {
		scale := min(1, smartSide/float64(min(m.Width, m.Height)))
		small := source.Resample(m.frame(), turn, scaled(m.Width, scale), scaled(m.Height, scale))
		crop.Focus = findFocus(m.finish(small), crop)
	}
	_, height := r.Crop.sized(m.Width, m.Height, r.Base)
	return m.finish(source.Resample(crop.region(m.Width, m.Height), turn, r.Base, height)), nil
}

// frame is the whole picture, upright.
func (m *maker) frame() raster.Rect { return raster.Rect{X1: float64(m.Width), Y1: float64(m.Height)} }

// finish brings pixels into the colours and the model that are published.
func (m *maker) finish(p *raster.Picture) *raster.Picture {
	p = settle(p, m.Photo)
	convert(p, m.transform)
	return p
}

// source decodes the picture, once for each size that it is reduced to.
func (m *maker) source(r Rendition) (*raster.Picture, *Problem) {
	share := m.share(r)
	key := m.reduction(share)
	if p := m.decoded[key]; p != nil {
		return p, nil
	}
	p, whole, problem := m.decode(m.name, m.data, share)
	if problem != nil {
		return nil, problem
	}
	m.decoded[key] = p
	if whole != nil {
		m.whole = whole
	}
	return p, nil
}
