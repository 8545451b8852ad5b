package build

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"
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

// library knows every source by path, size, time and digest, and every document parsed so far. It
// lives as long as its user: one build, or a whole preview. Documents in it are immutable.
type library struct {
	cache   *cache.Cache // nil: nothing is kept on the disk
	records *cache.Records
	bodies  *cache.Records

	mu      sync.Mutex
	known   map[string]*known
	looked  map[string]*known  // those that were read for the snapshot at hand, and hold for it; see begin
	parsed  map[string]*parsed // by path, of this run
	changed bool               // the index on the disk is out of date
	learned atomic.Int64       // how many sources were read anew
	last    carried[*parsed]   // the documents of the snapshot before
	said    carried[*known]    // its sources, see stopping
	stopped diag.List          // what stopping found in them

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
	Characters    int           // of its text, known once it is parsed
	Weighed       digest.Digest // of the figures that Contradicted was found with
	Contradicted  []string      // the periods that a number in the source would contradict
	Figures       digest.Digest // of the figures and the period that Typed was judged by
	Typed         diag.List     // numbers typed beside an indicator's label that are not its value
	Said          digest.Digest // of the document, which is all but the body
	Stored        bool          // Document, Text and Body name records
	Document      cache.Place
	Text          cache.Place // the body's blocks, which only search reads
	Body          cache.Place // the body's literals
}

// parsed is one document with its body, or where to find it. It is immutable once it is in the library.
type parsed struct {
	document *content.Document
	body     *content.Body // nil when it is only in the cache
	known    *known
	source   snapshot.Source
}

// newLibrary opens a library, with what earlier builds left in the cache. The reason says why
// nothing of it could be used, "" if it was.
func newLibrary(c *cache.Cache) (l *library, reason string) {
	l = &library{cache: c, known: map[string]*known{}, looked: map[string]*known{}, parsed: map[string]*parsed{}}
	if c == nil {
		return l, reasonCache
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
	looked, k := l.looked[s.Path], l.known[s.Path]
	l.mu.Unlock()
	if looked != nil {
		return looked
	}
	if k == nil || k.Size != s.Size || k.ModTime != s.ModTime || k.Changed != s.Changed || !k.settled() {
		return nil
	}
	return k
}

// settled reports whether a source could be read, and was last changed so long before that the same size and time
// mean the same bytes.
func (k *known) settled() bool { return k != nil && max(k.ModTime, k.Changed) <= k.Checked-grain }

// begin forgets which reading of each source counts. Until the next begin it is always the same, so that a record
// of a build names the bytes that it was made from: staff save while it runs.
func (l *library) begin() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.looked)
}

// parse returns a document: remembered when its bytes are known, else parsed and remembered.
func (l *library) parse(s snapshot.Source) (*parsed, error) {
	memory := texts.Get().(*[]byte)
	defer texts.Put(memory)
	k, raw, err := l.digestIn(s, memory)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	before := l.parsed[s.Path]
	l.mu.Unlock()
	if before != nil && before.known.Digest == k.Digest {
		return &parsed{document: before.document, body: before.body, known: k, source: s}, nil
	}
	p, err := l.fetch(s, k, raw, memory)
	if err == nil {
		if before != nil && sameDocument(before.document, p.document) {
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
func (l *library) fetch(s snapshot.Source, k *known, raw []byte, memory *[]byte) (_ *parsed, err error) {
	if k.Stored {
		doc := &content.Document{}
		data, err := k.Document.In(l.records.Load(k.Document.Segment))
		if err == nil && pack.Read(data, doc) == nil {
			return &parsed{document: doc, known: k, source: s}, nil
		}
	}
	if raw == nil {
		if k, raw, err = l.reread(s, k, memory); err != nil {
			return nil, err
		}
	}
	source := content.Read(s.Path, raw)
	l.weigh(k, source.Text)
	p := &parsed{known: k, source: s}
	source.Lend(func(doc *content.Document, body *content.Body) {
		shown := ownTexts(check.Shown(source, doc, body))
		l.mu.Lock()
		k.Shown, k.Characters, l.changed = shown, body.Characters, true
		l.mu.Unlock()
		p.document = doc
		if !l.store(p, body) {
			p.body = body.Clone()
		}
	})
	return p, nil
}

// parseAll parses documents side by side; the result has the order of the list. same says that it is that of the last
// time, but for bodies.
func (l *library) parseAll(list []snapshot.Source, progress Progress, problems *diag.List) (_ []*parsed, same bool) {
	out := make([]*parsed, len(list))
	failed := make([]error, len(list))
	others, same := l.last.into(out, list)
	progress.Stage("读文章", len(others))
	parallel.Do(len(others), func(i int) {
		at := others[i]
		out[at], failed[at] = l.parse(list[at])
		progress.Step()
	})
	for _, i := range others {
		same = same && failed[i] == nil && l.last.values[i] != nil && l.last.values[i].document == out[i].document
	}
	l.last = carry(list, out, others, func(p *parsed) bool { return p != nil && p.known.settled() })
	if !slices.ContainsFunc(failed, func(err error) bool { return err != nil }) {
		return out, same
	}
	var all []*parsed
	for i, err := range failed {
		if err != nil {
			*problems = append(*problems, unreadable(list[i], err))
			continue
		}
		all = append(all, out[i])
	}
	return all, false
}

// stopping are the personal numbers in every source: articles, settings, data, attachments, names.
// Those of a rule that the whole site silences are left out.
func (l *library) stopping(sources []snapshot.Source, ignore []string) diag.List {
	all := make([]*known, len(sources))
	others, aligned := l.said.into(all, sources)
	for _, i := range others {
		all[i], _, _ = l.digestOf(sources[i])
		aligned = aligned && all[i].silent() && l.said.values[i].silent()
	}
	l.said = carry(sources, all, others, (*known).settled)
	if !aligned {
		l.stopped = nil
		for _, k := range all {
			if !k.silent() {
				l.stopped = append(append(l.stopped, k.Found...), k.Shown...)
			}
		}
	}
	return check.Heard(l.stopped, ignore)
}

// silent reports a source that holds nothing that keeps it from being published.
func (k *known) silent() bool { return k == nil || len(k.Found) == 0 && len(k.Shown) == 0 }
