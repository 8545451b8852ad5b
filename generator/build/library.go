package build

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"time"

	"qizhi/generator/cache"
	"qizhi/generator/check"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/pack"
	"qizhi/generator/parallel"
	"qizhi/generator/snapshot"
	"qizhi/generator/statistics"
)

// grain is the coarsest step in which a file system tells the time of change (FAT: two seconds). A
// file changed so shortly before it was looked at may have changed again since, under the same
// time; its bytes are looked at again.
const grain = int64(2 * time.Second)

// heldBodies is how many bytes of bodies a library keeps in memory; the others are read back from
// the cache when a page is rendered.
const heldBodies = 8 << 20

// library knows every source by path, size, time and digest, and every document parsed so far. It
// lives as long as its user: one build, or a whole preview. Documents in it are immutable.
type library struct {
	cache   *cache.Cache // nil: nothing is kept on the disk
	records *cache.Records
	bodies  *cache.Records

	mu      sync.Mutex
	known   map[string]*known
	parsed  map[string]parsed // by path, of this run
	changed bool              // the index on the disk is out of date
	held    int64             // bytes of bodies in memory

	figures       *statistics.Set // that sources are weighed by; nil for none
	figuresDigest digest.Digest
}

// known is one source as it was last looked at.
type known struct {
	Path          string
	Size, ModTime int64
	Changed       int64
	Checked       int64 // when Digest was taken from the bytes
	Digest        digest.Digest
	Found         diag.List     // what keeps the source from being published, whatever it is
	Shown         diag.List     // the same of what only its page shows, known once it is parsed
	Weighed       digest.Digest // of the figures that Contradicted was found with
	Contradicted  []string      // the periods that a number in the source would contradict
	Figures       digest.Digest // of the figures and the period that Typed was judged by
	Typed         diag.List     // numbers typed beside an indicator's label that are not its value
	Stored        bool          // Document and Body name records
	Document      cache.Place
	Body          cache.Place
}

// parsed is one document with its body, or where to find it.
type parsed struct {
	document *content.Document
	body     *content.Body // nil when it is only in the cache
	known    *known
	source   snapshot.Source
}

// newLibrary opens a library, with what earlier builds left in the cache. The reason says why
// nothing of it could be used, "" if it was.
func newLibrary(c *cache.Cache) (l *library, reason string) {
	l = &library{cache: c, known: map[string]*known{}, parsed: map[string]parsed{}}
	if c == nil {
		return l, "no cache"
	}
	l.records, l.bodies = c.Records("documents"), c.Records("bodies")
	var list []known
	if err := cache.ReadFile(c, "sources", &list); err != nil {
		return l, err.Error()
	}
	for i := range list {
		l.known[list[i].Path] = &list[i]
	}
	return l, ""
}

// recognise reports whether a source is the one known, going by size and time alone.
func (l *library) recognise(s snapshot.Source) *known {
	l.mu.Lock()
	k := l.known[s.Path]
	l.mu.Unlock()
	if k == nil || k.Size != s.Size || k.ModTime != s.ModTime || k.Changed != s.Changed || max(k.ModTime, k.Changed) > k.Checked-grain {
		return nil
	}
	return k
}

// digestOf is the digest of a source's bytes, from memory where its size and time allow. raw are
// the bytes when they had to be read.
func (l *library) digestOf(s snapshot.Source) (k *known, raw []byte, err error) {
	if k := l.recognise(s); k != nil {
		return k, nil, nil
	}
	checked := time.Now().UnixNano()
	if raw, err = s.Read(); err != nil {
		return nil, nil, err
	}
	k = &known{Path: s.Path, Size: s.Size, ModTime: s.ModTime, Changed: s.Changed, Checked: checked, Digest: digest.Bytes(raw), Found: check.Stopping(s.Path, raw)}
	l.mu.Lock()
	defer l.mu.Unlock()
	if before := l.known[s.Path]; before != nil && before.Digest == k.Digest {
		k.Stored, k.Document, k.Body, k.Shown = before.Stored, before.Document, before.Body, before.Shown
	}
	l.known[s.Path] = k
	l.changed = true
	return k, raw, nil
}

