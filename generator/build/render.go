package build

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/file"
	"qizhi/generator/minify"
	"qizhi/generator/parallel"
	"qizhi/generator/plan"
)

// renderer renders what is not fresh and publishes it.
type renderer struct {
	output    string
	lying     *file.Tree // what the output holds while rendering
	aside     string     // the folder for published files that somebody changed
	before    map[string]written
	published func() manifest // what the output holds
	none      string          // why there is no record of an earlier build
	retired   []string        // old addresses of withdrawn pages, which lead nowhere on purpose
	said      diag.List       // by the build before
	forget    bool            // that addresses vanished: the site silences the rule
	marks     map[string]mark
	after     *record
	explain   bool
	own       func(source string) digest.Digest
	shapes    shapes
	was       []setting // of the build before

	progress Progress
}

func (r *renderer) publish(p *plan.Plan, result *Result) (err error) {
	pub, err := newPublisher(r.output, r.aside, r.published())
	if err != nil {
		return err
	}
	pub.retired, pub.forget = r.retired, r.forget
	defer func() { err = errors.Join(err, pub.close()) }()
	targets, err := p.All()
	if err != nil {
		return err
	}
	if err := pub.expect(targets, r.before, r.marks); err != nil {
		return err
	}
	outcomes, err := r.renderAll(targets, pub)
	if err != nil {
		return err
	}
	r.progress.Stage("发布", 0)
	if err := pub.collect(outcomes); err != nil {
		return err
	}
	if err := pub.publish(); err != nil {
		return err
	}
	r.after.Files = make([]written, len(outcomes))
	for i, o := range outcomes {
		r.after.Files[i] = written{Path: o.name, From: o.from, Whole: o.whole, Near: o.near, Own: o.own, Origin: o.origin, Sum: o.sum, Size: o.size, ModTime: o.modTime}
	}
	r.count(result, pub, targets, outcomes)
	if r.explain {
		result.Reasons = explain(targets, outcomes, r.was, r.after.Settings)
	}
	return nil
}

func (r *renderer) count(result *Result, pub *publisher, targets []plan.Target, outcomes []outcome) {
	for _, o := range outcomes {
		result.Files++
		if strings.HasSuffix(o.name, ".html") {
			result.Pages++
		}
		if o.reason != "" {
			result.Rendered++
		}
		if o.unchanged {
			result.Unchanged++
		} else {
			result.Written++
		}
	}
	result.Removed = len(pub.removed)
	vanished := r.vanished(pub, targets, outcomes)
	r.after.Vanished = vanished
	result.Diagnostics = append(result.Diagnostics, vanished...)
	result.Diagnostics = append(result.Diagnostics, pub.warnOfChanges(outcomes)...)
}

// renderAll renders every target that is not fresh and hands it to the publisher; all failures are
// reported.
func (r *renderer) renderAll(targets []plan.Target, pub *publisher) ([]outcome, error) {
	outcomes := make([]outcome, len(targets))
	failures := make([]error, len(targets))
	r.lying = file.NewTree(r.output)
	defer r.lying.Close()
	r.progress.Stage("生成网页", len(targets))
	order := renderOrder(targets)
	parallel.Do(len(targets), func(n int) {
		i := order[n]
		outcomes[i], failures[i] = r.one(targets[i], pub, i)
		r.progress.Step()
	})
	return outcomes, errors.Join(failures...)
}

// renderOrder puts the late targets after the others, and those that hold memory until they are rendered before them.
func renderOrder(targets []plan.Target) []int {
	order := make([]int, 0, len(targets))
	for _, turn := range []func(*plan.Target) bool{
		func(t *plan.Target) bool { return t.Done != nil },
		func(t *plan.Target) bool { return t.Done == nil && !t.Late },
		func(t *plan.Target) bool { return t.Done == nil && t.Late },
	} {
		for i := range targets {
			if turn(&targets[i]) {
				order = append(order, i)
			}
		}
	}
	return order
}

// one renders one target unless it is fresh.
func (r *renderer) one(t plan.Target, pub *publisher, i int) (outcome, error) {
	if t.Done != nil {
		defer t.Done()
	}
	own, whole, near := r.own(t.Source), r.shapes.whole(t), digest.Digest{}
	w := r.before[t.Path]
	fresh := func() outcome {
		return outcome{name: t.Path, class: t.Class, sum: w.Sum, size: w.Size, modTime: w.ModTime, from: w.From, whole: whole, near: near, own: own, origin: t.Origin, unchanged: true}
	}
	if r.settled(w, w.Whole, whole) {
		near = w.Near
		return fresh(), nil
	}
	look := t.Work
	if t.Near != nil {
		var around digest.Digest
		around, look = t.Near()
		if near = r.shapes.near(t, around); r.settled(w, w.Near, near) {
			return fresh(), nil
		}
	}
	work, err := look()
	if err != nil {
		return outcome{}, fmt.Errorf("%s: %w", t.Path, err)
	}
	reason := reasonFor(t, work.Digest, own, r.before, r.none, r.lying)
	if reason == "" {
		return fresh(), nil
	}
	buffer := pages.Get().(*bytes.Buffer)
	defer pages.Put(buffer)
	data, err := finish(t, work, buffer)
	if err != nil {
		return outcome{}, err
	}
	o, err := pub.stage(t.Path, data, i)
	o.class, o.from, o.whole, o.near, o.own, o.origin, o.reason = t.Class, work.Digest, whole, near, own, t.Origin, reason
	return o, err
}

// settled reports a target that is fresh by a coarser digest than that of its view, which need not be made then: the
// digest is, and is known to be, what it was when the file was written.
func (r *renderer) settled(w written, before, now digest.Digest) bool {
	return r.none == "" && now != digest.Digest{} && now == before && w.intact(r.lying)
}

// Render makes the bytes of a target as they are published.
func Render(t plan.Target) ([]byte, error) {
	work, err := t.Work()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path, err)
	}
	return finish(t, work, new(bytes.Buffer))
}

// finish renders and minifies. What it returns may lie in the buffer, and lasts no longer.
func finish(t plan.Target, work plan.Work, buffer *bytes.Buffer) ([]byte, error) {
	buffer.Reset()
	if err := work.Render(buffer); err != nil {
		return nil, fmt.Errorf("%s: %w", t.Path, err)
	}
	if t.Verbatim {
		return buffer.Bytes(), nil
	}
	return minify.Bytes(t.Path, buffer.Bytes())
}
