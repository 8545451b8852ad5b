package build

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// What an interrupted build left behind is dealt with by whatever build comes next: by one for which
// nothing has changed since the last finished build, and by one whose content has errors.
func TestRecovered(t *testing.T) {
	for name, next := range map[string]struct {
		spoil bool // the next build finds an error in the content
		want  error
	}{"unchanged": {}, "with errors": {spoil: true, want: ErrContent}} {
		t.Run(name, func(t *testing.T) {
			dir := small(t)
			o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
			if _, err := Run(o); err != nil {
				t.Fatal(err)
			}
			page := filepath.Join(o.Output, "index.html")
			finished, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			leave(t, o.Output, "staged", `<!doctype html>撤下了的文字`, false)
			leave(t, o.Output, "committed", `<!doctype html>写到一半的一版`, true)
			if next.spoil {
				if err := os.WriteFile(filepath.Join(dir, "content", "spoilt.md"), []byte("+++\ntitle = \n+++\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := Run(o); !errors.Is(err, next.want) {
				t.Fatalf("the next build: %v, want %v", err, next.want)
			}
			if left, _ := filepath.Glob(filepath.Join(o.Output, stagingPrefix+"*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			got, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			if whole := string(got) == string(finished); whole == next.spoil {
				t.Errorf("the home page is\n%.80s", got)
			}
		})
	}
}

// leave makes a staging folder as a build leaves it that is killed: before its journal, or after.
func leave(t *testing.T, output, name, page string, committed bool) {
	t.Helper()
	staging := filepath.Join(output, stagingPrefix+name)
	if err := os.Mkdir(staging, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(staging, "0"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	if committed {
		j := &journal{Moves: []move{{From: "0", Name: "index.html"}}}
		if err := j.write(staging, false); err != nil {
			t.Fatal(err)
		}
	}
}
