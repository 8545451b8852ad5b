package minify

// table finds what a name means. A scan asks for every tag and attribute of every page, which is several
// times what a map of strings can answer in the same time.
type table[T any] struct {
	slots [slotCount]struct {
		name string
		is   T
	}
}

// slotCount is a power of two, large enough that nearly every name has a slot of its own.
const slotCount = 1 << 9

func tableOf[T any](names map[string]T) *table[T] {
	t := &table[T]{}
	for name, is := range names {
		at := slotOf([]byte(name))
		for t.slots[at].name != "" {
			at = (at + 1) % slotCount
		}
		t.slots[at].name, t.slots[at].is = name, is
	}
	return t
}

// get is the zero value for a name that the table does not have.
func (t *table[T]) get(name []byte) (is T) {
	if len(name) == 0 {
		return is
	}
	for at := slotOf(name); t.slots[at].name != ""; at = (at + 1) % slotCount {
		if t.slots[at].name == string(name) {
			return t.slots[at].is
		}
	}
	return is
}

func slotOf(name []byte) uint {
	n := uint(len(name))
	return (n*7 + uint(name[0])*31 + uint(name[n/2])*101 + uint(name[n-1])*13) % slotCount
}
