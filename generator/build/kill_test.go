package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"qizhi/generator/check"
	"qizhi/generator/picture/phototest"
)

// TestMain lets a test run a build in a process of its own, to be killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("QIZHI_BUILD_IN"); dir != "" {
		result, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now})
		_ = result.Diagnostics.Write(os.Stdout, false)
		if name := os.Getenv("QIZHI_BUILD_STATUS"); name != "" {
			status, _ := os.ReadFile("/proc/self/status")
			_ = os.WriteFile(name, status, 0o644)
		}
		if err != nil {
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
	k := newKilled(t, pages)
	k.version(0)
	k.finish()
	var visitors sync.WaitGroup
	var stop atomic.Bool
	visitors.Go(func() {
		for i := 0; !stop.Load(); i++ {
			k.visit(k.address(i))
			time.Sleep(100 * time.Microsecond) // the builds need the processor too
		}
	})
	k.version(1)
	begun := time.Now()
	if err := k.start().Wait(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begun)
	finished, staged, committed := 0, 0, 0
	for n := 2; n < kills()+2; n++ {
		k.version(n)
		c := k.start()
		if n%2 == 0 {
			time.Sleep(time.Duration(r.Int64N(int64(whole) * 6 / 5)))
		} else { // a moment of the publication, which is a small part of a build
			k.awaitJournal(10 * whole)
			time.Sleep(time.Duration(r.Int64N(int64(pages) * int64(20*time.Microsecond))))
		}
		_ = c.Process.Kill()
		err := c.Wait()
		switch left := k.leftBehind(); {
		case err == nil:
			finished++
		case slices.Contains(left, journalName):
			committed++
		case len(left) > 0:
			staged++
		}
		if n%4 == 0 {
			k.finish()
			k.oldest.Store(int64(n))
		}
	}
	stop.Store(true)
	visitors.Wait()
	t.Logf("%d builds of %d pages (%v each): killed while staging %d, while publishing %d, finished before %d; %d pages read, with %d assets",
		kills(), pages, whole.Round(time.Millisecond), staged, committed, finished, k.read, k.loaded)
	if k.read == 0 || k.loaded < k.read || committed == 0 {
		t.Error("nothing was tried")
	}
}

// leftBehind are the files of staging folders.
func (k *killed) leftBehind() (names []string) {
	files, _ := filepath.Glob(filepath.Join(k.output, stagingPrefix+"*", "*"))
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	return names
}

// awaitJournal waits until a build has committed itself to its publication.
func (k *killed) awaitJournal(limit time.Duration) {
	for begun := time.Now(); time.Since(begun) < limit; time.Sleep(200 * time.Microsecond) {
		if names, _ := filepath.Glob(filepath.Join(k.output, stagingPrefix+"*", journalName)); len(names) > 0 {
			return
		}
	}
}

// killed is a site whose builds are killed. Every version of it changes every page, the style sheet
// that all of them load, and the photo of the first page.
type killed struct {
	*garden
	output         string
	pages          int
	oldest, newest atomic.Int64 // the versions that a visitor may meet
	read, loaded   int          // what the visitor has seen
}

func newKilled(t *testing.T, pages int) *killed {
	g := newGarden(t, 3)
	g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
	g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
	return &killed{garden: g, output: filepath.Join(g.dir, "public"), pages: pages}
}

const (
	killedText  = "正文"
	killedCount = 200
)

// version writes all sources anew.
func (k *killed) version(n int) {
	k.newest.Store(int64(n))
	k.write("themes/own/assets/css/99-own.css", fmt.Sprintf(".own-%d{color:inherit}\n", n))
	k.write("content/news/photo.png", string(phototest.PNG(phototest.Noise(40+n%200, 30))))
	for i := range k.pages {
		text := strings.Repeat(killedText, killedCount)
		if i == 0 {
			text += "\n\n![照片](photo.png)"
		}
		k.write(fmt.Sprintf("content/news/k%04d.md", i), fmt.Sprintf("+++\ntitle = \"第%d篇\"\ndate = 2022-06-01\n+++\n\n版本%d。%s\n", i, n, text))
	}
}

