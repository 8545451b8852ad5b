package preview

import (
	"container/list"
	"errors"
	"sync"

	"qizhi/generator/build"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// maxRendered is how many bytes of rendered files are kept.
const maxRendered = 16 << 20

// renderings remembers the bytes of what was looked at last, so that twenty tabs that ask for one
// page after a save cost one rendering, and a photo is not made again for every visit. What is
// remembered is named by the digest of all it is made from, so it is never out of date.
type renderings struct {
	max int

	mu    sync.Mutex
	size  int
	known map[rendering]*list.Element // of *rendered
	order *list.List                  // the one used last is in front
}

// rendering names what is rendered.
type rendering struct {
	path string
	from digest.Digest
}

// rendered is a file as it is published.
type rendered struct {
	name rendering
	once sync.Once
	data []byte
	err  error
	size int // what it counts for, once it is rendered
}

// errUnfinished is the error of a rendering that was broken off.
var errUnfinished = errors.New("没有生成完")

func newRenderings(size int) *renderings {
	return &renderings{max: size, known: map[rendering]*list.Element{}, order: list.New()}
}

// get renders a target, unless it is known. The bytes must not be written to.
func (c *renderings) get(t plan.Target) ([]byte, error) {
	work, err := t.Work()
	if err != nil {
		return nil, err
	}
	r := c.find(rendering{t.Path, work.Digest})
	r.once.Do(func() {
		r.err = errUnfinished
		defer c.grow(r)
		r.data, r.err = build.Render(t)
	})
	return r.data, r.err
}

// find is the entry of a name, made when there is none.
func (c *renderings) find(name rendering) *rendered {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.known[name]; e != nil {
		c.order.MoveToFront(e)
		return e.Value.(*rendered)
	}
	r := &rendered{name: name}
	c.known[name] = c.order.PushFront(r)
	return r
}

// grow counts what has been rendered, and forgets what was not used for longest. A failure is not
// remembered: what it was made from may have been half there.
func (c *renderings) grow(r *rendered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.known[r.name]
	if e == nil || e.Value != r { // forgotten while it was rendered
		return
	}
	if r.err != nil {
		c.drop(e)
		return
	}
	r.size = len(r.data)
	c.size += r.size
	for c.size > c.max && c.order.Len() > 1 {
		c.drop(c.order.Back())
	}
}

func (c *renderings) drop(e *list.Element) {
	r := c.order.Remove(e).(*rendered)
	delete(c.known, r.name)
	c.size -= r.size
}
