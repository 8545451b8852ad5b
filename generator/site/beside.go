package site

import (
	"qizhi/generator/diag"
	"qizhi/generator/parallel"
)

// eachLeaf does work for every page, many side by side: each stretch of pages by a resolver of its own, which shares
// what is known so far, changes none of it but its pages, and has its own problems. These are put together in the
// order of the pages, so that nobody can tell.
func (r *resolver) eachLeaf(work func(r *resolver, l *leaf)) {
	const stretch = 256
	problems := make([]diag.List, (len(r.leaves)+stretch-1)/stretch)
	parallel.Do(len(problems), func(i int) {
		own := *r
		own.problems = nil
		for _, l := range r.leaves[i*stretch : min((i+1)*stretch, len(r.leaves))] {
			work(&own, l)
		}
		problems[i] = own.problems
	})
	for _, list := range problems {
		r.problems = append(r.problems, list...)
	}
}

// beside does two pieces of work that do not look at each other's, side by side, each with problems of its own.
func (r *resolver) beside(first, second func(r *resolver)) {
	works, of := [2]func(*resolver){first, second}, [2]resolver{*r, *r}
	parallel.Do(2, func(i int) {
		of[i].problems = nil
		works[i](&of[i])
	})
	r.problems = append(append(r.problems, of[0].problems...), of[1].problems...)
}
