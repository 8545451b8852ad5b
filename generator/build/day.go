package build

import (
	"time"

	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// days tell which day it is where a site is, on which future and expired pages depend: a server may be in another
// zone, where the day begins hours later.
type days struct {
	config string
	zone   *time.Location
	snap   *snapshot.Snapshot // that config was read for
}

// of is the day of a time for a site.toml.
func (d *days) of(now time.Time, config string) string {
	if d.zone == nil || d.config != config {
		var said diag.List // when the site is resolved
		d.config, d.zone = config, loadConfig(Options{}, config, &said).Zone
	}
	return now.In(d.zone).Format(time.DateOnly)
}

// day is the day for a snapshot. Once its site.toml was read it is not read again: it may have been saved since, and
// a record of a build would name what the build was not made from.
func (w *Workspace) day(snap *snapshot.Snapshot) string {
	if w.days.snap == snap {
		return w.days.of(w.options.Now, w.days.config)
	}
	s := settings{read: w.library.read}
	if config := w.kinds.sorted(snap).config; config != nil {
		s.config = s.text(*config)
	}
	w.days.snap = snap
	return w.days.of(w.options.Now, s.config)
}
