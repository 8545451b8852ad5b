package preview

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"qizhi/generator/browsertest"
	"qizhi/generator/picture/phototest"
)

// missized lists the pictures whose sizes are not how wide they are shown: what is too small is blurred, what is
// too large is paid for by the visitor. A picture that its cell cuts off at its sides is wider than the cell.
const missized = `(() => [...document.querySelectorAll(".gallery img[srcset]")].map(i => {
  const means = size => parseFloat(size) * (size.endsWith("rem") ? 16 : innerWidth / 100);
  const size = i.sizes.split(",").map(s => s.trim()).find(s => s[0] !== "(" || matchMedia(s.slice(0, s.indexOf(")") + 1)).matches).split(" ").pop();
  const shown = Math.max(i.clientWidth, i.clientHeight * i.getAttribute("width") / i.getAttribute("height")), ratio = means(size) / shown;
  return ratio > .96 && ratio < 1.4 ? "" : innerWidth + " px: " + i.closest("figure").className + " " + i.alt + " is " + Math.round(shown) + " px wide, not " + size;
}).filter(Boolean).join("\n"))()`

// galleries are mixes of shapes, each a gallery of its own: a letter for a picture.
var galleries = []string{"w", "h", "ww", "wh", "wv", "vv", "www", "whv", "sss", "wwww", "hhhh", "wvhs", "wwwww", "hhhhhh", "vwshp", "ppp", "wwwwwwwwww", "hwhwhwhwhwh"}

// The sizes of the pictures of a gallery are those that it lays them out in, whatever their number and shapes.
func TestGallerySizes(t *testing.T) {
	dir := smallSite(t)
	for name, size := range map[string][2]int{"w": {900, 600}, "h": {600, 800}, "v": {960, 540}, "s": {700, 700}, "p": {1500, 500}} {
		data := string(phototest.JPEG(phototest.Corners(size[0], size[1]), 60))
		for i := range 11 {
			writeFile(t, fmt.Sprintf("%s/content/news/%s%d.jpg", dir, name, i), data)
		}
	}
	var text strings.Builder
	for _, shapes := range galleries {
		text.WriteString("文字。\n\n```gallery\npictures = [")
		for i, name := range shapes {
			fmt.Fprintf(&text, "\"%c%d.jpg\", ", name, i)
		}
		text.WriteString("]\n```\n\n")
	}
	writeFile(t, dir+"/content/news/a.md", page("甲", text.String()))
	l := preview(t, dir, nil)
	b := browsertest.Open(t, l.url+"/news/a.html")
	for _, width := range []int64{320, 360, 375, 390, 430, 720, 1280} {
		options := []chromedp.EmulateViewportOption{}
		if width < 720 {
			options = append(options, chromedp.EmulateMobile)
		}
		if _, err := chromedp.Run(b.Ctx, chromedp.EmulateViewport(width, 800, options...)); err != nil {
			t.Fatal(err)
		}
		b.Is(fmt.Sprintf("innerWidth === %d", width))
		if wrong := browsertest.Value[string](b, missized); wrong != "" {
			t.Error(wrong)
		}
	}
	b.Quiet()
}
