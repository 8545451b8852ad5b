package picture

import (
	"bytes"
	"errors"

	"qizhi/generator/picture/jpeg"
)

// jpegHeader collects what the segments before the first scan say.
type jpegHeader struct {
	*header
	name   string
	framed bool
	pieces map[int][]byte // of the colour profile, by number
	parts  int
}

// readJPEG walks the segments up to the first scan.
func (h *header) readJPEG(name string, w *window) *Problem {
	j := &jpegHeader{header: h, name: name, pieces: map[int][]byte{}}
	at := int64(2)
	for {
		head := w.whole(at, 4)
		switch {
		case head == nil:
			return truncated(name)
		case head[0] != 0xff || head[1] == 0xff:
			at++ // bytes that fill up
			continue
		case head[1] == 0 || head[1] == 1 || head[1] >= 0xd0 && head[1] <= 0xd8:
			at += 2
			continue
		case head[1] == 0xd9:
			return damaged(name)
		}
		marker, length := head[1], int(head[2])<<8|int(head[3])
		if length < 2 {
			return damaged(name)
		}
		if problem := j.segment(w, marker, at+4, length-2); problem != nil {
			return problem
		}
		at += 2 + int64(length)
		if marker == 0xda {
			return j.finish(w, at)
		}
	}
}

// segment reads the segments that matter.
func (j *jpegHeader) segment(w *window, marker byte, at int64, length int) *Problem {
	if !jpeg.IsFrame(marker) && marker != 0xe1 && marker != 0xe2 {
		return nil
	}
	body := w.whole(at, length)
	switch {
	case body == nil:
		return truncated(j.name)
	case jpeg.IsFrame(marker):
		return j.frame(marker, body)
	case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00")) && length > 6 && j.thumbnail.length == 0:
		j.exif(body[6:], at+6)
	case marker == 0xe2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) && length > 14:
		j.pieces[int(body[12])] = bytes.Clone(body[14:])
		j.parts = int(body[13])
	}
	return nil
}

func (j *jpegHeader) frame(marker byte, body []byte) *Problem {
	f, err := jpeg.ParseFrame(marker, body)
	switch {
	case errors.Is(err, jpeg.ErrUnsupported):
		return unsupported(j.name, "少见的 JPEG 编码")
	case err != nil || j.framed:
		return damaged(j.name)
	}
	j.framed, j.Reducible = true, true
	j.Width, j.Height = f.Width, f.Height
	pixels := float64(f.Width) * float64(f.Height)
	j.Samples, j.Kept = float64(f.Memory(1))/pixels, 0
	if f.Progressive {
		// Two bytes are kept for each sample beside the sample itself.
		j.Samples, j.Kept = j.Samples/3, j.Samples*2/3
	}
	j.header.inks = len(f.Components) == 4
	return nil
}

// exif takes over what an Exif block says; at is where the block begins.
func (h *header) exif(block []byte, at int64) {
	e := parseExif(block)
	h.Orientation, h.adobe = e.orientation, e.adobeRGB
	if e.thumbnail.length > 0 {
		h.thumbnail = span{at + e.thumbnail.at, e.thumbnail.length}
	}
}

// finish puts the colour profile together and looks whether the photo has an end; scan is where its
// coded data begin.
func (j *jpegHeader) finish(w *window, scan int64) *Problem {
	if !j.framed {
		return damaged(j.name)
	}
	for i := 1; i <= j.parts; i++ {
		j.profile = append(j.profile, j.pieces[i]...)
	}
	from := max(scan, w.size-64<<10)
	tail := w.bytes(from, int(w.size-from))
	if bytes.Contains(tail, []byte{0xff, 0xd9}) {
		return nil
	}
	// No end in the last 64 KB: cut off, or something long is appended (the video of a motion
	// photo). Only reading everything can tell.
	data := w.bytes(scan, int(w.size-scan))
	if _, ended := imageEnd(data); !ended {
		return truncated(j.name)
	}
	return nil
}

// imageEnd finds the end of the image in the coded data that begin data, passing the tables and
// further scans between them.
func imageEnd(data []byte) (end int, ended bool) {
	for at := scanEnd(data, 0); at+2 <= len(data); {
		marker := data[at+1]
		if marker == 0xd9 {
			return at + 2, true
		}
		if at+4 > len(data) {
			break
		}
		at += 2 + (int(data[at+2])<<8 | int(data[at+3]))
		if marker == 0xda {
			at = scanEnd(data, min(at, len(data)))
		}
		for at < len(data) && data[at] != 0xff {
			at++
		}
	}
	return len(data), false
}

// scanEnd returns the place of the first marker after the coded data that begin at at; restart
// markers belong to the data.
func scanEnd(data []byte, at int) int {
	for {
		n := bytes.IndexByte(data[at:], 0xff)
		if n < 0 || at+n+1 >= len(data) {
			return len(data)
		}
		at += n
		switch m := data[at+1]; {
		case m == 0 || m >= 0xd0 && m <= 0xd7:
			at += 2
		case m == 0xff:
			at++
		default:
			return at
		}
	}
}
