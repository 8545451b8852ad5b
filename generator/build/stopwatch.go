package build

import "time"

// Stage is one stage of a build and how long it took.
type Stage struct {
	Name string
	Took time.Duration
}

// stopwatch tells another Progress how far the work is, and takes the time of each stage.
type stopwatch struct {
	Progress
	stages []Stage
	since  time.Time
}

// Stage implements Progress. Stages begin one after another, on one goroutine.
func (s *stopwatch) Stage(name string, steps int) {
	s.stop()
	s.stages = append(s.stages, Stage{Name: name})
	s.Progress.Stage(name, steps)
}

// stop ends the running stage.
func (s *stopwatch) stop() {
	now := time.Now()
	if n := len(s.stages); n > 0 {
		s.stages[n-1].Took = now.Sub(s.since)
	}
	s.since = now
}
