package picture

import (
	"bytes"
	"io"
	"path"
	"strings"
)

// header is what Inspect finds and what Make needs beyond it.
type header struct {
	Info
	profile   []byte // the embedded colour profile, nil for none
	display   bool   // Display P3 without a profile (PNG's cICP)
	adobe     bool   // Adobe RGB without a profile, as Exif says
	thumbnail span   // a small JPEG inside the file
	depth16   bool
	bits      int  // of a pixel of a PNG
	inks      bool // CMYK
	grey      bool
	flags     byte    // of a WebP's extended header
	density   float64 // bytes for a pixel, compressed without loss; 0 to go by the file's size
}

// span is a part of a file.
type span struct {
	at     int64
	length int
}

// Inspect says what a picture is from its header; size is the length of r. It reads some tens of
// kilobytes, takes some tens of microseconds and decodes nothing, whatever the picture's size. The
// name is used in messages and to see whether its ending is right; the format comes from the
// content alone. Every error is a [*Problem].
//
// A photo whose end is missing is recognised here already; damage in the middle only by Make.
func Inspect(name string, r io.ReaderAt, size int64) (Info, error) {
	h, err := inspect(name, &window{r: r, size: size})
	if err != nil {
		return Info{}, err
	}
	return h.Info, nil
}

func inspectBytes(name string, data []byte) (*header, error) {
	return inspect(name, &window{r: bytes.NewReader(data), size: int64(len(data))})
}

func inspect(name string, w *window) (*header, error) {
	if w.size == 0 {
		return nil, empty(name)
	}
	h := &header{Info: Info{Orientation: 1, Size: w.size, Samples: 4}}
	format, problem := sniff(name, w)
	if problem == nil {
		h.Format = format
		problem = h.read(name, w)
	}
	if w.err != nil {
		problem = unreadable(name, w.err)
	}
	if problem == nil {
		problem = h.check(name)
	}
	if problem != nil {
		return nil, problem
	}
	h.judge(name)
	return h, nil
}

// read reads the header of the format that was recognised.
func (h *header) read(name string, w *window) *Problem {
	switch h.Format {
	case JPEG:
		return h.readJPEG(name, w)
	case PNG:
		return h.readPNG(name, w)
	case GIF:
		return h.readGIF(name, w)
	case WebP:
		return h.readWebP(name, w)
	case BMP:
		return h.readBMP(name, w)
	}
	return h.readSVG(name, w)
}

// check turns the picture's sides and refuses one that would take too much memory or time.
func (h *header) check(name string) *Problem {
	if h.Format == SVG {
		return nil
	}
	if h.Width <= 0 || h.Height <= 0 {
		return damaged(name)
	}
	if h.Orientation >= 5 {
		h.Width, h.Height = h.Height, h.Width
	}
	share := min(1, float64(defaultWidths[len(defaultWidths)-1])/float64(h.Width))
	if int64(h.Width)*int64(h.Height) > MaxPixels || h.memory(share) > MaxMemory {
		return tooLarge(name, h.Width, h.Height)
	}
	if most := h.mostPixels(); int64(h.Width)*int64(h.Height) > most {
		return tooSlow(name, h.Width, h.Height, most)
	}
	return nil
}

// What a PNG may hold: every byte of its rows has to be unpacked, however small the picture is shown and however
// few bytes it takes as a file. Both together are about three seconds of one processor.
const (
	maxPNGPixels = 100_000_000
	maxPNGBytes  = 400_000_000
)

// mostPixels is how many pixels a picture stored as this one may have for the time that decoding takes.
func (h *header) mostPixels() int64 {
	if h.Format != PNG {
		return MaxPixels
	}
	return min(maxPNGPixels, int64(maxPNGBytes*8/h.bits))
}

// A PNG, compressed, takes this many bytes for a pixel when it holds a photo, half as many for a grey
// one; drawings and screenshots stay below a third of it.
const photoDensity = 0.9

// heavyAnimation is the size, in bytes, from which an animation is too much for a phone: it is published as
// it is, and eight photos together take less.
const heavyAnimation = 3 << 20

// dense is how many bytes a pixel takes, compressed without loss, as a part of what a photo takes.
func (h *header) dense() float64 {
	density := h.density
	if density == 0 {
		density = float64(h.Size) / (float64(h.Width)*float64(h.Height) + 1)
	}
	if h.depth16 {
		density /= 2
	}
	if h.grey {
		density *= 2
	}
	return density / photoDensity
}

// judge decides how the picture is published and collects warnings.
func (h *header) judge(name string) {
	dense := h.dense()
	photographic := dense > 1 && h.Size > 200<<10 && !h.Palette && !h.Animated
	switch h.Format {
	case JPEG:
		h.Photo = true
	case WebP:
		h.Photo = h.Photo && !h.Alpha && !h.Animated
	case PNG, BMP:
		h.Photo = photographic && !h.Alpha
	}
	h.Drawing = !h.Photo && h.Format != SVG && dense < 1.0/3
	if !h.Photo && photographic && (h.Format == PNG && h.Size > 1<<20 || h.Format == BMP && h.Size > 4<<20) {
		h.Warnings = append(h.Warnings, heavy(name, h.Format))
	}
	if h.Animated && h.Size > heavyAnimation {
		h.Warnings = append(h.Warnings, heavyMoving(name, h.Size))
	}
	if h.inks {
		h.Warnings = append(h.Warnings, printColours(name))
	}
	if _, known := h.colours(); !known {
		h.Warnings = append(h.Warnings, unknownProfile(name))
	}
	if want, ok := endings[strings.ToLower(path.Ext(name))]; ok && want != h.Format {
		h.Warnings = append(h.Warnings, wrongEnding(name, h.Format))
	}
}

// endings are what the endings of names promise. JFIF is what browsers on Windows make of a JPEG.
var endings = map[string]Format{
	".jpg": JPEG, ".jpeg": JPEG, ".jpe": JPEG, ".jfif": JPEG, ".png": PNG, ".apng": PNG, ".gif": GIF,
	".webp": WebP, ".bmp": BMP, ".dib": BMP, ".svg": SVG, ".heic": 0, ".heif": 0, ".avif": 0, ".tif": 0, ".tiff": 0,
}
