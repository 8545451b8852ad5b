package picture

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"qizhi/generator/picture/raster"
)

// Crop says which part of a picture a rendition shows. The zero value is the whole picture.
type Crop struct {
	// Width and Height are a ratio, such as 3 and 2: the largest part of that shape is shown.
	Width, Height int
	Focus         Focus
}

// Whole reports whether nothing is cut off.
func (c Crop) Whole() bool { return c.Width == 0 || c.Height == 0 }

// Focus says what a crop keeps. The zero value leaves it to the picture: the side with faces and
// detail stays.
type Focus struct {
	Set bool
	// X and Y name a point in percent of the picture's width and height; the crop's middle comes as
	// near to it as it can.
	X, Y int
}

var focusWords = map[string]Focus{
	"top": {true, 50, 0}, "bottom": {true, 50, 100}, "left": {true, 0, 50}, "right": {true, 100, 50},
	"center": {true, 50, 50}, "centre": {true, 50, 50},
	"上": {true, 50, 0}, "下": {true, 50, 100}, "左": {true, 0, 50}, "右": {true, 100, 50}, "中": {true, 50, 50},
	"": {}, "auto": {}, "自动": {},
}

// ParseFocus reads what staff write to override the choice: "top", "left", "上", or a point as
// "30% 40%", "30,40" or "0.3 0.4". Empty and "auto" leave the choice to the picture.
func ParseFocus(text string) (Focus, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	if f, ok := focusWords[text]; ok {
		return f, nil
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t,，、", r) })
	if len(fields) == 2 {
		x, okX := percent(fields[0])
		y, okY := percent(fields[1])
		if okX && okY {
			return Focus{true, x, y}, nil
		}
	}
	return Focus{}, fault("focus", "裁剪位置“"+text+"”看不懂", `请写 "上"、"下"、"左"、"右"、"中"，或者 "30% 40%"（从左、从上各占多少）`)
}

// percent reads one coordinate; a fraction of one needs its point, so that 1 is one percent.
func percent(text string) (int, bool) {
	number, isPercent := strings.CutSuffix(text, "%")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, false
	}
	if !isPercent && strings.Contains(number, ".") && v <= 1 {
		v *= 100
	}
	if !(v >= 0 && v <= 100) {
		return 0, false
	}
	return int(math.Round(v)), true
}

// name is the crop's part of a rendition's name: "", "-3x2" or "-3x2-x30y40".
func (c Crop) name() string {
	switch {
	case c.Whole():
		return ""
	case !c.Focus.Set:
		return fmt.Sprintf("-%dx%d", c.Width, c.Height)
	}
	return fmt.Sprintf("-%dx%d-x%dy%d", c.Width, c.Height, c.Focus.X, c.Focus.Y)
}

// size is how much of a picture of width × height the crop shows, in pixels.
func (c Crop) size(width, height int) (float64, float64) {
	w, h := float64(width), float64(height)
	if c.Whole() {
		return w, h
	}
	ratio := float64(c.Width) / float64(c.Height)
	return min(w, h*ratio), min(h, w/ratio)
}

// sized is the size, in whole pixels, of a rendition of the given width.
func (c Crop) sized(pictureWidth, pictureHeight, width int) (int, int) {
	w, h := c.size(pictureWidth, pictureHeight)
	return width, min(max(int(math.Round(float64(width)*h/w)), 1), pictureHeight)
}

// scaled is a length made smaller, in whole pixels.
func scaled(length int, scale float64) int { return max(int(math.Round(float64(length)*scale)), 1) }

// region places the crop around its focus, which must be known.
func (c Crop) region(width, height int) raster.Rect {
	w, h := c.size(width, height)
	x := place(float64(c.Focus.X)/100, w, float64(width))
	y := place(float64(c.Focus.Y)/100, h, float64(height))
	return raster.Rect{X0: x, Y0: y, X1: x + w, Y1: y + h}
}

// place begins a part of the given length so that its middle is near focus (0 to 1).
func place(focus, part, whole float64) float64 {
	return min(max(focus*whole-part/2, 0), whole-part)
}
