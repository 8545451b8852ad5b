// Package picture turns what staff hand in (12 MB phone photos, screenshots, logos) into what a page
// shows: small, upright, harmless renditions.
//
// Three steps, which a caller takes at three stages of a build:
//
//   - [Inspect] reads a header: what the file is, how wide and high it is seen, what is wrong with it.
//   - [Plan] says from that alone which renditions there will be, with their names and sizes, so that
//     HTML can be written before any pixel is decoded.
//   - [Make] decodes once and makes their bytes.
//
// It promises that a rendition has never more pixels than its source, carries no metadata (no place, time,
// device, comment, thumbnail or text), needs no turning and no colour profile, and is a pure function
// of the source's bytes and the rendition's fields, so that its digest can be remembered. A file that
// is cut off, damaged, too large or not a picture at all is a [Problem] with a message for staff,
// never a panic and never half a picture. Memory is bounded: see [Info.Memory] and [Limiter].
//
// How each kind of picture is published, decided by its header (and its size on disk) alone:
//
//   - a photo (JPEG, lossy WebP without transparency, and a PNG or BMP too heavy to be a drawing) as JPEG;
//   - a graphic of few colours (palette PNG, GIF, line art) as PNG at its own size;
//   - every other graphic, and every reduced one, as lossless WebP, which was smaller than the best
//     PNG for 269 of 276 tried, on average by a quarter. One too large for WebP is a PNG. A drawing or a
//     screenshot keeps its own size, which is sharper and takes fewer bytes than one made a little smaller;
//   - an animation as it is, and an SVG as it is, both cleaned.
package picture

// Format is a file format.
type Format uint8

// The formats that are read. All but BMP are also published.
const (
	JPEG Format = iota + 1
	PNG
	GIF
	WebP
	BMP
	SVG
)

var formats = [...]struct{ name, ending, mime string }{
	JPEG: {"JPEG", ".jpg", "image/jpeg"},
	PNG:  {"PNG", ".png", "image/png"},
	GIF:  {"GIF", ".gif", "image/gif"},
	WebP: {"WebP", ".webp", "image/webp"},
	BMP:  {"BMP", ".bmp", "image/bmp"},
	SVG:  {"SVG", ".svg", "image/svg+xml"},
}

// String is the format's usual name: "JPEG".
func (f Format) String() string { return formats[f].name }

// Ending is how names of files of this format end: ".jpg".
func (f Format) Ending() string { return formats[f].ending }

// MediaType is the format's name in HTTP and HTML: "image/jpeg".
func (f Format) MediaType() string { return formats[f].mime }

// Info is what the header of a picture says. It is a plain value: it may be remembered by the
// source's digest and written to a cache as JSON or gob.
type Info struct {
	Format Format
	// Width and Height are in pixels, as the picture is seen once it is turned upright. Both are 0
	// for an SVG that does not say.
	Width, Height int
	// Orientation is how the picture is stored, 1 (upright) to 8, as in Exif.
	Orientation int
	// Animated pictures are published as they are.
	Animated bool
	// Alpha says that parts may be transparent.
	Alpha bool
	// Palette says that the picture has few colours, each a number.
	Palette bool
	// Photo says that renditions are JPEG.
	Photo bool
	// Drawing says that, stored without loss, the picture takes few bytes for a pixel: making it smaller
	// blurs its lines and costs more bytes than it saves.
	Drawing bool
	// Reducible says that a half, a quarter or an eighth of it can be decoded, which takes a part of the memory:
	// a JPEG, and a PNG whose rows come in order.
	Reducible bool
	// Size is the number of bytes of the file.
	Size int64
	// Samples is how many bytes one pixel takes when decoded, Kept how many more are held until all
	// is read (a progressive JPEG). See Memory.
	Samples, Kept float64
	// Warnings are what staff should know although the picture can be shown.
	Warnings []Problem
}

// Bounds on what is read. The largest phone photos have 200 megapixels (16,320 × 12,240).
const (
	// MaxPixels is the most pixels a picture may have.
	MaxPixels = 250_000_000
	// MaxMemory is the most memory, in bytes, that making a picture's renditions may take.
	MaxMemory = 640 << 20
)

// Memory is about how many bytes Make takes for a plan, beyond the source itself. What is reducible is decoded
// at a half, a quarter or an eighth of its size where that is enough.
func (i Info) Memory(plan []Rendition) int64 {
	share := 0.0
	for _, r := range plan {
		if !r.AsIs {
			share = max(share, i.share(r))
		}
	}
	if share == 0 {
		return 2*i.Size + 1<<20
	}
	return i.memory(share)
}

// share is the part of the picture's pixels, in each direction, that the largest rendition of the
// kind of r keeps.
func (i Info) share(r Rendition) float64 {
	width, _ := r.Crop.size(i.Width, i.Height)
	return min(float64(r.Base)/max(width, 1), 1)
}

func (i Info) memory(share float64) int64 {
	pixels := float64(i.Width) * float64(i.Height)
	made := pixels * share * share
	reduce := float64(i.reduction(share))
	reduced := pixels / (reduce * reduce)
	// What is decoded, a plane twice more while it is resampled, the largest rendition, and what
	// writing takes: transforms and symbols of a JPEG, or all that lossless WebP keeps.
	total := reduced*(i.Samples+2) + pixels*i.Kept + 4*made
	if i.Photo {
		return int64(total+8*made) + 1<<20
	}
	return int64(total+max(8*made, webpWeight*min(made, webpPixels))) + 1<<20
}

// reduction is the largest of 1, 2, 4 and 8 by which the picture may be reduced while it is decoded when
// a rendition takes share of its pixels in each direction. What is left for resampling, at least a
// sixth, keeps the result as sharp as resampling everything.
func (i Info) reduction(share float64) int {
	if !i.Reducible {
		return 1
	}
	for _, reduce := range []int{8, 4, 2} {
		if share*float64(reduce)*1.15 <= 1 {
			return reduce
		}
	}
	return 1
}
