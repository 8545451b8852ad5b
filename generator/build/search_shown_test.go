package build

import (
	"path/filepath"
	"slices"
	"testing"
)

// What a visitor reads he finds: what is written at the pictures and charts of an article or of a section's
// introduction, and what was put right. Each edit of these makes the same index as a clean build.
func TestSearchFindsWhatStandsAtPictures(t *testing.T) {
	g := newGarden(t, 3)
	g.photo("content/about/one.jpg", 64, 48, 1)
	g.photo("content/about/two.jpg", 48, 64, 1)
	article := func(caption string) {
		g.write("content/about/a.md", "+++\ntitle = \"说明甲\"\nperiod = \"2022-H1\"\n\n[[corrections]]\ndate = 2022-07-02\nwas = \"原写四十家子\"\nnow = \"改成四十一家丑\"\nreason = \"口径有误寅\"\n+++\n\n正文。\n\n"+
			"![替代文字](one.jpg \"图题卯\")\n\n```gallery\ntitle = \"图集名辰\"\n[[picture]]\nfile = \"two.jpg\"\nalt = \"看到的\"\ncaption = \""+caption+"\"\ndate = 2021-05-04\n```\n\n"+
			"```chart\ntype = \"bar\"\ntitle = \"图表名午{{members}}\"\nnote = \"图表注未\"\nindicators = [\"members\"]\n```\n")
	}
	article("图注巳")
	g.write("content/about/_index.md", "+++\ntitle = \"说明栏\"\n+++\n\n![替代](one.jpg \"栏目图题申\")\n")
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now, Verify: true}
	build := func() {
		t.Helper()
		if r, err := Run(o); err != nil || len(r.Differences) > 0 {
			t.Fatal(err, r.Differences)
		}
	}
	check := func(query string, want ...string) {
		t.Helper()
		found, partly := addresses(t, opened(t, o.Output), query)
		if partly {
			found = nil
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: %q, want %q", query, found, want)
		}
	}
	build()
	for _, query := range []string{"四十家子", "四十一家丑", "口径有误寅", "图题卯", "图集名辰", "图注巳", "2021年5月4日", "图表名午362人", "图表注未"} {
		check(query, "about/a.html")
	}
	check("栏目图题申", "about/index.html")
	article("图注改过")
	g.figure(364)
	build()
	check("图注巳")
	check("图注改过", "about/a.html")
	check("图表名午364人", "about/a.html")
}
