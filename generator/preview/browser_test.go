package preview

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browser is one headless Chromium for all tests of the package.
var browser = sync.OnceValues(startBrowser)

// closeBrowser ends it; see TestMain.
var closeBrowser = func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	closeBrowser()
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
	tab := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, append(prepare, chromedp.Navigate(url))...); err != nil {
		t.Fatal(err)
	}
	return tab
}

// hear keeps what the browser complains of: violations of a policy among them.
func (b *tab) hear(event any) {
	if e, ok := event.(*cdplog.EventEntryAdded); ok && e.Entry.Level == cdplog.EntryLevelError {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.errors = append(b.errors, e.Entry.Text+" "+e.Entry.URL)
	}
}

// complaints of the browser, but for those that a server which has ended is the reason of.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, e := range b.errors {
		if !strings.Contains(e, "ERR_CONNECTION_REFUSED") && !strings.Contains(e, "ERR_INCOMPLETE") && !strings.Contains(e, "ERR_EMPTY") {
			out = append(out, e)
		}
	}
	return out
}

func eval[T any](b *tab, expression string) (T, error) {
	return chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
}

// is waits until an expression is true. An error may come while a page is loaded again.
func (b *tab) is(expression string) {
	b.t.Helper()
	var last error
	for start := time.Now(); time.Since(start) < soon; time.Sleep(10 * time.Millisecond) {
		ok, err := eval[bool](b, "!!("+expression+")")
		if ok && err == nil {
			return
		}
		last = err
	}
	text, _ := eval[string](b, "location.href + ' ' + document.body.innerText.slice(0, 500) + ' PANEL ' + ((document.querySelector('qizhi-preview')||{}).shadowRoot||{innerHTML:'none'}).innerHTML.slice(0, 3000)")
	b.t.Fatalf("never: %s (%v)\n%s", expression, last, text)
}

// stays checks that an expression is true, and still is a while later.
func (b *tab) stays(expression string) {
	b.t.Helper()
	b.is(expression)
	time.Sleep(150 * time.Millisecond)
	if ok, err := eval[bool](b, "!!("+expression+")"); !ok || err != nil {
		b.t.Fatalf("not any more: %s (%v)", expression, err)
	}
}

func (b *tab) do(script string) {
	b.t.Helper()
	if _, err := eval[any](b, script+"; null"); err != nil {
		b.t.Fatal(err)
	}
}

// shown is an expression for the text of what the preview shows over the page.
const shown = `document.querySelector("qizhi-preview").shadowRoot`

// long is a page that has to be scrolled.
func long(title, last string) string {
	return page(title, strings.Repeat("一段很长的话，为的是让这一页长得要滚动才能看完。\n\n", 120)+last)
}

// Only the tab whose page has changed loads it again, and keeps its place.
func TestReload(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	l.write("content/news/a.md", long("甲", "旧的结尾。"))
	l.see("/news/a.html", "旧的结尾")
	first, second := browse(t, l.url+"/news/a.html"), browse(t, l.url+"/about.html")
	for _, b := range []*tab{first, second} {
		b.is(shown)
		b.do(`window.mark = "here"`)
	}
	first.do(`scrollTo({ top: 1234, behavior: "instant" })`)
	l.write("content/news/a.md", long("甲", "新的结尾。"))
	first.is(`document.body.innerText.includes("新的结尾") && !window.mark`)
	first.is(`scrollY === 1234`)
	first.stays(`scrollY === 1234`)
	second.stays(`window.mark === "here"`)
	l.write("content/about.md", "+++\ntitle = \"关于\"\n+++\n\n另一个说明。\n")
	second.is(`document.body.innerText.includes("另一个说明") && !window.mark`)
	for _, b := range []*tab{first, second} {
		if list := b.complaints(); len(list) > 0 {
			t.Error(list)
		}
	}
}

