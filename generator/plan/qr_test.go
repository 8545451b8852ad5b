package plan

import (
	"strings"
	"testing"

	"rsc.io/qr"
)

// The drawing has a dark square wherever the code has one, and a quiet border of four modules.
func TestDrawCode(t *testing.T) {
	code, err := qr.Encode("https://dangjian.example.org/news/a.html", qr.M)
	if err != nil {
		t.Fatal(err)
	}
	svg := string(drawCode(code, `甲 & "乙"`))
	size := itoa(code.Size + 8)
	if !strings.HasPrefix(svg, `<svg viewBox="0 0 `+size+" "+size+`"`) || !strings.Contains(svg, `aria-label="甲 &amp; &#34;乙&#34;"`) {
		t.Errorf("the drawing begins %.160s", svg)
	}
	dark := 0
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				dark++
			}
		}
	}
	drawn := 0
	for _, run := range strings.Split(svg[strings.Index(svg, ` d="`)+5:], "z")[:strings.Count(svg, "z")] {
		run = run[strings.IndexByte(run, 'h')+1:]
		n := 0
		for _, c := range run[:strings.IndexByte(run, 'v')] {
			n = 10*n + int(c-'0')
		}
		drawn += n
	}
	if drawn != dark {
		t.Errorf("%d modules drawn, the code has %d", drawn, dark)
	}
	// The finder pattern of the upper left corner: seven dark modules after the border.
	if !strings.Contains(svg, `d="M4 4h7v1h-7z`) {
		t.Errorf("no finder pattern in %.200s", svg)
	}
}
