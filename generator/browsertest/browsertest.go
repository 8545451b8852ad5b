// Package browsertest drives one headless Chromium for the tests of a package. Without a Chromium a
// test is skipped with a clear word, unless QIZHI_BROWSER=required says that it must not be, as
// .ci/run does. A TestMain calls Close.
package browsertest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Soon is how long a test waits for what must come. It comes in milliseconds; a machine that runs
// other tests as well may take many seconds.
const Soon = 40 * time.Second

// browser is the Chromium of all tests of the process.
var browser = sync.OnceValues(start)

// end stops it and removes its profile.
var end = func() {}

// Close ends the browser, if any test has opened one.
func Close() { end() }

// asked is how the browser is started: as visitors have it, but without what costs a tab more than its page does. Of
// its address bar Chromium makes web pages of their own, which took half of all the time of the tests; and a process
// for every tab is started from nothing, however alike the tabs are.
var asked = []chromedp.ExecAllocatorOption{
	chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(1280, 800),
	chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"),
	chromedp.Flag("disable-site-isolation-trials", true), chromedp.Flag("renderer-process-limit", "1"),
}

func start() (context.Context, error) {
	path := ""
	for _, name := range []string{os.Getenv("QIZHI_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errors.New("there is no Chromium here; install one, or name it in QIZHI_CHROMIUM")
	}
	profile, err := os.MkdirTemp("", "qizhi-chromium-")
	if err != nil {
		return nil, err
	}
	options := append([]chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.UserDataDir(profile)}, asked...)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	end = func() {
		stop()
		cancel()
		os.RemoveAll(profile)
	}
	return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// Tab is one tab of the browser. Its methods fail the test when the browser does.
type Tab struct {
	t   testing.TB
	Ctx context.Context // for what chromedp can do and Tab cannot

	mu     sync.Mutex
	errors []string // what the browser's console says is wrong
}

// Action is something that Open does before it opens the address.
type Action = chromedp.Action[chromedp.Void]

// Open opens an address in a new tab, which is closed when the test ends.
func Open(t testing.TB, url string, prepare ...Action) *Tab {
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
	b := &Tab{t: t, Ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, append(prepare, chromedp.Navigate(url))...); err != nil {
		t.Fatal(err)
	}
	return b
}

// Beforehand runs a script in every page before the page's own.
func Beforehand(source string) Action {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return chromedp.Void{}, err
	}
}

// hear keeps what the browser complains of: violations of a policy among them.
func (b *Tab) hear(event any) {
	if e, ok := event.(*cdplog.EventEntryAdded); ok && e.Entry.Level == cdplog.EntryLevelError {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.errors = append(b.errors, e.Entry.Text+" "+e.Entry.URL)
	}
}

// Complaints are what the browser's console says is wrong, but for those that hold one of the words
// a test expects.
func (b *Tab) Complaints(expected ...string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
next:
	for _, e := range b.errors {
		for _, word := range expected {
			if strings.Contains(e, word) {
				continue next
			}
		}
		out = append(out, e)
	}
	return out
}

// Quiet fails the test when the browser has complained of anything but what is expected.
func (b *Tab) Quiet(expected ...string) {
	b.t.Helper()
	if list := b.Complaints(expected...); len(list) > 0 {
		b.t.Error(list)
	}
}

// Navigate opens another address in the tab.
func (b *Tab) Navigate(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.Ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatal(err)
	}
}

// Value is what an expression is, or what its promise comes to.
func Value[T any](b *Tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.Ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// Run runs a script, which may await, to its end.
func (b *Tab) Run(script string) {
	b.t.Helper()
	Value[any](b, "(async () => { "+script+" })().then(() => null)")
}

// Is waits until an expression is true. An error may come while another page is opened.
func (b *Tab) Is(expression string) {
	b.t.Helper()
	var last error
	for start := time.Now(); time.Since(start) < Soon; time.Sleep(10 * time.Millisecond) {
		ok, err := chromedp.Run(b.Ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		last = err
	}
	text, _ := chromedp.Run(b.Ctx, chromedp.Evaluate[string](`location.href + " " + document.body.innerText.slice(0, 700) +
		[...document.querySelectorAll("*")].filter(e => e.shadowRoot).map(e => "\n" + e.localName + ": " + e.shadowRoot.innerHTML.slice(0, 3000)).join("")`))
	b.t.Fatalf("never: %s (%v)\n%s", expression, last, text)
}

// Stays checks that an expression comes true, and still is after a visitor's pause.
func (b *Tab) Stays(expression string) {
	b.t.Helper()
	b.Is(expression)
	time.Sleep(200 * time.Millisecond)
	if !Value[bool](b, "!!("+expression+")") {
		b.t.Fatalf("not any more: %s", expression)
	}
}
