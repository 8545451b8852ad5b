package parallel

import (
	"sync/atomic"
	"testing"
)

// Every piece is done once, whatever their number.
func TestDo(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 1000} {
		done := make([]int32, n)
		Do(n, func(i int) { atomic.AddInt32(&done[i], 1) })
		for i, times := range done {
			if times != 1 {
				t.Errorf("piece %d of %d was done %d times", i, n, times)
			}
		}
	}
}

// What is made ahead is made once, and is what every call returns.
func TestAhead(t *testing.T) {
	var times atomic.Int32
	wait := Ahead(func() int32 { return times.Add(1) })
	if a, b := wait(), wait(); a != 1 || b != 1 {
		t.Errorf("made %d times, returned %d and %d", times.Load(), a, b)
	}
}