// A change of style takes the place of the old one without the page being loaded again.
func TestStyleSwap(t *testing.T) {
	dir := smallSite(t)
	writeFile(t, dir+"/themes/hongyan/assets/css/99-own.css", "h1{letter-spacing:1px}")
	l := preview(t, dir, nil)
	l.write("content/news/a.md", long("甲", "结尾。"))
	l.see("/news/a.html", "结尾")
	b := browse(t, l.url+"/news/a.html")
	b.is(shown)
	b.do(`window.mark = "here"; scrollTo({ top: 777, behavior: "instant" })`)
	for _, size := range []string{"2px", "3px"} {
		l.write("themes/hongyan/assets/css/99-own.css", "h1{letter-spacing:"+size+"}")
		b.is(`getComputedStyle(document.querySelector("h1")).letterSpacing === "` + size + `"`)
		b.stays(`window.mark === "here" && scrollY === 777 && document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	}
	if list := b.complaints(); len(list) > 0 {
		t.Error(list)
	}
}

// While the content has errors the page stays and a panel lies over it; both know when it is mended.
func TestPanel(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browse(t, l.url+"/news/a.html")
	b.is(shown + `.querySelector(".badge")`)
	b.do(`window.mark = "here"`)
	l.write("content/news/a.md", page("甲", "见[丙](没有.md)。"))
	b.is(shown + `.querySelector(".panel h2").textContent === "1 个错误"`)
	b.is(`document.body.innerText.includes("甲文") && window.mark === "here"`)
	for part, want := range map[string]string{".place": "content/news/a.md:8:6", ".message": "没有“没有.md”这个文件",
		"mark": "没有.md", ".number": "8", ".hint": "检查文件名，或把文件放到文章旁边"} {
		b.is(fmt.Sprintf(`%s.querySelector(%q).textContent === %q`, shown, part, want))
	}
	// It can be put aside, and stays aside for the same error when another page is opened.
	b.do(shown + `.querySelector(".fold").click()`)
	b.is(shown + `.querySelector(".badge.error").textContent === "1 个错误" && !` + shown + `.querySelector(".panel")`)
	b.do(`location.href = "b.html"`)
	b.is(`document.body.innerText.includes("乙文") && ` + shown + `.querySelector(".badge.error")`)
	b.do(shown + `.querySelector(".badge").click()`)
	b.is(shown + `.querySelector(".panel")`)
	b.do(`window.mark = "here"`)
	// Another error is another matter.
	l.write("content/news/b.md", page("乙", "见[丁](也没有.md)。"))
	b.is(shown + `.querySelectorAll(".panel li").length === 2`)
	l.write("content/news/a.md", page("甲", "改好了。"))
	l.write("content/news/b.md", page("乙", "也改好了。"))
	b.is(`document.body.innerText.includes("也改好了") && !window.mark && ` + shown + `.querySelector(".badge") && !` + shown + `.querySelector(".panel")`)
	if list := b.complaints(); len(list) > 0 {
		t.Error(list)
	}
}

// Warnings sit in a small badge that opens a list.
func TestBadge(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	l.write("content/news/b.md", "+++\ntitle = \"乙\"\ndate = 2022-07-01\nsumary = \"摘要\"\n+++\n\n乙文。\n")
	b := browse(t, l.url+"/about.html")
	b.is(shown + `.querySelector(".badge.warning")`)
	b.do(shown + `.querySelector(".badge").click()`)
	b.is(shown + `.querySelector(".sheet .list").textContent.includes("summary") && ` + shown + `.querySelector(".badge").getAttribute("aria-expanded") === "true"`)
	b.do(shown + `.querySelector(".sheet a").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))`)
	b.is(`!` + shown + `.querySelector(".sheet")`)
	l.write("content/news/b.md", page("乙", "乙文。"))
	b.is(`!` + shown + `.querySelector(".badge.warning .list")`)
}

// openStreams counts the event streams that the servers of this process serve.
func openStreams() int {
	stacks := make([]byte, 1<<20)
	return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), "(*handler).events(")
}

// streams waits until so many event streams are open.
func (l *live) streams(n int) {
	l.t.Helper()
	open := 0
	for start := time.Now(); time.Since(start) < soon; time.Sleep(3 * time.Millisecond) {
		if open = openStreams(); open == n {
			return
		}
	}
	l.t.Fatalf("%d event streams are open, not %d; the log says:\n%s", open, n, l.log)
}

// However many tabs are open, they share one stream, and all of them follow.
func TestTabsShareOneStream(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	var tabs []*tab
	for range 8 {
		b := browse(t, l.url+"/news/a.html")
		b.is(shown)
		tabs = append(tabs, b)
	}
	l.streams(1)
	l.write("content/news/a.md", page("甲", "新的甲文。"))
	for _, b := range tabs {
		b.is(`document.body.innerText.includes("新的甲文")`)
	}
	l.streams(1)
}

// A browser that cannot share a stream follows too, and only in tabs that are seen.
func TestWithoutSharedWorker(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browse(t, l.url+"/news/a.html", beforehand("delete window.SharedWorker"))
	b.is(`!window.SharedWorker && ` + shown)
	l.write("content/news/a.md", page("甲", "新的甲文。"))
	b.is(`document.body.innerText.includes("新的甲文")`)
	b.do(`Object.defineProperty(document, "hidden", { value: true, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`)
	l.streams(0)
	l.write("content/news/a.md", page("甲", "第三版。"))
	l.see("/news/a.html", "第三版")
	b.do(`Object.defineProperty(document, "hidden", { value: false, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`)
	b.is(`document.body.innerText.includes("第三版")`)
}

// beforehand runs a script in every page before the page's own.
func beforehand(source string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return chromedp.Void{}, err
	}
}

// A browser that has shared workers and refuses one (it keeps nothing for sites), or cannot load it,
// follows too.
func TestSharedWorkerFails(t *testing.T) {
	for name, source := range map[string]string{
		"refused": `window.SharedWorker = function () { throw new DOMException("no", "SecurityError") }`,
		"silent":  `window.SharedWorker = class { constructor() { this.port = new MessageChannel().port1 } }`,
		"broken":  `window.SharedWorker = class extends SharedWorker { constructor() { super("/_qizhi/no-such.js") } }`,
	} {
		t.Run(name, func(t *testing.T) {
			l := preview(t, smallSite(t), nil)
			b := browse(t, l.url+"/news/a.html", beforehand(source))
			b.is(shown)
			l.streams(1)
			l.write("content/news/a.md", page("甲", "新的甲文。"))
			b.is(`document.body.innerText.includes("新的甲文")`)
		})
	}
}

// A tab says when the server is gone, and catches up with what was edited meanwhile when it is back.
func TestServerRestart(t *testing.T) {
	dir := smallSite(t)
	l := preview(t, dir, nil)
	b := browse(t, l.url+"/news/a.html")
	b.is(shown + `.querySelector(".badge")`)
	l.end()
	b.is(shown + `.querySelector(".badge.down")`)
	l.write("content/news/a.md", page("甲", "停着时改的。"))
	preview(t, dir, func(s *Server) { s.Addr = l.url[len("http://"):] })
	b.is(`document.body.innerText.includes("停着时改的") && !` + shown + `.querySelector(".badge.down")`)
}

// A tab that the browser has put to sleep catches up when it is looked at again.
func TestAsleep(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browse(t, l.url+"/news/a.html")
	b.is(shown)
	state := func(name cdppage.SetWebLifecycleStateState) {
		t.Helper()
		if _, err := chromedp.Call(b.ctx, cdppage.SetWebLifecycleState, cdppage.SetWebLifecycleStateParams{State: name}); err != nil {
			t.Fatal(err)
		}
	}
	state(cdppage.SetWebLifecycleStateStateFrozen)
	for i := range 3 {
		l.write("content/news/a.md", page("甲", fmt.Sprintf("睡着时的第%d稿。", i)))
		l.see("/news/a.html", fmt.Sprintf("睡着时的第%d稿", i))
	}
	state(cdppage.SetWebLifecycleStateStateActive)
	b.is(`document.body.innerText.includes("睡着时的第2稿")`)
}

// A theme with a policy that allows next to nothing can be previewed too.
func TestStrictPolicy(t *testing.T) {
	dir := smallSite(t)
	const head = `<!doctype html><html lang="zh-CN"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title></head><body><h1>自己的404 `
	writeFile(t, dir+"/themes/hongyan/layouts/404.html", head+"甲</h1></body></html>")
	l := preview(t, dir, nil)
	b := browse(t, l.url+"/nowhere")
	b.is(`document.body.innerText.includes("404 甲") && ` + shown)
	l.write("themes/hongyan/layouts/404.html", head+"乙</h1></body></html>")
	b.is(`document.body.innerText.includes("404 乙")`)
	for _, c := range b.complaints() {
		if !strings.Contains(c, "status of 404") && !strings.Contains(c, "favicon") {
			t.Error(c)
		}
	}
	// Everything else that the policy forbids is still forbidden, and the browser says so.
	b.do(`document.body.append(Object.assign(document.createElement("script"), { textContent: "window.inline = 1" }))`)
	b.stays(`!window.inline`)
	l.eventually("the browser complains of the inline script", func() bool {
		return strings.Contains(strings.Join(b.complaints(), " "), "inline script")
	})
}

// The staff page follows as well, and says what is wrong by itself.
func TestStaffPageFollows(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browse(t, l.url+"/_qizhi/")
	b.is(`document.querySelector("h1").textContent.startsWith("可以发布")`)
	l.write("content/news/a.md", page("甲", "见[丙](没有.md)。"))
	b.is(`document.querySelector("h1").textContent.startsWith("有 1 个错误") && document.querySelector("mark").textContent === "没有.md"`)
	b.stays(`!document.querySelector("qizhi-preview")`)
	if list := b.complaints(); len(list) > 0 {
		t.Error(list)
	}
}
