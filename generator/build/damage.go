package build

import (
	"context"

	"qizhi/generator/diag"
	"qizhi/generator/parallel"
	"qizhi/generator/picture"
	"qizhi/generator/plan"
)

// Damage decodes every picture that published pages show, without making anything of it, and reports
// what a build would stumble over only while it renders them.
func (w *Workspace) Damage(p *Project) diag.List {
	if p.Plan == nil {
		return nil
	}
	shown := p.Plan.Shown
	failed := make([]error, len(shown))
	progress := w.options.progress()
	progress.Stage("检查图片", len(shown))
	parallel.Do(len(shown), func(i int) {
		if err := w.pictures.verify(shown[i]); err != nil {
			failed[i] = shown[i].Fault(err)
		}
		progress.Step()
	})
	var list diag.List
	for _, err := range failed {
		found, _ := Faults(err)
		list = append(list, found...)
	}
	return list
}

// verify decodes one picture, when there is a place and memory for it.
func (p *pictures) verify(shown plan.Shown) error {
	s, err := p.source(shown.File)
	if err != nil {
		return err
	}
	info, err := p.Look(shown.File)
	if err != nil {
		return err
	}
	release, err := p.limiter.Acquire(context.Background(), info, picture.Plan(info, picture.Settings{}))
	if err != nil {
		return err
	}
	defer release()
	data, err := s.Read()
	if err != nil {
		return err
	}
	return picture.Verify(shown.File.Path, data)
}
