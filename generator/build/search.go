package build

import (
	"sync"

	"qizhi/generator/cache"
)

// remembrance keeps what making the search index worked out: its keys name their values completely,
// so that nothing in it is ever out of date. It implements search.Store; nil keeps nothing.
type remembrance struct {
	cache   *cache.Cache
	records *cache.Records

	once  sync.Once
	mu    sync.Mutex
	known map[string]cache.Place
	used  map[string]cache.Place // of this run
}

// remembered is one value as the cache's index has it.
type remembered struct {
	Key   string
	Place cache.Place
}

// searchName is the name of the index and of its records in the cache.
const searchName = "search"

func newRemembrance(c *cache.Cache) *remembrance {
	if c == nil {
		return nil
	}
	return &remembrance{cache: c, records: c.Records(searchName), known: map[string]cache.Place{}, used: map[string]cache.Place{}}
}

// open reads the index; without one everything is made anew.
func (m *remembrance) open() {
	var list []remembered
	if cache.ReadFile(m.cache, searchName, &list) != nil {
		return
	}
	for _, r := range list {
		m.known[r.Key] = r.Place
	}
}

// Load implements search.Store.
func (m *remembrance) Load(key string) []byte {
	m.once.Do(m.open)
	m.mu.Lock()
	place, ok := m.known[key]
	m.mu.Unlock()
	if !ok {
		return nil
	}
	data, err := m.records.Get(place)
	if err != nil {
		return nil
	}
	m.note(key, place)
	return data
}

// Save implements search.Store. What cannot be written costs time in the next build, no more.
func (m *remembrance) Save(key string, value []byte) {
	if place, err := m.records.Put(value); err == nil {
		m.note(key, place)
	}
}

// Keep implements search.Store.
func (m *remembrance) Keep(key string) {
	m.once.Do(m.open)
	m.mu.Lock()
	defer m.mu.Unlock()
	if place, ok := m.known[key]; ok {
		m.used[key] = place
	}
}

func (m *remembrance) note(key string, place cache.Place) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[key], m.used[key] = place, place
}

// save writes the index of what this run used and removes the rest. A run that made no index
// changes nothing.
func (m *remembrance) save() error {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.used) == 0 {
		return nil
	}
	if m.scattered() {
		m.gather()
	}
	if err := m.records.Flush(); err != nil {
		return err
	}
	list := make([]remembered, 0, len(m.used))
	segments := map[string]bool{}
	for key, place := range m.used {
		list = append(list, remembered{key, place})
		segments[place.Segment] = true
	}
	if err := cache.WriteFile(m.cache, searchName, &list); err != nil {
		return err
	}
	m.records.Sweep(func(segment string) bool { return segments[segment] })
	return nil
}

// scattered reports whether the values in use lie in many files, or in files that mostly hold others.
func (m *remembrance) scattered() bool {
	live, all := int64(0), int64(0)
	segments := map[string]bool{}
	for _, place := range m.used {
		live += place.Size
		if !segments[place.Segment] {
			segments[place.Segment] = true
			all += m.records.Size(place.Segment)
		}
	}
	return len(segments) > maxSegments || all > 2*live+minTidied
}

// gather writes the values in use into one file. One that cannot be read back is forgotten.
func (m *remembrance) gather() {
	for key, place := range m.used {
		data, err := m.records.Get(place)
		if err == nil {
			place, err = m.records.Put(data)
		}
		if err != nil {
			delete(m.used, key)
			continue
		}
		m.used[key] = place
	}
}

// close releases the cache's files.
func (m *remembrance) close() error {
	if m == nil {
		return nil
	}
	return m.records.Close()
}
