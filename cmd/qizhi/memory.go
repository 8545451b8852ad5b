package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// roomy is how large the heap may always grow before the collector runs. Go's own rule, twice what lives, has a build
// begin with dozens of collections of a few megabytes each. More room would not be cheaper: what lives on lies then
// scattered among what does not, in more memory than the collector counts.
const roomy = 112 << 20

// ample is what the heap of a very large site (100,000 pages) should not outgrow: nearer to it, it grows by less,
// down to a sixth.
const ample = 1100 << 20

// paceCollector lets the heap grow to roomy, and beyond that by sixty hundredths of what lives, a very large one by less. Go's own
// rule, by as much again, spares a large build two collections, of as much time as it takes to touch the memory
// that it would need more. It sets the pace again after every collection.
func paceCollector() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	bytes := max(int(live[0].Value.Uint64()), 4<<20)
	debug.SetGCPercent(max(min(100*ample/bytes-100, 60), 16, 100*roomy/bytes-100))
	// A cleanup is run when its object is collected: after the next collection.
	runtime.AddCleanup(new([64]byte), func(struct{}) { paceCollector() }, struct{}{})
}
