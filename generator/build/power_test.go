//go:build linux

package build

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// volume is a disk in a file, of a system that writes names every second and what files hold much later.
type volume struct {
	t            *testing.T
	image, mount string
}

func newVolume(t *testing.T) *volume {
	t.Helper()
	asRoot(t)
	v := &volume{t, filepath.Join(t.TempDir(), "image"), t.TempDir()}
	if err := os.WriteFile(v.image, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(v.image, 64<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", v.image).CombinedOutput(); err != nil {
		t.Skipf("no mkfs.ext4: %v %s", err, out)
	}
	v.attach("commit=1")
	return v
}

// attach mounts the image.
func (v *volume) attach(options string) {
	v.t.Helper()
	if out, err := exec.Command("mount", "-o", "loop,"+options, v.image, v.mount).CombinedOutput(); err != nil {
		v.t.Skipf("this machine mounts no image: %v %s", err, out)
	}
	v.t.Cleanup(func() { _ = exec.Command("umount", "-l", v.mount).Run() })
}

// lossOfPower is the volume as the disk has it once names are written, and what files hold is not.
func (v *volume) lossOfPower() *volume {
	v.t.Helper()
	time.Sleep(2500 * time.Millisecond)
	after := &volume{v.t, v.image + ".after", v.t.TempDir()}
	from, err := os.Open(v.image)
	if err != nil {
		v.t.Fatal(err)
	}
	defer from.Close()
	to, err := os.Create(after.image)
	if err != nil {
		v.t.Fatal(err)
	}
	if _, err = io.Copy(to, from); err != nil {
		v.t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		v.t.Fatal(err)
	}
	after.attach("defaults")
	return after
}

// publication is a site whose second build changes every page, the style sheet and the search index.
func publication(t *testing.T, output string, pages int) Options {
	t.Helper()
	g := &garden{t: t, dir: small(t)}
	g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
	g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
	o := Options{Source: g.dir, Output: output, Now: now}
	for _, version := range []string{"甲版", "乙版"} {
		g.write("themes/own/assets/css/99.css", fmt.Sprintf(".v%x{color:inherit}", version))
		for i := range pages {
			g.write(fmt.Sprintf("content/p%02d.md", i), fmt.Sprintf("+++\ntitle = \"第%d篇\"\n+++\n\n%s的正文。\n", i, version))
		}
		if _, err := os.Stat(output); err == nil {
			break
		}
		if _, err := Run(o); err != nil {
			t.Fatal(err)
		}
		if err := exec.Command("sync", "-f", output).Run(); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// After a loss of power every published file is whole: what was moved into its place is on the disk.
func TestPowerLost(t *testing.T) {
	v := newVolume(t)
	o := publication(t, filepath.Join(v.mount, "public"), 30)
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(v.lossOfPower().mount, "public")
	files := readManifest(output).files
	for name, f := range files {
		if data, err := os.ReadFile(filepath.Join(output, name)); err != nil || sha256.Sum256(data) != f.sum {
			t.Errorf("%s: %d bytes are left, %v", name, len(data), err)
		}
	}
	if len(files) < 40 {
		t.Errorf("only %d files were published", len(files))
	}
}

// hold makes a file or folder such that nothing can be moved to it, release ends that.
func hold(t *testing.T, name string) {
	t.Helper()
	if out, err := exec.Command("chattr", "+i", name).CombinedOutput(); err != nil {
		t.Skipf("this disk knows no immutable files: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("chattr", "-i", name).Run() })
}

func release(t *testing.T, name string) {
	t.Helper()
	if err := exec.Command("chattr", "-i", name).Run(); err != nil {
		t.Fatal(err)
	}
}

// A journal that names moves is whole after a loss of power, and so is all that it moves.
func TestPowerLostWhilePublishing(t *testing.T) {
	v := newVolume(t)
	o := publication(t, filepath.Join(v.mount, "public"), 30)
	hold(t, filepath.Join(o.Output, "p05.html"))
	if _, err := Run(o); err == nil {
		t.Fatal("was to stop half-way")
	}
	o.Output = filepath.Join(v.lossOfPower().mount, "public")
	release(t, filepath.Join(o.Output, "p05.html"))
	if left, _ := filepath.Glob(filepath.Join(o.Output, stagingPrefix+"*", journalName)); len(left) != 1 {
		t.Fatalf("no journal: %v", left)
	}
	if err := recoverOutput(o.Output); err != nil {
		t.Fatal(err)
	}
	r := &Result{}
	if err := verify(o, r); err != nil {
		t.Errorf("finished from the journal: %v %v", err, r.Differences)
	}
}

// A process that dies between any two steps of its publication leaves what the next build finishes.
func TestDeadBetweenSteps(t *testing.T) {
	asRoot(t)
	o := publication(t, filepath.Join(t.TempDir(), "public"), 4)
	assets := filepath.Join(o.Output, "assets")
	hold(t, assets)
	if _, err := Run(o); err == nil {
		t.Fatal("was to stop before its first move")
	}
	release(t, assets)
	whole := readJournal(t, o.Output)
	steps := len(whole.Moves) + len(whole.Remove)
	if len(whole.Remove) == 0 || steps < 12 {
		t.Fatalf("%d moves, %d removals", len(whole.Moves), len(whole.Remove))
	}
	for n := range steps + 2 {
		left := Options{Source: o.Source, Output: filepath.Join(t.TempDir(), "public"), Now: o.Now, Verify: true}
		if out, err := exec.Command("cp", "-a", o.Output, left.Output).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		done := &journal{Moves: whole.Moves[:min(n, len(whole.Moves))], Remove: whole.Remove[:max(0, min(n, steps)-len(whole.Moves))], Manifest: n > steps}
		if err := done.apply(left.Output, stagingOf(t, left.Output)); err != nil {
			t.Fatal(err)
		}
		if r, err := Run(left); err != nil {
			t.Errorf("dead after %d of %d steps: %v %v", n, steps+1, err, r.Differences)
		}
		for _, name := range whole.Remove {
			if _, err := os.Stat(filepath.Join(left.Output, name)); err == nil {
				t.Errorf("dead after %d of %d steps: %s is still there", n, steps+1, name)
			}
		}
	}
}

// stagingOf is the one staging folder in an output.
func stagingOf(t *testing.T, output string) string {
	t.Helper()
	left, _ := filepath.Glob(filepath.Join(output, stagingPrefix+"*"))
	if len(left) != 1 {
		t.Fatalf("staging folders: %v", left)
	}
	return left[0]
}

func readJournal(t *testing.T, output string) (j journal) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(stagingOf(t, output), journalName))
	if err == nil {
		err = json.Unmarshal(data, &j)
	}
	if err != nil {
		t.Fatal(err)
	}
	return j
}