// parse returns a document: remembered when its bytes are known, else parsed and remembered.
func (l *library) parse(s snapshot.Source) (parsed, error) {
	k, raw, err := l.digestOf(s)
	if err != nil {
		return parsed{}, err
	}
	l.mu.Lock()
	before, ok := l.parsed[s.Path]
	l.mu.Unlock()
	if ok && before.known.Digest == k.Digest {
		before.known, before.source = k, s
		return before, nil
	}
	p, err := l.fetch(s, k, raw)
	if err == nil {
		if ok && sameDocument(before.document, p.document) {
			p.document = before.document // only the text changed: whatever was resolved from it still holds
		}
		l.mu.Lock()
		l.parsed[s.Path] = p
		l.mu.Unlock()
	}
	return p, err
}

// sameDocument reports whether two documents say the same but for their bodies.
func sameDocument(a, b *content.Document) bool {
	return bytes.Equal(pack.Append(nil, a), pack.Append(nil, b))
}

// fetch reads a document from the cache, or parses it.
func (l *library) fetch(s snapshot.Source, k *known, raw []byte) (_ parsed, err error) {
	if k.Stored {
		doc := &content.Document{}
		data, err := k.Document.In(l.records.Load(k.Document.Segment))
		if err == nil && pack.Read(data, doc) == nil {
			return parsed{document: doc, known: k, source: s}, nil
		}
	}
	if raw == nil {
		if raw, err = s.Read(); err != nil {
			return parsed{}, err
		}
	}
	l.weigh(k, raw)
	doc, body := content.Parse(s.Path, raw)
	if shown := check.Shown(s.Path, raw, doc, body); len(shown)+len(k.Shown) > 0 {
		l.mu.Lock()
		k.Shown, l.changed = shown, true
		l.mu.Unlock()
	}
	p := parsed{document: doc, body: body, known: k, source: s}
	l.store(&p)
	return p, nil
}

// store puts a document and its body into the cache. What cannot be written stays in memory: a
// cache that does not work costs time, never a build.
func (l *library) store(p *parsed) {
	if l.cache == nil {
		return
	}
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = pack.Append((*buffer)[:0], p.document)
	document, err := l.records.Put(*buffer)
	if err != nil {
		return
	}
	*buffer = pack.Append((*buffer)[:0], p.body)
	size := int64(len(*buffer))
	body, err := l.bodies.Put(*buffer)
	if err != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	p.known.Document, p.known.Body, p.known.Stored = document, body, true
	l.changed = true
	if l.held+size > heldBodies {
		p.body = nil
		return
	}
	l.held += size
}

// body returns the body of a document, from memory, from the cache, or from its source again.
func (l *library) body(p parsed) (*content.Body, error) {
	if p.body != nil {
		return p.body, nil
	}
	if data, err := l.bodies.Get(p.known.Body); err == nil {
		body := &content.Body{}
		if pack.Read(data, body) == nil {
			return body, nil
		}
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

// parseAll parses documents side by side; the result has the order of the list.
func (l *library) parseAll(list []snapshot.Source, progress Progress, problems *diag.List) []parsed {
	out := make([]parsed, len(list))
	failed := make([]error, len(list))
	progress.Stage("读文章", len(list))
	parallel.Do(len(list), func(i int) {
		out[i], failed[i] = l.parse(list[i])
		progress.Step()
	})
	all := out[:0]
	for i, err := range failed {
		if err != nil {
			*problems = append(*problems, unreadable(list[i], err))
			continue
		}
		all = append(all, out[i])
	}
	return all
}

// stopping are the personal numbers in every source: articles, settings, data, attachments, names.
// Those of a rule that the whole site silences are left out.
func (l *library) stopping(sources []snapshot.Source, ignore []string) diag.List {
	var out diag.List
	for _, s := range sources {
		if k, _, err := l.digestOf(s); err == nil {
			out = append(append(out, k.Found...), k.Shown...)
		}
	}
	return check.Heard(out, ignore)
}

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
			segments[k.Document.Segment], segments[k.Body.Segment] = true, true
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
			live[k.Body.Segment] += k.Body.Size
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
