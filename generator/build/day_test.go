package build

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The day is the site's, wherever the machine is: a server in another zone publishes a page on its day too, and
// knows that a new one has begun.
func TestDayOfTheSite(t *testing.T) {
	dir := small(t)
	write(t, filepath.Join(dir, "content", "news", "later.md"), "+++\ntitle = \"明天的通知\"\ndate = 2022-07-02\npublishDate = 2022-07-02\n+++\n\n正文。\n")
	evening := time.Date(2022, 7, 1, 15, 30, 0, 0, time.UTC) // half past eleven in China
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: evening}
	page := filepath.Join(o.Output, "news", "later.html")
	w := Open(Options{Source: dir}, false)
	defer w.Close()
	snap := w.Look()
	for _, step := range []struct {
		after time.Duration
		there bool
	}{{0, false}, {20 * time.Minute, false}, {time.Hour, true}} {
		o.Now = evening.Add(step.after)
		if _, err := Run(o); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(page); (err == nil) != step.there {
			t.Errorf("after %v: built %v, want %v", step.after, err == nil, step.there)
		}
		w.options.Now = o.Now
		shown := false
		for target := range w.Load(snap).Plan.Targets() {
			shown = shown || target.Path == "news/later.html"
		}
		if shown != step.there {
			t.Errorf("after %v: in the preview %v, want %v", step.after, shown, step.there)
		}
	}
}
