package preview

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"qizhi/generator/browsertest"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func TestMain(m *testing.M) {
	status := m.Run()
	browsertest.Close()
	os.Exit(status)
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
	first, second := browsertest.Open(t, l.url+"/news/a.html"), browsertest.Open(t, l.url+"/about.html")
	for _, b := range []*browsertest.Tab{first, second} {
		b.Is(shown)
		b.Run(`window.mark = "here"`)
	}
	first.Run(`scrollTo({ top: 1234, behavior: "instant" })`)
	l.write("content/news/a.md", long("甲", "新的结尾。"))
	first.Is(`document.body.innerText.includes("新的结尾") && !window.mark`)
	first.Is(`scrollY === 1234`)
	first.Stays(`scrollY === 1234`)
	second.Stays(`window.mark === "here"`)
	l.write("content/about.md", "+++\ntitle = \"关于\"\n+++\n\n另一个说明。\n")
	second.Is(`document.body.innerText.includes("另一个说明") && !window.mark`)
	for _, b := range []*browsertest.Tab{first, second} {
		b.Quiet()
	}
}

// A change of style takes the place of the old one without the page being loaded again.
func TestStyleSwap(t *testing.T) {
	dir := smallSite(t)
	writeFile(t, dir+"/themes/hongyan/assets/css/99-own.css", "h1{letter-spacing:1px}")
	l := preview(t, dir, nil)
	l.write("content/news/a.md", long("甲", "结尾。"))
	l.see("/news/a.html", "结尾")
	b := browsertest.Open(t, l.url+"/news/a.html")
	b.Is(shown)
	b.Run(`window.mark = "here"; scrollTo({ top: 777, behavior: "instant" })`)
	for _, size := range []string{"2px", "3px"} {
		l.write("themes/hongyan/assets/css/99-own.css", "h1{letter-spacing:"+size+"}")
		b.Is(`getComputedStyle(document.querySelector("h1")).letterSpacing === "` + size + `"`)
		b.Stays(`window.mark === "here" && scrollY === 777 && document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	}
	b.Quiet()
}

// While the content has errors the page stays and a panel lies over it; both know when it is mended.
func TestPanel(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browsertest.Open(t, l.url+"/news/a.html")
	b.Is(shown + `.querySelector(".badge")`)
	b.Run(`window.mark = "here"`)
	l.write("content/news/a.md", page("甲", "见[丙](没有.md)。"))
	b.Is(shown + `.querySelector(".panel h2").textContent === "1 个错误"`)
	b.Is(`document.body.innerText.includes("甲文") && window.mark === "here"`)
	for part, want := range map[string]string{".place": "content/news/a.md:8:6", ".message": "没有“没有.md”这个文件",
		"mark": "没有.md", ".number": "8", ".hint": "检查文件名，或把文件放到文章旁边"} {
		b.Is(fmt.Sprintf(`%s.querySelector(%q).textContent === %q`, shown, part, want))
	}
	// It can be put aside, and stays aside for the same error when another page is opened.
	b.Run(shown + `.querySelector(".fold").click()`)
	b.Is(shown + `.querySelector(".badge.error").textContent === "1 个错误" && !` + shown + `.querySelector(".panel")`)
	b.Run(`location.href = "b.html"`)
	b.Is(`document.body.innerText.includes("乙文") && ` + shown + `.querySelector(".badge.error")`)
	b.Run(shown + `.querySelector(".badge").click()`)
	b.Is(shown + `.querySelector(".panel")`)
	b.Run(`window.mark = "here"`)
	// Another error is another matter, and that of the page that is looked at comes first.
	l.write("content/news/b.md", page("乙", "见[丁](也没有.md)。"))
	b.Is(shown + `.querySelectorAll(".panel li").length === 2 && ` + shown + `.querySelector(".place").textContent === "content/news/b.md:8:6"`)
	l.write("content/news/a.md", page("甲", "改好了。"))
	l.write("content/news/b.md", page("乙", "也改好了。"))
	b.Is(`document.body.innerText.includes("也改好了") && !window.mark && ` + shown + `.querySelector(".badge") && !` + shown + `.querySelector(".panel")`)
	b.Quiet()
}

// The panel is dark on a dark page and has larger type on one in elder mode.
func TestPanelsDress(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	l.write("content/news/a.md", page("甲", "见[丙](没有.md)。"))
	b := browsertest.Open(t, l.url+"/news/b.html")
	b.Is(shown + `.querySelector(".panel")`)
	style := `getComputedStyle(` + shown + `.querySelector(".panel"))`
	b.Is(style + `.backgroundColor === "rgb(255, 253, 250)" && ` + style + `.fontSize === "16px"`)
	dark := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, dark); err != nil {
		t.Fatal(err)
	}
	b.Is(style + `.backgroundColor === "rgb(36, 30, 26)"`)
	b.Run(`document.documentElement.classList.add("elder")`)
	l.write("content/news/c.md", page("丙", "见[丁](也没有.md)。"))
	b.Is(`document.documentElement.classList.contains("elder") && ` + style + `.fontSize === "20px"`)
}

// Warnings sit in a small badge that opens a list.
func TestBadge(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	l.write("content/news/b.md", "+++\ntitle = \"乙\"\ndate = 2022-07-01\nsumary = \"摘要\"\n+++\n\n乙文。\n")
	b := browsertest.Open(t, l.url+"/about.html")
	b.Is(shown + `.querySelector(".badge.warning")`)
	b.Run(shown + `.querySelector(".badge").click()`)
	b.Is(shown + `.querySelector(".sheet .list").textContent.includes("summary") && ` + shown + `.querySelector(".badge").getAttribute("aria-expanded") === "true"`)
	b.Run(shown + `.querySelector(".sheet a").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))`)
	b.Is(`!` + shown + `.querySelector(".sheet")`)
	l.write("content/news/b.md", page("乙", "乙文。"))
	b.Is(`!` + shown + `.querySelector(".badge.warning .list")`)
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
	var tabs []*browsertest.Tab
	for range 8 {
		b := browsertest.Open(t, l.url+"/news/a.html")
		b.Is(shown)
		tabs = append(tabs, b)
	}
	l.streams(1)
	l.write("content/news/a.md", page("甲", "新的甲文。"))
	for _, b := range tabs {
		b.Is(`document.body.innerText.includes("新的甲文")`)
	}
	l.streams(1)
}

// A browser that cannot share a stream follows too, and only in tabs that are seen.
func TestWithoutSharedWorker(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browsertest.Open(t, l.url+"/news/a.html", browsertest.Beforehand("delete window.SharedWorker"))
	b.Is(`!window.SharedWorker && ` + shown)
	l.write("content/news/a.md", page("甲", "新的甲文。"))
	b.Is(`document.body.innerText.includes("新的甲文")`)
	b.Run(`Object.defineProperty(document, "hidden", { value: true, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`)
	l.streams(0)
	l.write("content/news/a.md", page("甲", "第三版。"))
	l.see("/news/a.html", "第三版")
	b.Run(`Object.defineProperty(document, "hidden", { value: false, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`)
	b.Is(`document.body.innerText.includes("第三版")`)
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
			b := browsertest.Open(t, l.url+"/news/a.html", browsertest.Beforehand(source))
			b.Is(shown)
			l.streams(1)
			l.write("content/news/a.md", page("甲", "新的甲文。"))
			b.Is(`document.body.innerText.includes("新的甲文")`)
		})
	}
}

// A tab says when the server is gone, and catches up with what was edited meanwhile when it is back.
func TestServerRestart(t *testing.T) {
	dir := smallSite(t)
	l := preview(t, dir, nil)
	b := browsertest.Open(t, l.url+"/news/a.html")
	b.Is(shown + `.querySelector(".badge")`)
	l.end()
	b.Is(shown + `.querySelector(".badge.down")`)
	l.write("content/news/a.md", page("甲", "停着时改的。"))
	preview(t, dir, func(s *Server) { s.Addr = l.url[len("http://"):] })
	b.Is(`document.body.innerText.includes("停着时改的") && !` + shown + `.querySelector(".badge.down")`)
}

// A tab that the browser has put to sleep catches up when it is looked at again.
func TestAsleep(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browsertest.Open(t, l.url+"/news/a.html")
	b.Is(shown)
	state := func(name cdppage.SetWebLifecycleStateState) {
		t.Helper()
		if _, err := chromedp.Call(b.Ctx, cdppage.SetWebLifecycleState, cdppage.SetWebLifecycleStateParams{State: name}); err != nil {
			t.Fatal(err)
		}
	}
	state(cdppage.SetWebLifecycleStateStateFrozen)
	for i := range 3 {
		l.write("content/news/a.md", page("甲", fmt.Sprintf("睡着时的第%d稿。", i)))
		l.see("/news/a.html", fmt.Sprintf("睡着时的第%d稿", i))
	}
	state(cdppage.SetWebLifecycleStateStateActive)
	b.Is(`document.body.innerText.includes("睡着时的第2稿")`)
}

// A theme with a policy that allows next to nothing can be previewed too.
func TestStrictPolicy(t *testing.T) {
	dir := smallSite(t)
	const head = `<!doctype html><html lang="zh-CN"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>x</title></head><body><h1>自己的404 `
	writeFile(t, dir+"/themes/hongyan/layouts/404.html", head+"甲</h1></body></html>")
	l := preview(t, dir, nil)
	b := browsertest.Open(t, l.url+"/nowhere")
	b.Is(`document.body.innerText.includes("404 甲") && ` + shown)
	l.write("themes/hongyan/layouts/404.html", head+"乙</h1></body></html>")
	b.Is(`document.body.innerText.includes("404 乙")`)
	b.Quiet("status of 404", "favicon")
	// Everything else that the policy forbids is still forbidden, and the browser says so.
	b.Run(`document.body.append(Object.assign(document.createElement("script"), { textContent: "window.inline = 1" }))`)
	b.Stays(`!window.inline`)
	l.eventually("the browser complains of the inline script", func() bool {
		return strings.Contains(strings.Join(b.Complaints(), " "), "inline script")
	})
}

// The staff page follows as well, and says what is wrong by itself.
func TestStaffPageFollows(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	b := browsertest.Open(t, l.url+"/_qizhi/")
	b.Is(`document.querySelector("h1").textContent.startsWith("可以发布")`)
	l.write("content/news/a.md", page("甲", "见[丙](没有.md)。"))
	b.Is(`document.querySelector("h1").textContent.startsWith("有 1 个错误") && document.querySelector("mark").textContent === "没有.md"`)
	b.Stays(`!document.querySelector("qizhi-preview")`)
	b.Quiet()
}
