package picture

import (
	"encoding/binary"
	"errors"

	"qizhi/generator/picture/svg"
)

// Strip returns a picture as it is stored but without metadata: no place, time, device, thumbnail,
// comment, text or anything after the picture's end (the video of a motion photo). Pixels are not
// touched. Kept is what they need to be seen right: the colour profile, and an orientation other
// than upright in an Exif block that says nothing else. An SVG is cleaned and minified. The name is
// used in messages; every error is a [*Problem].
func Strip(name string, data []byte) ([]byte, error) {
	h, err := inspectBytes(name, data)
	if err != nil {
		return nil, err
	}
	return h.strip(name, data, true)
}

// strip leaves the colour profile only when asked to.
func (h *header) strip(name string, data []byte, profile bool) ([]byte, error) {
	var out []byte
	var problem *Problem
	switch h.Format {
	case JPEG:
		out, problem = h.stripJPEG(name, data, profile)
	case PNG:
		out, problem = h.stripPNG(name, data, profile)
	case GIF:
		out, problem = stripGIF(name, data)
	case WebP:
		out, problem = h.stripWebP(name, data, profile)
	case BMP:
		out = h.stripBMP(data)
	default:
		out, problem = stripSVG(name, data)
	}
	if problem != nil {
		return nil, problem
	}
	return out, nil
}

// stripSVG cleans a drawing and the pictures inside it.
func stripSVG(name string, data []byte) ([]byte, *Problem) {
	inner := func(data []byte) ([]byte, error) {
		h, err := inspectBytes(name, data)
		if err != nil {
			return nil, err
		}
		if h.Format == SVG {
			return nil, notPicture(name, "矢量图")
		}
		return h.strip(name, data, true)
	}
	out, err := svg.Clean(data, inner)
	if errors.Is(err, svg.ErrTooMany) {
		return nil, fault("too-large", "矢量图"+quoted(name)+"里的图形互相套用，展开后太多，会卡住访客的浏览器", "请导出为 PNG")
	}
	if err != nil {
		return nil, fault("damaged", "矢量图"+quoted(name)+"的写法有错，读不出来", "请用绘图软件打开后重新导出为 SVG 或 PNG")
	}
	return out, nil
}

// stripBMP drops what follows the pixels; the format has no other place for metadata.
func (h *header) stripBMP(data []byte) []byte {
	bits := int64(binary.LittleEndian.Uint16(data[28:]))
	row := (int64(h.Width)*bits + 31) / 32 * 4
	end := min(int64(binary.LittleEndian.Uint32(data[10:]))+row*int64(h.Height), int64(len(data)))
	return data[:end:end]
}

// stripJPEG copies the segments that make the picture: tables, frame, scans and the markers that
// say how its colours are stored.
func (h *header) stripJPEG(name string, data []byte, profile bool) ([]byte, *Problem) {
	out := append(make([]byte, 0, len(data)), 0xff, 0xd8)
	if h.Orientation != 1 {
		block := append([]byte("Exif\x00\x00"), uprightBlock(h.Orientation)...)
		out = append(out, 0xff, 0xe1, 0, byte(len(block)+2))
		out = append(out, block...)
	}
	for at := 2; at+2 <= len(data); {
		marker := data[at+1]
		switch {
		case data[at] != 0xff || marker == 0xff:
			at++
			continue
		case marker == 0xd9:
			return append(out, 0xff, 0xd9), nil
		case marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8:
			at += 2
			continue
		case at+4 > len(data):
			return nil, truncated(name)
		}
		end := at + 2 + (int(data[at+2])<<8 | int(data[at+3]))
		if end > len(data) || end < at+4 {
			return nil, truncated(name)
		}
		body := data[at+4 : end]
		if marker == 0xda {
			end = scanEnd(data, end)
		}
		if keepsSegment(marker, body, profile) {
			out = append(out, bareSegment(marker, body, data[at:end])...)
		}
		at = end
	}
	return nil, truncated(name)
}

// keepsSegment reports whether a segment belongs to the picture. Of the application segments only
// three do: JFIF and Adobe say how colours are stored, ICC_PROFILE what they mean.
func keepsSegment(marker byte, body []byte, profile bool) bool {
	prefix := func(s string) bool { return len(body) >= len(s) && string(body[:len(s)]) == s }
	switch {
	case marker == 0xe0:
		return prefix("JFIF\x00") && len(body) >= 12
	case marker == 0xee:
		return prefix("Adobe") && len(body) >= 12
	case marker == 0xe2:
		return profile && prefix("ICC_PROFILE\x00")
	}
	return marker >= 0xc0 && marker < 0xe0
}

// bareSegment is a segment as it is written: JFIF without its thumbnail, Adobe without what follows.
func bareSegment(marker byte, body, whole []byte) []byte {
	switch marker {
	case 0xe0:
		return append(append([]byte{0xff, 0xe0, 0, 16}, body[:12]...), 0, 0)
	case 0xee:
		return append([]byte{0xff, 0xee, 0, 14}, body[:12]...)
	}
	return whole
}
