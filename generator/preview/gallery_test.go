package preview

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"qizhi/generator/browsertest"
	"qizhi/generator/picture/phototest"
)

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
	b := browsertest.Open(t, l.url+"/news/a.html")
	b.Is(`document.querySelectorAll(".gallery li > a > img").length === 3`)
	b.Is(`[...document.querySelectorAll(".gallery img")].every(i => i.complete && i.naturalWidth > 0)`)
	if moved := browsertest.Value[float64](b, `new Promise(done => { new PerformanceObserver(list => done(list.getEntries().reduce((sum, e) => sum + e.value, 0))).observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(0), 200) })`); moved > 0.01 {
		t.Errorf("the page moved by %v", moved)
	}
	b.Run(`document.querySelectorAll(".gallery li > a")[0].focus()`)
	b.Press(kb.Enter)
	b.Is(viewer + `.open && ` + viewer + `.querySelector("p").textContent.startsWith("1 / 3")`)
	b.Is(viewer + `.querySelector("img").naturalWidth > 0 && ` + inside)
	b.Press(kb.ArrowLeft)
	b.Is(viewer + `.querySelector("p").textContent.startsWith("3 / 3 双方签字")`)
	b.Is(viewer + `.querySelector("[aria-live] .sr").textContent === "签约"`)
	b.Is(viewer + `.querySelector("img").alt === "签约" && ` + viewer + `.querySelector("img").src.includes("-900.jpg")`)
	b.Press(kb.ArrowRight)
	b.Is(viewer + `.querySelector("p").textContent.startsWith("1 / 3")`)
	b.Run(viewer + `.querySelector(".next").click()`)
	b.Is(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	b.Run(swipe + `(` + viewer + `.querySelector("img"), 300, 100)`)
	b.Is(viewer + `.querySelector("p").textContent.startsWith("3 / 3")`)
	b.Run(swipe + `(` + viewer + `.querySelector("img"), 100, 300)`)
	b.Is(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	b.Run(swipe + `(` + viewer + `.querySelector("img"), 300, 200, 300)`) // down, and a little to the left
	b.Stays(viewer + `.querySelector("p").textContent.startsWith("2 / 3")`)
	for range 7 {
		b.Press(kb.Tab)
		b.Is(inside)
	}
	b.Press(kb.Escape)
	b.Is(`!` + viewer + `.open && document.activeElement === document.querySelectorAll(".gallery li > a")[0]`)
	b.Stays(`location.pathname === "/news/a.html" && history.state === null`)
	b.Press(kb.Enter)
	b.Is(viewer + `.open`)
	b.Run(`history.back()`)
	b.Is(`!` + viewer + `.open`)
	b.Stays(`location.pathname === "/news/a.html"`)
	b.Quiet()
}

// Cells keep their shape in elder mode, where links that stand alone are higher, and a picture that stands
// alone keeps its place while it comes.
func TestGalleryKeepsItsShape(t *testing.T) {
	dir := smallSite(t)
	for name, size := range map[string][2]int{"签约": {900, 600}, "合影": {400, 700}, "会场": {500, 500}} {
		writeFile(t, dir+"/content/news/"+name+".jpg", string(phototest.JPEG(phototest.Corners(size[0], size[1]), 90)))
	}
	writeFile(t, dir+"/content/news/a.md", page("甲", "```gallery\npictures = [\"会场.jpg\"]\n```\n\n文字。\n\n```gallery\npictures = [\"合影.jpg\", \"签约.jpg\"]\n\n[[picture]]\nfile = \"签约.jpg\"\ncaption = \"双方签字\"\n```\n\n文字。"))
	l := preview(t, dir, nil)
	b := browsertest.Open(t, l.url+"/news/a.html", browsertest.Beforehand(`localStorage.setItem("qizhi-elder", 2);
var moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => moved += e.value)).observe({ type: "layout-shift", buffered: true })`))
	b.Is(`document.documentElement.classList.contains("elder")`)
	b.Is(`[...document.querySelectorAll(".gallery img")].every(i => i.complete && i.naturalWidth > 0)`)
	b.Is(`(([a, b]) => Math.abs(a.offsetHeight - b.offsetHeight) < 2 && Math.abs(a.offsetWidth / a.offsetHeight - .75) < .02)(document.querySelectorAll(".n2 li > a"))`)
	b.Stays(`moved < 0.01`)
	b.Quiet()
}
