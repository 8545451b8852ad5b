package build

import (
	"strings"
	"sync"
	"time"

	"qizhi/generator/check"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/snapshot"
)

// digestOf is the digest of a source's bytes, from memory where its size and time allow. raw are
// the bytes when they had to be read.
func (l *library) digestOf(s snapshot.Source) (k *known, raw []byte, err error) {
	return l.digestIn(s, nil)
}

// digestIn is digestOf with the memory for the bytes, see learn.
func (l *library) digestIn(s snapshot.Source, memory *[]byte) (k *known, raw []byte, err error) {
	if k := l.recognise(s); k != nil {
		return k, nil, nil
	}
	return l.learn(s, memory)
}

// read is the bytes of a source, of which its digest is then the digest, whatever was read before.
func (l *library) read(s snapshot.Source) ([]byte, error) {
	_, raw, err := l.reread(s, nil, nil)
	return raw, err
}

// reread is digestOf with the bytes. Those of a source that was saved since it was looked at count from now on.
func (l *library) reread(s snapshot.Source, k *known, memory *[]byte) (_ *known, raw []byte, err error) {
	if k == nil {
		if k, raw, err = l.digestIn(s, memory); err != nil || raw != nil {
			return k, raw, err
		}
	}
	if raw, err = readIn(s, memory); err == nil && digest.Bytes(raw) != k.Digest {
		return l.learn(s, memory)
	}
	return k, raw, err
}

// texts are the memory that documents are read into, one after another.
var texts = sync.Pool{New: func() any { return new([]byte) }}

// readIn reads a source into memory that the next one may be read into; nil for memory of its own.
func readIn(s snapshot.Source, memory *[]byte) (raw []byte, err error) {
	if memory == nil {
		return s.Read()
	}
	if raw, err = s.ReadInto((*memory)[:0]); err == nil {
		*memory = raw
	}
	return raw, err
}

// learn reads a source, into memory as readIn does. Nothing of what is known of it lies there.
func (l *library) learn(s snapshot.Source, memory *[]byte) (k *known, raw []byte, err error) {
	checked := time.Now().UnixNano()
	if raw, err = readIn(s, memory); err != nil {
		return nil, nil, err
	}
	k = &known{Path: s.Path, Size: s.Size, ModTime: s.ModTime, Changed: s.Changed, Checked: checked, Digest: digest.Bytes(raw), Found: ownTexts(append(check.Stopping(s.Path, raw), check.Switches(s.Path, raw)...))}
	l.mu.Lock()
	defer l.mu.Unlock()
	if before := l.known[s.Path]; before != nil && before.Digest == k.Digest {
		k.Stored, k.Document, k.Text, k.Body = before.Stored, before.Document, before.Text, before.Body
		k.Said, k.Shown, k.Characters = before.Said, before.Shown, before.Characters
	}
	l.known[s.Path], l.looked[s.Path] = k, k
	l.changed = true
	l.learned.Add(1)
	return k, raw, nil
}

// ownTexts is a list whose texts share no memory with what they were found in.
func ownTexts(list diag.List) diag.List {
	for i, d := range list {
		list[i].Message, list[i].Hint, list[i].Excerpt = strings.Clone(d.Message), strings.Clone(d.Hint), strings.Clone(d.Excerpt)
	}
	return list
}
