package build

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"qizhi/generator/check"
)

// TestMain lets a test run a build in a process of its own, to be killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("QIZHI_BUILD_IN"); dir != "" {
		if _, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// kills is how many builds TestKilled interrupts; .ci/run asks for more.
func kills() int {
	if n, err := strconv.Atoi(os.Getenv("QIZHI_KILLS")); err == nil {
		return n
	}
	return 12
}

// A build that is killed at any moment leaves every page whole, old or new, with all its assets; the
// next build finishes or undoes it and equals a clean one.
func TestKilled(t *testing.T) {
	pages := 60
	if os.Getenv("QIZHI_KILLS") != "" {
		pages = 1000
	}
	r := rand.New(rand.NewPCG(1, 2))
	g := newGarden(t, 3)
	g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
	g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
	output := filepath.Join(g.dir, "public")
	version := func(n int) {
		g.write("themes/own/assets/css/99-own.css", fmt.Sprintf(".own-%d{color:inherit}\n", n))
		for i := range pages {
			g.write(fmt.Sprintf("content/news/k%04d.md", i), fmt.Sprintf("+++\ntitle = \"第%d篇\"\ndate = 2022-06-01\n+++\n\n版本%d。%s\n", i, n, strings.Repeat("正文", 200)))
		}
	}
	start := func() *exec.Cmd {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "QIZHI_BUILD_IN="+g.dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c
	}
	version(0)
	begun := time.Now()
	if err := start().Wait(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begun)

	var stop atomic.Bool
	done := make(chan struct{})
	go func() { // a visitor
		defer close(done)
		for i := 0; !stop.Load(); i++ {
			visit(t, output, fmt.Sprintf("news/k%04d.html", i%pages))
		}
	}()
	for n := 1; n <= kills(); n++ {
		version(n)
		c := start()
		time.Sleep(time.Duration(r.Int64N(int64(whole) * 6 / 5)))
		_ = c.Process.Kill()
		_ = c.Wait()
		if n%4 != 0 {
			continue
		}
		o := Options{Source: g.dir, Output: output, Now: now, Verify: true}
		if result, err := Run(o); err != nil {
			t.Fatalf("after %d kills: %v %v", n, err, result.Differences)
		}
		if left, _ := filepath.Glob(filepath.Join(output, stagingPrefix+"*")); len(left) > 0 {
			t.Fatalf("left behind: %v", left)
		}
		for _, d := range check.Published(os.DirFS(output), "404.html") {
			t.Fatal(d)
		}
	}
	stop.Store(true)
	<-done
}

// visit reads a page as a visitor would: it is whole, and its style sheet is there.
func visit(t *testing.T, output, name string) {
	data, err := os.ReadFile(filepath.Join(output, name))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if !bytes.HasPrefix(data, []byte("<!doctype html>")) || !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
		t.Errorf("%s is not whole: %d bytes", name, len(data))
		return
	}
	_, rest, ok := bytes.Cut(data, []byte(`rel="stylesheet" href="`))
	if !ok {
		t.Errorf("%s names no style sheet", name)
		return
	}
	href, _, _ := bytes.Cut(rest, []byte(`"`))
	if _, err := os.Stat(filepath.Join(output, path.Join(path.Dir(name), string(href)))); err != nil {
		t.Errorf("%s: its style sheet is gone: %v", name, err)
	}
}
