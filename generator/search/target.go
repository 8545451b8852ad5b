package search

import (
	"bytes"
	"slices"
	"sync/atomic"
)

// index makes the targets.
func (b *builder) index() (*Index, error) {
	m := &manifest{modelData: b.model.file()}
	targets, err := b.shardTargets(m)
	if err != nil {
		return nil, err
	}
	targets = append(targets, b.segmentTargets(m)...)
	facets := facetsOf(b.plan.entries)
	m.Facets = "f-" + fingerprint(digestOf(facets))[:printSize]
	m.Forms = "h-" + fingerprint(digestOf(traditionalData()))[:printSize]
	m.Traditional = slices.ContainsFunc(b.segments, func(s *segment) bool { return s.traditional })
	return &Index{append(targets, newTarget(m.Facets, facets),
		newTarget(m.Forms, traditionalData()), newTarget(manifestName, encodeJSON(m)))}, nil
}

// newTarget is a target whose data is at hand.
func newTarget(name string, data []byte) Target {
	return Target{Name: name + ".js", Digest: digestOf(data), Release: func() {}, Render: func(w *bytes.Buffer) error {
		script(w, name, "", data)
		return nil
	}}
}

// textTarget is a target whose data is one text: at hand until it is released, unless it is nil, and had again
// from then on.
func textTarget(name string, digest [16]byte, text []byte, again func() ([]byte, error)) Target {
	var held atomic.Pointer[[]byte]
	if text != nil {
		held.Store(&text)
	}
	return Target{Name: name + ".js", Digest: digest, Small: true, Release: func() { held.Store(nil) }, Render: func(w *bytes.Buffer) error {
		if text := held.Load(); text != nil {
			script(w, name, `"`, *text)
			return nil
		}
		text, err := again()
		if err == nil {
			script(w, name, `"`, text)
		}
		return err
	}}
}

// segmentTargets names the segments' files. Of two that would share a name the second has another
// part of its fingerprint.
func (b *builder) segmentTargets(m *manifest) []Target {
	targets := make([]Target, len(b.segments))
	taken := make(map[string]bool, len(b.segments))
	prints := make([]byte, 0, len(b.segments)*printSize)
	for i, s := range b.segments {
		print := fingerprint(s.digest)
		for taken[print[:printSize]] {
			print = print[1:]
		}
		print = print[:printSize]
		taken[print] = true
		prints = append(prints, print...)
		m.Pages = append(m.Pages, s.pages)
		targets[i] = textTarget("t-"+print, s.digest, s.text, func() ([]byte, error) { return b.textOf(i) })
		s.text = nil
	}
	m.Segments = string(prints)
	return targets
}
