package build

import (
	"fmt"

	"qizhi/generator/cache"
	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/pack"
	"qizhi/generator/plan"
)

// store puts a document and its body into the cache, from which the body is read back when a page is rendered, and
// reports whether it lies there. What cannot be written stays in memory: a cache that does not work costs that,
// never a build.
func (l *library) store(p *parsed, b *content.Body) bool {
	if l.cache == nil {
		return false
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = pack.Append((*buffer)[:0], p.document)
	said := digest.Bytes(*buffer)
	document, err := l.records.Put(*buffer)
	if err != nil {
		return false
	}
	*buffer = pack.Append((*buffer)[:0], &b.Blocks)
	text, err := l.bodies.Put(*buffer)
	if err != nil {
		return false
	}
	*buffer = pack.Append((*buffer)[:0], &b.Literals)
	body, err := l.bodies.Put(*buffer)
	if err != nil {
		return false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	p.known.Said, p.known.Document, p.known.Text, p.known.Body, p.known.Stored = said, document, text, body, true
	l.changed = true
	return true
}

// literals are those of a document's body, from memory, from the cache, or from its source again.
func (l *library) literals(p *parsed) (out []string, err error) {
	if p.body == nil && recall(l, p.known.Body, &out) {
		return out, nil
	}
	body, err := l.body(p)
	if err != nil {
		return nil, err
	}
	return body.Literals, nil
}

// blocks are those of a document's body, from where its literals are.
func (l *library) blocks(p *parsed, room *plan.Room) (out []content.Block, err error) {
	if p.body == nil {
		data, err := l.bodies.GetIn(p.known.Text, room.Text)
		if err == nil {
			room.Text = data
			if pack.Read(data, &room.Blocks) == nil {
				return room.Blocks, nil
			}
		}
	}
	body, err := l.body(p)
	if err != nil {
		return nil, err
	}
	return body.Blocks, nil
}

// recall reads a part of a body from the cache and reports whether it was there.
func recall[T any](l *library, from cache.Place, to *T) bool {
	data, err := l.bodies.Get(from)
	return err == nil && pack.Read(data, to) == nil
}

// body returns the body of a document, from memory or from its source again.
func (l *library) body(p *parsed) (*content.Body, error) {
	if p.body != nil {
		return p.body, nil
	}
	raw, err := p.source.Read()
	if err != nil {
		return nil, err
	}
	if digest.Bytes(raw) != p.known.Digest {
		return nil, fmt.Errorf("content/%s 在生成过程中被改动了，请再生成一次", p.source.Path)
	}
	_, body := content.Parse(p.source.Path, raw)
	return body, nil
}

// bodies finds the parts of a document's body through the library.
type bodies struct {
	library *library
	list    []*parsed
	places  map[*content.Document]int32 // in list
}

// placesOf are the places of documents in a list, which is the same after most saves of a preview.
func placesOf(list []*content.Document) map[*content.Document]int32 {
	out := make(map[*content.Document]int32, len(list))
	for i, doc := range list {
		out[doc] = int32(i)
	}
	return out
}

func (b bodies) of(doc *content.Document) *parsed { return b.list[b.places[doc]] }

// Literals implements plan.Bodies.
func (b bodies) Literals(doc *content.Document) ([]string, error) {
	return b.library.literals(b.of(doc))
}

// Blocks implements plan.Bodies.
func (b bodies) Blocks(doc *content.Document, room *plan.Room) ([]content.Block, error) {
	return b.library.blocks(b.of(doc), room)
}

// Said implements plan.Bodies.
func (b bodies) Said(doc *content.Document) digest.Digest { return b.of(doc).known.Said }

// BodyDigest implements plan.Bodies.
func (b bodies) BodyDigest(doc *content.Document) digest.Digest { return b.of(doc).known.Digest }

// Characters implements plan.Bodies.
func (b bodies) Characters(doc *content.Document) int { return b.of(doc).known.Characters }
