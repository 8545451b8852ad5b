package main

import (
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// slow is how long a stage may take before its bar is shown: short work shows nothing.
const slow = 400 * time.Millisecond

// bar draws the progress of a build on a terminal.
type bar struct {
	w     io.Writer
	mu    sync.Mutex
	bar   *progressbar.ProgressBar
	steps int
	name  string
	total int
	start time.Time
}

func newBar(w io.Writer) *bar { return &bar{w: w} }

// Stage implements build.Progress.
func (b *bar) Stage(name string, steps int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finish()
	b.name, b.total, b.steps, b.start = name, steps, 0, time.Now()
}

// Step implements build.Progress.
func (b *bar) Step() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.steps++
	if b.bar == nil {
		if time.Since(b.start) < slow {
			return
		}
		b.bar = progressbar.NewOptions(b.total, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription(b.name),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond))
	}
	_ = b.bar.Set(b.steps)
}

// done clears what is still drawn.
func (b *bar) done() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finish()
}

func (b *bar) finish() {
	if b.bar != nil {
		_ = b.bar.Clear()
		b.bar = nil
	}
}
