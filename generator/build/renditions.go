package build

import (
	"sync"

	"qizhi/generator/cache"
	"qizhi/generator/plan"
)

// renditions keeps the bytes of renditions from when a picture is decoded until they are published,
// and on the disk for every later output and every later version of the program. In memory it keeps only what the disk does not take.
type renditions struct {
	folder *cache.Cache // nil: memory only

	mu    sync.Mutex
	held  map[string][]byte
	order []string // of held, the oldest first
	size  int
	wrote bool
}

const (
	// heldRenditions is how many bytes are kept in memory at most.
	heldRenditions = 64 << 20
	// spareRenditions is how many bytes of renditions stay on the disk that the last build did not
	// publish: those of drafts, of another theme, of a photo that comes back.
	spareRenditions = 256 << 20
)

func newRenditions(c *cache.Cache) *renditions {
	r := &renditions{held: map[string][]byte{}}
	if c != nil {
		r.folder = c.Lasting("pictures", plan.RenditionVersion)
	}
	return r
}

// take returns the bytes of a rendition, nil when they are not known. What was held in memory is
// held no longer.
func (r *renditions) take(name string) []byte {
	r.mu.Lock()
	data := r.held[name]
	if data != nil {
		delete(r.held, name)
		r.size -= len(data)
	}
	r.mu.Unlock()
	if data != nil || r.folder == nil {
		return data
	}
	var text string
	if cache.ReadFile(r.folder, name, &text) != nil {
		return nil
	}
	return []byte(text)
}

func (r *renditions) has(name string) bool {
	r.mu.Lock()
	_, held := r.held[name]
	r.mu.Unlock()
	return held || r.folder != nil && r.folder.Has(name)
}

// put keeps a rendition. taken says that its bytes are in use already.
func (r *renditions) put(name string, data []byte, taken bool) {
	if r.folder != nil {
		text := string(data)
		if cache.WriteFile(r.folder, name, &text) == nil {
			r.mu.Lock()
			r.wrote = true
			r.mu.Unlock()
			return
		}
	}
	if !taken {
		r.hold(name, data)
	}
}

func (r *renditions) hold(name string, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held[name] == nil {
		r.order = append(r.order, name)
	}
	r.size += len(data) - len(r.held[name])
	r.held[name] = data
	for r.size > heldRenditions && len(r.order) > 1 {
		r.size -= len(r.held[r.order[0]])
		delete(r.held, r.order[0])
		r.order = r.order[1:]
	}
}

// tidy keeps the disk from filling with renditions that nothing uses. published are the files of a
// build, by what they were rendered from.
func (r *renditions) tidy(published []written) {
	if r.folder == nil || !r.wrote {
		return
	}
	used := make(map[string]bool, len(published))
	for _, w := range published {
		used[w.From.String()] = true
	}
	// What cannot be removed costs room, and nothing else.
	_ = r.folder.Tidy(func(name string) bool { return used[name] }, spareRenditions)
	r.wrote = false
}
