package build

import (
	"errors"

	"qizhi/generator/cache"
	"qizhi/generator/snapshot"
)

// save writes the index of what is known of the sources that are there, and removes records that
// nothing names any more. Failing to is no failure of the build.
func (l *library) save(sources []snapshot.Source) error {
	if l.cache == nil || !l.changed && len(sources) == len(l.known) {
		return nil
	}
	if err := errors.Join(l.records.Flush(), l.bodies.Flush()); err != nil {
		return err
	}
	list := make([]known, 0, len(sources))
	for _, s := range sources {
		if k := l.known[s.Path]; k != nil {
			list = append(list, *k)
		}
	}
	l.tidy(list)
	if err := cache.WriteFile(l.cache, "sources", &list); err != nil {
		return err
	}
	segments := map[string]bool{}
	for _, k := range list {
		if k.Stored {
			segments[k.Document.Segment], segments[k.Text.Segment], segments[k.Body.Segment] = true, true, true
		}
	}
	inUse := func(segment string) bool { return segments[segment] }
	l.records.Sweep(inUse)
	l.bodies.Sweep(inUse)
	l.changed = false
	return nil
}

// The limits beyond which records are forgotten and parsed again, all together, in the next build.
const (
	maxSegments = 48
	minTidied   = 8 << 20
)

// tidy keeps the cache from growing with every edit: when its records lie in too many small files,
// those outside the largest are forgotten; when most of the largest is dead, all are.
func (l *library) tidy(list []known) {
	live := map[string]int64{}
	for _, k := range list {
		if k.Stored {
			live[k.Body.Segment] += k.Body.Size + k.Text.Size
		}
	}
	largest := ""
	for segment, size := range live {
		if size > live[largest] || size == live[largest] && segment < largest {
			largest = segment
		}
	}
	dead := l.bodies.Size(largest) - live[largest]
	wasteful := dead > minTidied && dead > live[largest]
	if len(live) <= maxSegments && !wasteful {
		return
	}
	for i := range list {
		if wasteful || list[i].Body.Segment != largest {
			list[i].Stored = false
		}
	}
}

// close releases the cache's files.
func (l *library) close() error {
	if l.cache == nil {
		return nil
	}
	return errors.Join(l.records.Close(), l.bodies.Close())
}
