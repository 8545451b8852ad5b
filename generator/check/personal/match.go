package personal

import "slices"

// numbers appends the numbers of the chain. The longest reading that begins at a group wins: it is the
// one the writer meant.
func (c *chain) numbers(found []Number) []Number {
	for i := 0; i < len(c.groups); {
		n, next := c.at(i)
		if next == 0 {
			i++
			continue
		}
		found = append(found, n)
		i = next
	}
	return found
}

// at reads the number that begins at group i; next is the group behind it, 0 when there is none.
func (c *chain) at(i int) (n Number, next int) {
	for j := c.reach(i); j > i; j-- {
		last := c.groups[j-1]
		digits := c.digits[c.groups[i].from : last.from+last.count]
		if len(digits) < shortest {
			break
		}
		for _, read := range readings {
			if n, ok := read(c, i, j, digits); ok {
				return n, j
			}
		}
	}
	return Number{}, 0
}

// longest is the most digits in a number.
const longest = 19

// reach is the end of the longest run of groups from i on that may be one number: parted by one sign
// all along, but that a bracket around the first may be followed by another, (138) 0013-8000.
func (c *chain) reach(i int) int {
	digits := c.groups[i].count
	j := i + 1
	for ; j < len(c.groups); j++ {
		g := c.groups[j]
		if digits += g.count; digits > longest || j > i+1 && g.gap != c.groups[j-1].gap && g.gap != '\n' && c.groups[j-1].gap != '\n' && (j > i+2 || c.groups[i+1].gap != ')') {
			break
		}
	}
	return j
}

// parted reports whether the groups [i, j) have the given lengths, in one of the given ways.
func (c *chain) parted(i, j int, ways [][]int) bool {
	return slices.ContainsFunc(ways, func(way []int) bool {
		return slices.EqualFunc(c.groups[i:j], way, func(g group, n int) bool { return g.count == n })
	})
}

// wrapped reports one number that the end of a line has cut in two, wherever that fell. What stands
// around it decides, see [Number.isBroken].
func (c *chain) wrapped(i, j int) bool { return j-i == 2 && c.groups[i+1].gap == '\n' }

// readings say what the groups [i, j) are, the most certain first.
var readings = []func(c *chain, i, j int, digits []byte) (Number, bool){idNumber, bankCard, mobile, oldIDNumber}

// number makes a Number of the groups [i, j).
func (c *chain) number(kind Kind, i, j int, digits []byte) Number {
	at := c.groups[i].at
	return Number{Kind: kind, At: at, Len: c.groups[j-1].end - at, Digits: string(digits)}
}

// alone reports that no group beside [i, j) goes on in the same way as they do within, so that they
// are no piece of a longer row of numbers. A country code before them is none, and neither is a number
// of the same shape.
func (c *chain) alone(i, j int) bool {
	if j-i < 2 {
		return true
	}
	gap := c.groups[j-1].gap
	before := i > 0 && c.groups[i].gap == gap && !c.isCountryCode(i-1) && !c.repeats(i-(j-i), i, i)
	after := j < len(c.groups) && c.groups[j].gap == gap && !c.repeats(j, j+(j-i), i)
	return !before && !after
}

func (c *chain) isCountryCode(i int) bool {
	g := c.groups[i]
	digits := string(c.digits[g.from : g.from+g.count])
	return digits == "86" || digits == "0086"
}

// repeats reports that the groups [i, j) have the lengths of those that begin at like, and begin with
// the same digit.
func (c *chain) repeats(i, j, like int) bool {
	if i < 0 || j > len(c.groups) || c.digits[c.groups[i].from] != c.digits[c.groups[like].from] {
		return false
	}
	for k := range j - i {
		if c.groups[i+k].count != c.groups[like+k].count {
			return false
		}
	}
	return true
}
