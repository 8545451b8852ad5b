package snapshot

import "unsafe"

// Text is the bytes of a source as a text, without a copy. Whoever has read a source leaves its bytes as
// they are: the text would change with them.
func Text(raw []byte) string { return unsafe.String(unsafe.SliceData(raw), len(raw)) }
