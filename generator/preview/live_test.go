package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"qizhi/generator/browsertest"
	"qizhi/generator/build"
)

// today is the day of the tests.
var today = time.Date(2022, 7, 15, 12, 0, 0, 0, time.FixedZone("+08:00", 8*60*60))

// soon is how long a test waits for what must come.
const soon = browsertest.Soon

// live is a preview that runs.
type live struct {
	t   testing.TB
	dir string
	url string // without a slash at the end
	log *logBuffer
	end func() // ends it and waits
}

// logBuffer is a log that can be read while it is written.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// preview starts a preview of a folder; it ends with the test.
func preview(t testing.TB, dir string, change func(*Server)) *live {
	t.Helper()
	l := &live{t: t, dir: dir, log: &logBuffer{}}
	ready := make(chan string, 1)
	s := &Server{Options: build.Options{Source: dir, Now: today, Drafts: true, Scheduled: true}, Addr: "127.0.0.1:0", Log: l.log,
		Ready: func(url string) { ready <- strings.TrimSuffix(url, "/") }}
	if change != nil {
		change(s)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	l.end = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(soon):
			t.Error("the preview did not end")
		}
	})
	t.Cleanup(l.end)
	select {
	case l.url = <-ready:
	case err := <-done:
		t.Fatal(err)
	case <-time.After(soon):
		t.Fatal("the preview did not start")
	}
	return l
}

// get asks for an address and returns the status and the body.
func (l *live) get(path string) (int, string) {
	l.t.Helper()
	response, err := http.Get(l.url + path)
	if err != nil {
		l.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		l.t.Fatal(err)
	}
	return response.StatusCode, string(data)
}

// eventually waits until a condition holds.
func (l *live) eventually(what string, holds func() bool) {
	l.t.Helper()
	for start := time.Now(); !holds(); time.Sleep(3 * time.Millisecond) {
		if time.Since(start) > soon {
			l.t.Fatalf("%s: never; the log says:\n%s", what, l.log)
		}
	}
}

// see waits until the page at an address holds a text.
func (l *live) see(path, text string) {
	l.t.Helper()
	l.eventually(path+" shows "+text, func() bool {
		_, body := l.get(path)
		return strings.Contains(body, text)
	})
}

func (l *live) write(name, text string) {
	l.t.Helper()
	writeFile(l.t, filepath.Join(l.dir, filepath.FromSlash(name)), text)
}

func writeFile(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// smallSite writes a site of a few pages and returns its folder.
func smallSite(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.toml":       "format = 1\ntitle = \"试验站\"\nbase_url = \"https://example.org/\"\n",
		"content/news/_index.md":  "+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n",
		"content/news/a.md":       page("甲", "甲文。"),
		"content/news/b.md":       page("乙", "乙文。"),
		"content/cases/_index.md": "+++\ntitle = \"案例\"\nkind = \"case\"\n+++\n",
		"content/about.md":        "+++\ntitle = \"关于\"\n+++\n\n说明。\n",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	return dir
}

func page(title, text string) string {
	return fmt.Sprintf("+++\ntitle = %q\ndate = 2022-07-01\nsource = \"试\"\nauthor = \"试\"\n+++\n\n%s\n", title, text)
}
