package jpeg

import "qizhi/generator/picture/raster"

// Frame is what a frame header (SOF) says: the size of the photo and how it is coded.
type Frame struct {
	Width, Height int
	Progressive   bool
	Components    []FrameComponent
	acrossMCU     int // largest horizontal sampling factor
	downMCU       int
}

// FrameComponent is one colour of a frame with its sampling factors and quantisation table.
type FrameComponent struct {
	ID   byte
	H, V int
	Q    int
}

// IsFrame reports whether a marker begins a frame header.
func IsFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

// ParseFrame reads a frame header. The error is ErrUnsupported or ErrDamaged.
func ParseFrame(marker byte, segment []byte) (Frame, error) {
	if marker > 0xc2 {
		return Frame{}, ErrUnsupported
	}
	if len(segment) < 6 || len(segment) != 6+3*int(segment[5]) {
		return Frame{}, ErrDamaged
	}
	f := Frame{
		Height:      int(segment[1])<<8 | int(segment[2]),
		Width:       int(segment[3])<<8 | int(segment[4]),
		Progressive: marker == 0xc2,
	}
	if segment[0] != 8 || f.Height == 0 {
		return Frame{}, ErrUnsupported
	}
	if f.Width == 0 {
		return Frame{}, ErrDamaged
	}
	return f, f.readComponents(segment[6:])
}

// ReadFrame finds the frame header of a photo and reads nothing after it.
func ReadFrame(data []byte) (Frame, error) {
	d := &decoder{data: data}
	for {
		marker, segment, err := d.segment()
		switch {
		case err != nil:
			return Frame{}, err
		case IsFrame(marker):
			return ParseFrame(marker, segment)
		case marker == 0xd9 || marker == 0xda:
			return Frame{}, ErrDamaged
		}
	}
}

func (f *Frame) readComponents(b []byte) error {
	n := len(b) / 3
	if n != 1 && n != 3 && n != 4 {
		return ErrUnsupported
	}
	for ; len(b) > 0; b = b[3:] {
		c := FrameComponent{ID: b[0], H: int(b[1] >> 4), V: int(b[1] & 15), Q: int(b[2])}
		if c.H < 1 || c.H > 4 || c.V < 1 || c.V > 4 || c.Q > 3 {
			return ErrDamaged
		}
		for _, other := range f.Components {
			if other.ID == c.ID {
				return ErrDamaged
			}
		}
		if n == 1 {
			c.H, c.V = 1, 1 // a single component is never interleaved
		}
		f.acrossMCU, f.downMCU = max(f.acrossMCU, c.H), max(f.downMCU, c.V)
		f.Components = append(f.Components, c)
	}
	return nil
}

// Memory is about how many bytes Read takes for a photo with this frame.
func (f Frame) Memory(reduce int) int64 {
	total := int64(0)
	for _, c := range f.Components {
		wide := int64(ceil(f.Width, 8*f.acrossMCU)*c.H) * 8
		high := int64(ceil(f.Height, 8*f.downMCU)*c.V) * 8
		total += max(wide/int64(reduce), 8) * high / int64(reduce)
		if f.Progressive {
			total += 2 * wide * high
		}
	}
	return total
}

func ceil(a, b int) int { return (a + b - 1) / b }

// begin lays out the components of the frame. The memory for them is taken when the first scan
// comes, so that a header alone costs nothing.
func (d *decoder) begin(marker byte, segment []byte) error {
	if d.components != nil {
		return ErrDamaged
	}
	f, err := ParseFrame(marker, segment)
	if err != nil {
		return err
	}
	d.frame = f
	d.components = make([]component, len(f.Components))
	for i, fc := range f.Components {
		c := &d.components[i]
		c.FrameComponent = fc
		c.across = ceil(ceil(f.Width*fc.H, f.acrossMCU), 8)
		c.down = ceil(ceil(f.Height*fc.V, f.downMCU), 8)
		c.wide = ceil(f.Width, 8*f.acrossMCU) * fc.H
		c.high = ceil(f.Height, 8*f.downMCU) * fc.V
	}
	return nil
}

// allocate makes the planes and, for a progressive photo, room for its coefficients.
func (d *decoder) allocate() {
	for i := range d.components {
		c := &d.components[i]
		c.plane = raster.NewPlane(c.wide*d.size, c.high*d.size)
		scale := float64(d.size) / 8
		c.plane.PerX = scale * float64(c.H) / float64(d.frame.acrossMCU)
		c.plane.PerY = scale * float64(c.V) / float64(d.frame.downMCU)
		c.plane.Width = ceil(ceil(d.frame.Width*c.H, d.frame.acrossMCU)*d.size, 8)
		c.plane.Height = ceil(ceil(d.frame.Height*c.V, d.frame.downMCU)*d.size, 8)
		if d.frame.Progressive {
			c.coefficients = make([]int16, c.wide*c.high*64)
		}
	}
}

// picture hands over the planes and says what they mean.
func (d *decoder) picture() *raster.Picture {
	p := &raster.Picture{Model: d.model(), Width: d.frame.Width, Height: d.frame.Height}
	for i := range d.components {
		p.Planes = append(p.Planes, d.components[i].plane)
	}
	if d.adobe && len(p.Planes) == 4 {
		// Adobe writes ink upside down; in YCCK the conversion to YCbCr has already turned three.
		first := 0
		if p.Model == raster.YCCK {
			first = 3
		}
		for _, plane := range p.Planes[first:] {
			invert(plane.Pix)
		}
	}
	return p
}

func invert(pix []uint8) {
	for i, v := range pix {
		pix[i] = 255 - v
	}
}

// model follows libjpeg: the Adobe marker decides, then JFIF, then the components' names.
func (d *decoder) model() raster.Model {
	c := d.components
	switch {
	case len(c) == 1:
		return raster.Grey
	case len(c) == 4 && d.adobe && d.adobeTransform == 2:
		return raster.YCCK
	case len(c) == 4:
		return raster.CMYK
	case d.adobe && !d.jfif && d.adobeTransform == 0:
		return raster.RGB
	case !d.adobe && !d.jfif && c[0].ID == 'R' && c[1].ID == 'G' && c[2].ID == 'B':
		return raster.RGB
	}
	return raster.YCbCr
}
