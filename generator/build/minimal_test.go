package build

import (
	"bytes"
	"strings"
	"testing"

	"qizhi/generator/minify"
)

// Pages are written small: the minifier, which costs more than rendering, is asked only for those
// with a drawing in them. (minify's FuzzMinimal proves that it would have removed nothing.)
func TestPagesAreWrittenSmall(t *testing.T) {
	p := Load(Options{Source: corpus(), Now: now})
	targets, err := p.Plan.All()
	if err != nil {
		t.Fatal(err)
	}
	pages, asked := 0, 0
	for _, target := range targets {
		if !strings.HasSuffix(target.Path, ".html") {
			continue
		}
		work, err := target.Work()
		if err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		if err := work.Render(&page); err != nil {
			t.Fatal(err)
		}
		data, err := minify.Bytes(target.Path, page.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if pages++; &data[0] != &page.Bytes()[0] && !bytes.Contains(data, []byte("<svg")) {
			if asked++; asked < 20 {
				t.Logf("%s is minified: %s", target.Path, difference(page.Bytes(), data))
			}
		}
	}
	if asked*50 > pages {
		t.Errorf("%d of %d pages without a drawing are left to the minifier", asked, pages)
	}
}

// difference is where two texts part.
func difference(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return string(a[max(0, i-40):min(len(a), i+40)])
}
