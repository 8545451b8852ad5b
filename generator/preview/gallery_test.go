package preview

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"qizhi/generator/picture/phototest"
)

// press presses a key as a person does.
func (b *tab) press(key string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(key)); err != nil {
		b.t.Fatal(err)
	}
}

// swipe moves one finger from x to x over an element, and down by a number of pixels.
const swipe = `(function (e, from, to, down) {
  function touch(x, y) { return new Touch({ identifier: 1, target: e, clientX: x, clientY: y }); }
  e.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(from, 100)], changedTouches: [touch(from, 100)], bubbles: true }));
  e.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to, 100 + (down || 0))], bubbles: true }));
})`

// viewer and inside are expressions for the full view of a gallery, and that it has the focus.
const (
	viewer = `document.querySelector("dialog.viewer")`
	inside = `(document.activeElement === document.body || ` + viewer + `.contains(document.activeElement))`
)

// The full view of a gallery: turned by keys, buttons and swipes; left by Esc and the back key; never
// without the focus, which it gives back. The page does not move while its pictures come.
func TestGallery(t *testing.T) {
	dir := smallSite(t)
	for name, size := range map[string][2]int{"签约": {900, 600}, "合影": {400, 700}, "会场": {500, 500}} {
		writeFile(t, dir+"/content/news/照片/"+name+".jpg", string(phototest.JPEG(phototest.Corners(size[0], size[1]), 90)))
	}
	writeFile(t, dir+"/content/news/a.md", page("甲", "文字。\n\n```gallery\nfolder = \"照片\"\n\n[[picture]]\nfile = \"照片/签约.jpg\"\ncaption = \"双方签字\"\n```\n\n文字。"))
	l := preview(t, dir, nil)
	b := browse(t, l.url+"/news/a.html")
	b.is(`document.querySelectorAll(".gallery li > a > img").length === 3`)
	b.is(`[...document.querySelectorAll(".gallery img")].every(i => i.complete && i.naturalWidth > 0)`)
	if moved, err := eval[float64](b, `new Promise(done => { new PerformanceObserver(list => done(list.getEntries().reduce((sum, e) => sum + e.value, 0))).observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(0), 200) })`); err == nil && moved > 0.01 {
		t.Errorf("the page moved by %v", moved)
	}
	b.do(`document.querySelectorAll(".gallery li > a")[0].focus()`)
	b.press(kb.Enter)
	b.is(viewer + `.open && ` + viewer + `.querySelector("p").textContent.startsWith("1 / 3")`)
	b.is(viewer + `.querySelector("img").naturalWidth > 0 && ` + inside)
	b.press(kb.ArrowLeft)
	b.is(viewer + `.querySelector("p").textContent.startsWith("3 / 3 双方签字")`)
	b.is(viewer + `.querySelector("img").alt === "签约" && ` + viewer + `.querySelector("img").src.includes("-900.jpg")`)
	b.press(kb.ArrowRight)
	b.is(viewer + `.querySelector("p").textContent.startsWith("1 / 3")`)
	b.do(viewer + `.querySelector(".next").click()`)
	b.is(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	b.do(swipe + `(` + viewer + `.querySelector("img"), 300, 100)`)
	b.is(viewer + `.querySelector("p").textContent.startsWith("3 / 3")`)
	b.do(swipe + `(` + viewer + `.querySelector("img"), 100, 300)`)
	b.is(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	b.do(swipe + `(` + viewer + `.querySelector("img"), 300, 200, 300)`) // down, and a little to the left
	b.stays(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	for range 7 {
		b.press(kb.Tab)
		b.is(inside)
	}
	b.press(kb.Escape)
	b.is(`!` + viewer + `.open && document.activeElement === document.querySelectorAll(".gallery li > a")[0]`)
	b.stays(`location.pathname === "/news/a.html" && history.state === null`)
	b.press(kb.Enter)
	b.is(viewer + `.open`)
	b.do(`history.back()`)
	b.is(`!` + viewer + `.open`)
	b.stays(`location.pathname === "/news/a.html"`)
	if list := b.complaints(); len(list) > 0 {
		t.Error(list)
	}
}
