//go:build !unix

package search

import "time"

// processorTime is not measured here.
func processorTime() time.Duration { return 0 }
