// Package phototest makes, for tests, the pictures that staff hand in: photos with real Exif blocks,
// colour profiles, thumbnails and places, and files that are broken in the usual ways. It writes the
// containers byte by byte and shares no code with the packages that read them.
package phototest

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Corners is an upright picture whose four quarters differ, so that its orientation can be told:
// red at the top left, green at the top right, blue at the bottom left, yellow at the bottom right.
func Corners(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetRGBA(x, y, Corner(x >= width/2, y >= height/2))
		}
	}
	return img
}

// Corner is the colour of one quarter of Corners.
func Corner(right, bottom bool) color.RGBA {
	switch {
	case right && bottom:
		return color.RGBA{220, 220, 40, 255}
	case right:
		return color.RGBA{40, 200, 60, 255}
	case bottom:
		return color.RGBA{40, 60, 210, 255}
	}
	return color.RGBA{210, 40, 40, 255}
}

// Store turns an upright picture into the one that a camera with that Exif orientation (1 to 8)
// would have stored.
func Store(upright *image.RGBA, orientation int) *image.RGBA {
	w, h := upright.Rect.Dx(), upright.Rect.Dy()
	sw, sh := w, h
	if orientation >= 5 {
		sw, sh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, sw, sh))
	for y := range h {
		for x := range w {
			sx, sy := place(x, y, w, h, orientation)
			out.SetRGBA(sx, sy, upright.RGBAAt(x, y))
		}
	}
	return out
}

// place says where the pixel that is seen at x, y is stored: Exif names, for each orientation, the
// sides of the scene at which the stored rows and columns begin.
func place(x, y, w, h, orientation int) (int, int) {
	right, bottom := w-1-x, h-1-y
	switch orientation {
	case 2: // row 0 is the top, column 0 the right side
		return right, y
	case 3: // bottom, right
		return right, bottom
	case 4: // bottom, left
		return x, bottom
	case 5: // row 0 is the left side, column 0 the top
		return y, x
	case 6: // right, top
		return y, right
	case 7: // right, bottom
		return bottom, right
	case 8: // left, bottom
		return bottom, x
	}
	return x, y
}

// Noise is a photo-like picture: soft light, grain and edges.
func Noise(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	seed := uint32(7)
	for y := range height {
		row := img.Pix[y*img.Stride:]
		for x := range width {
			seed = seed*1664525 + 1013904223
			grain := int(seed>>24)/8 - 16
			light := 40 + 90*(x+y)/(width+height)
			if (x/97+y/71)%5 == 0 {
				light += 70
			}
			p := row[4*x : 4*x+4]
			p[0], p[1], p[2], p[3] = level(light+grain+20), level(light+grain), level(light+grain-15), 255
		}
	}
	return img
}

func level(v int) uint8 { return uint8(min(max(v, 0), 255)) }

// JPEG encodes a picture and puts segments in front of its tables.
func JPEG(img image.Image, quality int, segments ...[]byte) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	return Insert(b.Bytes(), segments...)
}

// Insert puts segments behind the first marker of a JPEG.
func Insert(data []byte, segments ...[]byte) []byte {
	out := bytes.Clone(data[:2])
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, data[2:]...)
}

// Segment is one JPEG segment.
func Segment(marker byte, body []byte) []byte {
	out := []byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}
	return append(out, body...)
}

// ExifSegment wraps an Exif block for JPEG.
func ExifSegment(exif []byte) []byte { return Segment(0xe1, append([]byte("Exif\x00\x00"), exif...)) }

// ProfileSegments wraps a colour profile for JPEG, in pieces of at most size bytes.
func ProfileSegments(profile []byte, size int) []byte {
	var out []byte
	n := (len(profile) + size - 1) / size
	for i := range n {
		piece := profile[i*size : min((i+1)*size, len(profile))]
		out = append(out, Segment(0xe2, append([]byte("ICC_PROFILE\x00"+string([]byte{byte(i + 1), byte(n)})), piece...))...)
	}
	return out
}

// PNG encodes a picture and puts chunks behind its header.
func PNG(img image.Image, chunks ...[]byte) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	out := bytes.Clone(b.Bytes()[:33])
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, b.Bytes()[33:]...)
}

// Chunk is one PNG chunk.
func Chunk(name string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// HugePNG is the beginning of a PNG that says it is width × height pixels, and little more.
func HugePNG(width, height int) []byte {
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = append(binary.BigEndian.AppendUint32(header, uint32(height)), 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), Chunk("IHDR", header)...)
	out = append(out, Chunk("IDAT", make([]byte, 3000))...)
	return append(out, Chunk("IEND", nil)...)
}

// HEIC is the beginning of a photo as an iPhone stores it.
func HEIC() []byte {
	out := []byte("\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1MiHEmiafheic")
	return append(out, make([]byte, 4000)...)
}
