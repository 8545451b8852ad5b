package search_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"

	"qizhi/generator/build"
)

// browser is one headless Chromium for all tests of the package.
var browser = sync.OnceValues(startBrowser)

// closeBrowser ends it, and removeSample the site that it looks at; see TestMain.
var closeBrowser, removeSample = func() {}, func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	closeBrowser()
	removeSample()
	os.Exit(status)
}

func startBrowser() (context.Context, error) {
	path := ""
	for _, name := range []string{os.Getenv("QIZHI_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, fmt.Errorf("there is no Chromium here; install one, or name it in QIZHI_CHROMIUM")
	}
	folder, err := os.MkdirTemp("", "qizhi-chromium-")
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.UserDataDir(folder), chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true)}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	closeBrowser = func() {
		stop()
		cancel()
		os.RemoveAll(folder)
	}
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// soon is how long a browser on a busy machine may take.
const soon = 20 * time.Second

// tab is one tab of the browser.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	errors []string // what the browser's console says is wrong
}

// browse opens an address in a new tab. Without a Chromium the test is skipped, unless the
// environment says that it must not be (.ci/run does).
func browse(t *testing.T, url string, prepare ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	all, err := browser()
	if err != nil {
		if os.Getenv("QIZHI_BROWSER") == "required" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED IN A BROWSER: %v (QIZHI_BROWSER=required makes this an error)", err)
	}
	ctx, cancel := chromedp.NewContext(all)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, append(prepare, chromedp.Navigate(url))...); err != nil {
		t.Fatal(err)
	}
	return b
}

// navigate opens an address in the tab.
func (b *tab) navigate(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) hear(event any) {
	if e, ok := event.(*cdplog.EventEntryAdded); ok && e.Entry.Level == cdplog.EntryLevelError {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.errors = append(b.errors, e.Entry.Text+" "+e.Entry.URL)
	}
}

// quiet fails when the browser has complained.
func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.errors) > 0 {
		b.t.Error(b.errors)
	}
}

// value is what an expression is, or what its promise comes to.
func value[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// is waits until an expression is true. An error may come while another page is opened.
func (b *tab) is(expression string) {
	b.t.Helper()
	var last error
	for start := time.Now(); time.Since(start) < soon; time.Sleep(10 * time.Millisecond) {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		last = err
	}
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("location.href + ' ' + document.body.innerText.slice(0, 700)"))
	b.t.Fatalf("never: %s (%v)\n%s", expression, last, text)
}

// stays checks that an expression is true, and still is after a visitor's pause.
func (b *tab) stays(expression string) {
	b.t.Helper()
	b.is(expression)
	time.Sleep(300 * time.Millisecond)
	if !value[bool](b, "!!("+expression+")") {
		b.t.Fatalf("not any more: %s", expression)
	}
}

func (b *tab) run(script string) {
	b.t.Helper()
	value[any](b, "(async () => { "+script+" })().then(() => null)")
}

// press types keys as a keyboard does; one of the arrows and Enter by its name in package kb.
func (b *tab) press(keys string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(keys)); err != nil {
		b.t.Fatal(err)
	}
}

// slash presses the key / as a keyboard does: down, with the character that comes of it unless a script
// prevents that, and up. (chromedp.KeyEvent sends the character in any case.)
func (b *tab) slash() {
	b.t.Helper()
	for _, p := range []input.DispatchKeyEventParams{
		{Type: "keyDown", Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191},
		{Type: "keyUp", Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191},
	} {
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p); err != nil {
			b.t.Fatal(err)
		}
	}
}

// compose is what an input method shows while a word is half written; an empty text with commit
// ends it.
func (b *tab) compose(text string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{
		Text: text, SelectionStart: int64(len([]rune(text))), SelectionEnd: int64(len([]rune(text)))}); err != nil {
		b.t.Fatal(err)
	}
}

// commit is the input method's last word.
func (b *tab) commit(text string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		b.t.Fatal(err)
	}
}

// sample is the sample site, built once.
var sample = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "qizhi-search-")
	if err != nil {
		return "", err
	}
	removeSample = func() { os.RemoveAll(dir) }
	day := time.Date(2022, 7, 20, 0, 0, 0, 0, time.UTC)
	_, err = build.Run(build.Options{Source: filepath.Join("..", ".."), Output: filepath.Join(dir, "public"), Now: day})
	return filepath.Join(dir, "public"), err
})

// places runs a test on a published folder both as a server publishes it and from the disk, at the same
// time: a visitor waits more than the machine works.
func places(t *testing.T, dir string, test func(t *testing.T, base string)) {
	t.Run("http", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(zipping(http.FileServer(http.Dir(dir))))
		t.Cleanup(server.Close)
		test(t, server.URL+"/")
	})
	t.Run("file", func(t *testing.T) {
		t.Parallel()
		test(t, "file://"+filepath.ToSlash(dir)+"/")
	})
}

// onSample is places on the sample site.
func onSample(t *testing.T, test func(t *testing.T, base string)) {
	t.Helper()
	t.Parallel()
	dir, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	places(t, dir, test)
}

// zipping compresses as servers do.
func zipping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || !strings.HasSuffix(r.URL.Path, ".js") {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		r.Header.Del("Range")
		next.ServeHTTP(zipped{w, z}, r)
	})
}

// zipped writes a response through a compressor.
type zipped struct {
	http.ResponseWriter
	to io.Writer
}

func (z zipped) WriteHeader(status int) {
	z.Header().Del("Content-Length")
	z.ResponseWriter.WriteHeader(status)
}

func (z zipped) Write(b []byte) (int, error) { return z.to.Write(b) }
