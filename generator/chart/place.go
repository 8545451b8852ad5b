package chart

import "sort"

// span is something that wants its middle at Want and takes Size of one dimension.
type span struct{ want, size float64 }

// cluster is a run of touching spans that moves as one.
type cluster struct {
	start, size float64
	sum         float64 // of the wishes for start of its members
	members     []int
}

// spread gives each span a middle as near to its wish as it can, so that none overlap and all lie
// between low and high. Spans with the same wish keep their order. It needs room for all: the sum of
// the sizes must not exceed high-low.
func spread(spans []span, low, high float64) []float64 {
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return spans[order[a]].want < spans[order[b]].want })
	var runs []cluster
	for _, i := range order {
		runs = append(runs, cluster{start: spans[i].want - spans[i].size/2, size: spans[i].size,
			sum: spans[i].want - spans[i].size/2, members: []int{i}})
		runs = settle(runs, low, high)
	}
	middles := make([]float64, len(spans))
	for _, run := range runs {
		at := run.start
		for _, i := range run.members {
			middles[i] = at + spans[i].size/2
			at += spans[i].size
		}
	}
	return middles
}

// settle keeps the last run inside and joins it with those before it while they overlap.
func settle(runs []cluster, low, high float64) []cluster {
	for {
		last := &runs[len(runs)-1]
		last.start = max(low, min(last.sum/float64(len(last.members)), high-last.size))
		if len(runs) == 1 {
			return runs
		}
		before := &runs[len(runs)-2]
		if before.start+before.size <= last.start {
			return runs
		}
		// A member's wish for the joined run's start lies before its own by what precedes it.
		before.sum += last.sum - float64(len(last.members))*before.size
		before.members = append(before.members, last.members...)
		before.size += last.size
		runs = runs[:len(runs)-1]
	}
}
