package picture

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// Limiter bounds how many pictures are decoded at once and how much memory that takes in all. It is
// safe for use from many goroutines; they are served in the order in which they come.
type Limiter struct {
	places, memory *semaphore.Weighted
	most           int64
}

// NewLimiter allows n pictures at once that together take at most memory bytes, as [Info.Memory]
// counts them. One that needs more than all waits until it is alone: with 2 places and 256 MiB at
// most max(256 MiB, [MaxMemory]) is in use.
func NewLimiter(n int, memory int64) *Limiter {
	n, memory = max(n, 1), max(memory, 1)
	return &Limiter{semaphore.NewWeighted(int64(n)), semaphore.NewWeighted(memory), memory}
}

// Acquire waits for a place and the memory for a plan, or for ctx to end, whose error it then
// returns. The caller calls release, once, when the renditions are made.
func (l *Limiter) Acquire(ctx context.Context, info Info, plan []Rendition) (release func(), err error) {
	need := min(info.Memory(plan), l.most)
	if err := l.places.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	if err := l.memory.Acquire(ctx, need); err != nil {
		l.places.Release(1)
		return nil, err
	}
	return func() {
		l.memory.Release(need)
		l.places.Release(1)
	}, nil
}
