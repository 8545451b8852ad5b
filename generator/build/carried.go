package build

import "qizhi/generator/snapshot"

// carried is what was worked out for each source of a snapshot, for the next one to take over: a preview takes a
// snapshot after every save, and of ten thousand sources one is another.
type carried[T any] struct {
	sources []snapshot.Source // in the order of a walk
	values  []T
	settled []bool // those that hold for as long as the source keeps its size and times
}

// into fills in the values of the sources that stand in both lists with the same size and times, if they are
// settled. It returns the places of the others, and whether each source stands where it stood.
func (c carried[T]) into(values []T, sources []snapshot.Source) (others []int, aligned bool) {
	at, aligned := 0, len(c.sources) == len(sources)
	for i, s := range sources {
		for at < len(c.sources) && c.sources[at].Path != s.Path && comparePath(c.sources[at], s.Path) < 0 {
			at++
		}
		if at < len(c.sources) && c.settled[at] && c.sources[at] == s {
			values[i] = c.values[at]
			at++
		} else {
			others = append(others, i)
			aligned = aligned && c.sources[i].Path == s.Path
		}
	}
	return others, aligned
}

// carry keeps values for the next snapshot. settled tells of one of the others whether it is settled.
func carry[T any](sources []snapshot.Source, values []T, others []int, settled func(T) bool) carried[T] {
	c := carried[T]{sources: sources, values: values, settled: make([]bool, len(sources))}
	for i := range c.settled {
		c.settled[i] = true
	}
	for _, i := range others {
		c.settled[i] = settled(values[i])
	}
	return c
}
