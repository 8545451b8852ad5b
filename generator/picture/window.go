package picture

import (
	"errors"
	"io"
)

// windowSize is how much of a file is read at once: enough for most headers.
const windowSize = 32 << 10

// window reads parts of a file, most of them near each other, with few calls to the disk.
type window struct {
	r    io.ReaderAt
	size int64
	buf  []byte
	at   int64
	err  error // of the disk, not of the end of the file
}

// bytes returns n bytes from at on, fewer where the file ends. They are valid until the next call.
func (w *window) bytes(at int64, n int) []byte {
	if at < 0 || at >= w.size {
		return nil
	}
	n = int(min(int64(n), w.size-at))
	if at < w.at || at+int64(n) > w.at+int64(len(w.buf)) {
		w.load(at, max(n, windowSize))
	}
	have := w.buf[min(at-w.at, int64(len(w.buf))):]
	return have[:min(n, len(have))]
}

func (w *window) load(at int64, n int) {
	n = int(min(int64(n), w.size-at))
	if cap(w.buf) < n {
		w.buf = make([]byte, n)
	}
	w.buf, w.at = w.buf[:n], at
	got, err := w.r.ReadAt(w.buf, at)
	w.buf = w.buf[:got]
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
}

// whole returns n bytes from at on, or nil when the file ends before them.
func (w *window) whole(at int64, n int) []byte {
	if b := w.bytes(at, n); len(b) == n {
		return b
	}
	return nil
}

// isEarlyEnd reports whether a decoder of the standard library met the end of its data.
func isEarlyEnd(err error) bool {
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}
