package search

import (
	"bytes"
	"encoding/binary"
)

// remembered is what a store has of the index made last: what its segments were made from, and its shards. It
// says itself what it is of, so that an old one is as true as a new one.
type remembered struct {
	pages    int
	model    [16]byte // the digest of the model of the segments' texts
	segments []*segment
	shards   []shard

	known map[[16]byte]*segment // by key
	data  []byte                // from which it was read
}

// latestKey is the one key whose value changes.
var latestKey = key("latest 1")

// segmentBytes is the size of what is remembered of a segment: its key, how many pages it has, whether they have
// traditional characters, the digest of its text, its prints.
const segmentBytes = 16 + 1 + 1 + 16 + printBytes*bucketCount

// shardBytes is that of a shard: the digests of its text and of its postings.
const shardBytes = 16 + 16

// encode writes it for the store.
func (r *remembered) encode() []byte {
	b := make([]byte, 0, 40+len(r.segments)*segmentBytes+len(r.shards)*shardBytes)
	b = binary.AppendUvarint(b, uint64(r.pages))
	b = append(b, r.model[:]...)
	b = binary.AppendUvarint(b, uint64(len(r.segments)))
	for _, s := range r.segments {
		b = append(append(b, s.key[:]...), byte(s.pages), 0)
		if s.traditional {
			b[len(b)-1] = 1
		}
		b = append(append(b, s.digest[:]...), s.prints...)
	}
	for _, s := range r.shards {
		b = append(append(b, s.digest[:]...), s.postings[:]...)
	}
	return b
}

// decodeRemembered reads it; nil when it is none.
func decodeRemembered(b []byte) *remembered {
	pages, n := binary.Uvarint(b)
	if n <= 0 || len(b) < n+16 {
		return nil
	}
	r := &remembered{pages: int(pages), model: [16]byte(b[n:])}
	b = b[n+16:]
	segments, n := binary.Uvarint(b)
	if n <= 0 || segments > uint64(len(b)/segmentBytes) {
		return nil
	}
	b = b[n:]
	all := make([]segment, segments)
	r.segments, r.known = make([]*segment, segments), make(map[[16]byte]*segment, segments)
	number := 0
	for i := range all {
		s := &all[i]
		*s = segment{number: number, pages: int(b[16]), traditional: b[17] == 1, key: [16]byte(b), digest: [16]byte(b[18:]), prints: b[34:segmentBytes]}
		r.segments[i], r.known[s.key] = s, s
		number += s.pages
		b = b[segmentBytes:]
	}
	if number != r.pages || len(b) != gridFor(r.pages).shards()*shardBytes {
		return nil
	}
	r.shards = make([]shard, len(b)/shardBytes)
	for i := range r.shards {
		r.shards[i].digest, r.shards[i].postings = [16]byte(b), [16]byte(b[16:])
		b = b[shardBytes:]
	}
	return r
}

// recall reads what the store has of the index made last; of nothing it is empty.
func (b *builder) recall() *remembered {
	if data := b.load(latestKey); data != nil {
		if r := decodeRemembered(data); r != nil {
			r.data = data
			return r
		}
	}
	return &remembered{}
}

// remember saves what the next build wants to know, unless the store has it.
func (b *builder) remember(shards []shard) {
	if b.store == nil {
		return
	}
	now := &remembered{pages: len(b.plan.entries), model: b.model.digest, segments: b.segments, shards: shards}
	if data := now.encode(); !bytes.Equal(data, b.old.data) {
		b.save(latestKey, data)
	}
	b.old = nil
}
