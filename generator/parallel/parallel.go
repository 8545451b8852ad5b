// Package parallel does many small pieces of work side by side.
//
// It promises that every piece is done once and that all are done when it returns; in which order is
// nobody's business, so that a result cannot depend on it: each piece writes to a place of its own.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls work(0) … work(n-1) from as many goroutines as there are processors, each taking the next
// number when it is done with one. A panic in a piece is a panic of the program.
func Do(n int, work func(i int)) {
	hands := min(runtime.GOMAXPROCS(0), n)
	if hands <= 1 {
		for i := range n {
			work(i)
		}
		return
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range hands {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wg.Wait()
}

// Ahead begins to make a value beside whatever else goes on, and returns what waits for it.
func Ahead[T any](make func() T) func() T {
	var made T
	var done sync.WaitGroup
	done.Go(func() { made = make() })
	return func() T {
		done.Wait()
		return made
	}
}
