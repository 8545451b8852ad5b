//go:build linux

package build

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Places where a publication cannot go on: a full disk, a read-only one, folders of somebody else, files
// that cannot be replaced. Each is said in Chinese, and nothing that was there is lost. What needs root
// says so when it is skipped; .ci/run runs as root. A file that another program of Windows holds open
// cannot be had here: an immutable file fails at the same step, the move.

// state is what a folder holds: the digest and the time of change of every file.
func state(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if d.Type()&fs.ModeSymlink != 0 {
			files[rel], err = os.Readlink(name)
			return err
		}
		data, err := os.ReadFile(name)
		info, _ := d.Info()
		files[rel] = fmt.Sprintf("%x %v", sha256.Sum256(data), info.ModTime())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// asRoot skips a test that needs what only root may do.
func asRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root: mounts a small disk or becomes another user")
	}
}

// disk mounts a disk of so many bytes.
func disk(t *testing.T, size int) string {
	t.Helper()
	asRoot(t)
	dir := t.TempDir()
	if err := syscall.Mount("qizhi-test", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skip("this machine mounts no tmpfs:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// many writes pages of a site, each of some kilobytes.
func many(t *testing.T, dir string, pages int) {
	g := &garden{t: t, dir: dir}
	for i := range pages {
		g.write(fmt.Sprintf("content/p%03d.md", i), fmt.Sprintf("+++\ntitle = \"第%d篇\"\n+++\n\n%s\n", i, strings.Repeat("正文。", 1000)))
	}
}

func TestDiskFull(t *testing.T) {
	dir := small(t)
	volume := disk(t, 1<<20)
	o := Options{Source: dir, Output: filepath.Join(volume, "public"), Now: now}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	before := state(t, o.Output)
	many(t, dir, 200)
	_, err := Run(o)
	if err == nil || !strings.Contains(err.Error(), "磁盘满了") {
		t.Fatal(err)
	}
	if after := state(t, o.Output); !reflect.DeepEqual(before, after) {
		t.Errorf("a build that did not fit changed the output: %d files, then %d", len(before), len(after))
	}
	if err := syscall.Mount("qizhi-test", volume, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	o.Verify = true
	if r, err := Run(o); err != nil {
		t.Errorf("with room again: %v %v", err, r.Differences)
	}
}

func TestReadOnlyOutput(t *testing.T) {
	dir := small(t)
	volume := disk(t, 8<<20)
	o := Options{Source: dir, Output: filepath.Join(volume, "public"), Now: now}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	before := state(t, o.Output)
	many(t, dir, 3)
	if err := syscall.Mount("qizhi-test", volume, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, output := range []string{o.Output, filepath.Join(volume, "new")} {
		refused := o
		refused.Output = output
		if _, err := Run(refused); err == nil || !strings.Contains(err.Error(), "只读") {
			t.Errorf("%s: %v", output, err)
		}
	}
	if !reflect.DeepEqual(before, state(t, o.Output)) {
		t.Error("the output changed")
	}
}

// asNobody runs a build as a user who owns nothing, and returns what it says.
func asNobody(t *testing.T, dir string) (string, error) {
	t.Helper()
	asRoot(t)
	open := t.TempDir() // whose parents are root's alone
	for parent := open; parent != os.TempDir() && parent != "/"; parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	program := filepath.Join(open, "build.test")
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, data, 0o755); err != nil {
		t.Fatal(err)
	}
	for parent := dir; parent != os.TempDir() && parent != "/"; parent = filepath.Dir(parent) {
		if err := os.Chmod(parent, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(program)
	c.Env = append(os.Environ(), "QIZHI_BUILD_IN="+dir)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := c.CombinedOutput()
	return string(out), err
}

func TestPermissionDenied(t *testing.T) {
	asRoot(t)
	dir := small(t)
	output := filepath.Join(dir, "public")
	if out, err := asNobody(t, dir); err == nil || !strings.Contains(out, "建不了输出文件夹") || !strings.Contains(out, "没有权限") {
		t.Errorf("no output folder yet: %v %s", err, out)
	}
	if _, err := Run(Options{Source: dir, Output: output, Now: now}); err != nil {
		t.Fatal(err)
	}
	before := state(t, output)
	many(t, dir, 3)
	if out, err := asNobody(t, dir); err == nil || !strings.Contains(out, "不能写入") || !strings.Contains(out, "没有权限") {
		t.Errorf("somebody else's output: %v %s", err, out)
	}
	if !reflect.DeepEqual(before, state(t, output)) {
		t.Error("the output changed")
	}
	secret := filepath.Join(dir, "content", "p001.md")
	if err := os.Chmod(secret, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := asNobody(t, dir); err == nil || !strings.Contains(out, "content/p001.md: 错误") || !strings.Contains(out, "读不出这个文件：没有权限") || strings.Contains(out, "denied") {
		t.Errorf("a source that cannot be read: %v %s", err, out)
	}
}

// A published file that cannot be replaced stops the publication half-way; the next build goes on from
// there, and nothing is lost in between.
func TestHeldFile(t *testing.T) {
	asRoot(t)
	dir := small(t)
	many(t, dir, 5)
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	before := state(t, o.Output)
	held := filepath.Join(o.Output, "p002.html")
	if out, err := exec.Command("chattr", "+i", held).CombinedOutput(); err != nil {
		t.Skipf("this disk knows no immutable files: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("chattr", "-i", held).Run() })
	for i := range 5 {
		file := filepath.Join(dir, "content", fmt.Sprintf("p%03d.md", i))
		data, _ := os.ReadFile(file)
		os.WriteFile(file, bytes.Replace(data, []byte("正文"), []byte("新文"), 1), 0o644)
	}
	_, err := Run(o)
	if err == nil || !strings.Contains(err.Error(), "没有权限") {
		t.Fatal(err)
	}
	after := state(t, o.Output)
	for name := range before {
		if _, there := after[name]; !there {
			t.Errorf("%s is gone", name)
		}
	}
	if after["p002.html"] != before["p002.html"] {
		t.Error("the held file changed")
	}
	if err := exec.Command("chattr", "-i", held).Run(); err != nil {
		t.Fatal(err)
	}
	o.Verify = true
	if r, err := Run(o); err != nil {
		t.Fatalf("when it is free again: %v %v", err, r.Differences)
	}
	if left, _ := filepath.Glob(filepath.Join(o.Output, stagingPrefix+"*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What lies in the place of the list of published files and is no file is not waited for, and not lost: a build
// says that it cannot go on.
func TestPipeInOutput(t *testing.T) {
	for _, name := range []string{ManifestName, "index.html"} {
		o := Options{Source: small(t), Output: filepath.Join(t.TempDir(), "public"), Now: now}
		pipe := filepath.Join(o.Output, name)
		if err := errors.Join(os.Mkdir(o.Output, 0o755), syscall.Mkfifo(pipe, 0o644)); err != nil {
			t.Skip(err)
		}
		_, err := Run(o)
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if info, err := os.Lstat(pipe); err != nil || info.Mode()&fs.ModeNamedPipe == 0 {
			t.Errorf("%s is gone: %v", name, err)
		}
		if left, _ := os.ReadDir(o.Output); len(left) != 1 {
			t.Errorf("%s: %v", name, left)
		}
	}
}

// A second build into the same folder waits for the first.
func TestOutputLocked(t *testing.T) {
	dir := small(t)
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	unlock := lockOutput(o.Output, o.Source)
	done := make(chan error)
	go func() {
		_, err := Run(o)
		done <- err
	}()
	select {
	case err := <-done:
		t.Fatalf("did not wait: %v", err)
	case <-time.After(200 * time.Millisecond):
	}
	if _, err := os.Stat(o.Output); err == nil {
		t.Error("wrote before its turn")
	}
	unlock()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// A refused place is as it was: no file in it is new, changed or gone.
func TestRefusedPlaceUntouched(t *testing.T) {
	dir, home := small(t), t.TempDir()
	t.Setenv("HOME", filepath.Join(home, "wang"))
	for _, name := range []string{"wang/简历.txt", "li/a.html", "real/index.html"} {
		file := filepath.Join(home, name)
		os.MkdirAll(filepath.Dir(file), 0o755)
		if err := os.WriteFile(file, []byte("我的"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"link": "real", "wanglink": "wang"} {
		if err := os.Symlink(filepath.Join(home, target), filepath.Join(home, link)); err != nil {
			t.Skip(err)
		}
	}
	before := []map[string]string{state(t, home), state(t, filepath.Join(dir, "content"))}
	places := []string{home, filepath.Join(home, "wang"), filepath.Join(home, "link"), filepath.Join(home, "wanglink"), filepath.Join(home, "wanglink") + "/",
		filepath.Join(home, "wang", "简历.txt", "public"), filepath.Join(dir, "content", "public"), dir, "/", filepath.Join(home, strings.Repeat("长", 100))}
	for _, output := range places {
		_, err := Run(Options{Source: dir, Output: output, Now: now})
		if err == nil || !slices.ContainsFunc([]rune(err.Error()), func(r rune) bool { return r >= '一' }) {
			t.Errorf("%s: %v", output, err)
		}
	}
	linked := filepath.Join(home, "link")
	if _, err := Run(Options{Source: dir, Output: linked, Now: now}); err == nil || !strings.Contains(err.Error(), linked+" 是一个链接") || !strings.HasSuffix(err.Error(), filepath.Join(home, "real")) {
		t.Errorf("which folder is the link, and where it leads, is said wrong: %v", err)
	}
	if after := []map[string]string{state(t, home), state(t, filepath.Join(dir, "content"))}; !reflect.DeepEqual(before, after) {
		t.Errorf("something changed: %v", after)
	}
	_, err := Run(Options{Source: filepath.Join(home, "real"), Output: filepath.Join(home, "public"), Now: now})
	if err == nil {
		t.Error("a folder without content/ was published")
	}
}