// start begins a build in a process of its own.
func (k *killed) start() *exec.Cmd {
	k.t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "QIZHI_BUILD_IN="+k.dir)
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	return c
}

// finish lets a build complete what was interrupted: the tree is then what a clean build makes, every
// link of it leads somewhere, and nothing else is left in it.
func (k *killed) finish() {
	k.t.Helper()
	o := Options{Source: k.dir, Output: k.output, Now: now, Verify: true}
	if result, err := Run(o); err != nil {
		k.t.Fatalf("after kills: %v %v", err, result.Differences)
	}
	for _, d := range check.Published(os.DirFS(k.output), "404.html") {
		k.t.Fatal(d)
	}
	ours := map[string]bool{ManifestName: true}
	published := readManifest(k.output)
	for _, name := range published.paths() {
		ours[name] = true
	}
	_ = filepath.WalkDir(k.output, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(k.output, name)
		if err != nil || !d.IsDir() && !ours[filepath.ToSlash(rel)] || d.IsDir() && strings.HasPrefix(d.Name(), stagingPrefix) {
			k.t.Fatalf("left behind: %s %v", rel, err)
		}
		return nil
	})
}

// address is the page that a visitor reads next: the articles one by one, and between them the first
// of them, with its photo, and pages that list others.
func (k *killed) address(i int) string {
	switch i % 8 {
	case 0:
		return "index.html"
	case 1:
		return "news/index.html"
	case 2:
		return "news/page/2.html"
	case 3:
		return "news/k0000.html"
	}
	return fmt.Sprintf("news/k%04d.html", i%k.pages)
}

// assetsOf finds what a browser loads with a page.
var assetsOf = regexp.MustCompile(`<(?:link|script|img|source|use)\b[^>]*?\b(?:href|src|srcset)="?([^" >]+)`)

// visit reads a page as a visitor does: it is whole, of a version that was or is to be published, and
// everything that it loads is there.
func (k *killed) visit(name string) {
	oldest := k.oldest.Load()
	data, err := os.ReadFile(filepath.Join(k.output, name))
	newest := k.newest.Load()
	if err != nil {
		k.t.Errorf("%s: %v", name, err)
		return
	}
	k.read++
	if !bytes.HasPrefix(data, []byte("<!doctype html>")) || !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
		k.t.Errorf("%s is not whole: %d bytes", name, len(data))
	}
	if strings.HasPrefix(name, "news/k") {
		k.judge(name, string(data), oldest, newest)
	}
	for _, m := range assetsOf.FindAllSubmatch(data, -1) {
		target := string(m[1])
		if !strings.Contains(target, "assets/") || strings.Contains(target, "://") {
			continue // canonical addresses, feeds
		}
		target, _, _ = strings.Cut(target, "#")
		info, err := os.Stat(filepath.Join(k.output, path.Join(path.Dir(name), target)))
		if k.loaded++; err != nil || info.Size() == 0 {
			k.t.Errorf("%s: what it loads is gone: %s %v", name, target, err)
		}
	}
	for _, must := range []string{`rel="stylesheet"`, "<script"} {
		if !bytes.Contains(data, []byte(must)) {
			k.t.Errorf("%s has no %s", name, must)
		}
	}
}

// judge reads the text of an article.
func (k *killed) judge(name, page string, oldest, newest int64) {
	_, rest, _ := strings.Cut(page, "版本")
	words, _, _ := strings.Cut(rest, "。")
	if n, err := strconv.ParseInt(words, 10, 64); err != nil || n < oldest || n > newest {
		k.t.Errorf("%s is of version %q, not of %d to %d", name, words, oldest, newest)
	}
	if n := strings.Count(page, killedText); n < killedCount {
		k.t.Errorf("%s has %d of its %d words", name, n, killedCount)
	}
}
