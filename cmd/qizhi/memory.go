package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// roomy is how large the heap may always grow before the collector runs. Go's own rule, twice what
// lives, has a build begin with dozens of collections of a few megabytes each. A large site needs more
// in any case, so that the collections below it gain nothing.
const roomy = 176 << 20

// large is where a heap no longer grows to twice what lives, but by half of it: whatever is put into a
// site's folder, memory stays bounded.
const large = 256 << 20

// ample is what the heap of a very large site (100,000 pages) should not outgrow: nearer to it, it grows by less,
// down to a sixth.
const ample = 1100 << 20

// paceCollector lets the heap grow to roomy, beyond that to twice what lives, as is Go's rule, and a large
// one by half, or less. It sets the pace again after every collection.
func paceCollector() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := 100
	if bytes := max(int(live[0].Value.Uint64()), 4<<20); 2*bytes < roomy {
		percent = 100*roomy/bytes - 100
	} else if bytes > large {
		percent = min(max(100*ample/bytes-100, 16), 50)
	}
	debug.SetGCPercent(percent)
	// A cleanup is run when its object is collected: after the next collection.
	runtime.AddCleanup(new([64]byte), func(struct{}) { paceCollector() }, struct{}{})
}
