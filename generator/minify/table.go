package minify

import "encoding/binary"

// table finds what a name means. A scan asks for every tag and attribute of every page, which is several
// times what a map of strings can answer in the same time: a name of up to eight bytes is compared as one number.
type table[T any] struct {
	slots [slotCount]struct {
		head uint64 // see headOf; 0 for none
		name string
		is   T
	}
}

// There are enough slots that nearly every name has one of its own.
const (
	slotBits  = 9
	slotCount = 1 << slotBits
)

func tableOf[T any](names map[string]T) *table[T] {
	t := &table[T]{}
	for name, is := range names {
		head := headOf([]byte(name))
		at := slotOf(head, len(name))
		for t.slots[at].head != 0 {
			at = (at + 1) % slotCount
		}
		t.slots[at].head, t.slots[at].name, t.slots[at].is = head, name, is
	}
	return t
}

// get is the zero value for a name that the table does not have.
func (t *table[T]) get(name []byte) (is T) {
	if len(name) == 0 {
		return is
	}
	head := headOf(name)
	for at := slotOf(head, len(name)); t.slots[at].head != 0; at = (at + 1) % slotCount {
		s := &t.slots[at]
		if s.head == head && len(s.name) == len(name) && (len(name) <= 8 || s.name == string(name)) {
			return s.is
		}
	}
	return is
}

// headOf is the first eight bytes of a name, none of which is 0, as a number; of a shorter one, all of it.
func headOf(name []byte) (head uint64) {
	switch n := len(name); {
	case n >= 8:
		return binary.LittleEndian.Uint64(name)
	case cap(name) >= 8: // a page goes on behind the name
		return binary.LittleEndian.Uint64(name[:8]) & (1<<(8*n) - 1)
	}
	for i, c := range name {
		head |= uint64(c) << (8 * i)
	}
	return head
}

func slotOf(head uint64, length int) uint64 {
	return ((head + uint64(length)) * 0x9E3779B97F4A7C15) >> (64 - slotBits)
}
