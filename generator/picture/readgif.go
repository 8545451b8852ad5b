package picture

// readGIF walks the blocks up to the second image, which is where animation begins.
func (h *header) readGIF(name string, w *window) *Problem {
	head := w.whole(0, 13)
	if head == nil {
		return truncated(name)
	}
	h.Palette, h.Samples = true, 10
	h.Width, h.Height = int(head[6])|int(head[7])<<8, int(head[8])|int(head[9])<<8
	at := int64(13) + colourTable(head[10])
	for images := 0; ; {
		b := w.bytes(at, 10)
		switch {
		case len(b) == 0 && images > 0 || len(b) > 0 && b[0] == 0x3b && images > 0:
			return nil // many files lack the last byte, and every browser shows them
		case len(b) < 2:
			return truncated(name)
		case b[0] == 0x21:
			if b[1] == 0xf9 && len(b) > 3 && b[3]&1 != 0 {
				h.Alpha = true
			}
			at += 2
		case b[0] == 0x2c && len(b) == 10:
			if images++; images == 2 {
				h.Animated = true
				return nil
			}
			h.gifFrame(b)
			at += 11 + colourTable(b[9])
		default:
			return damaged(name)
		}
		next, ok := passBlocks(w, at)
		if !ok {
			return truncated(name)
		}
		at = next
	}
}

// gifFrame reads the first image's place. One that does not fill the screen leaves the rest of it
// transparent.
func (h *header) gifFrame(b []byte) {
	width, height := int(b[5])|int(b[6])<<8, int(b[7])|int(b[8])<<8
	if h.Width == 0 || h.Height == 0 {
		h.Width, h.Height = width, height
	}
	if width < h.Width || height < h.Height {
		h.Alpha = true
	}
}

// colourTable is the length of the table that a packed field announces.
func colourTable(packed byte) int64 {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// passBlocks returns the place after a chain of data blocks.
func passBlocks(w *window, at int64) (int64, bool) {
	for {
		b := w.bytes(at, 1)
		if len(b) == 0 {
			return at, false
		}
		at += 1 + int64(b[0])
		if b[0] == 0 {
			return at, true
		}
	}
}
