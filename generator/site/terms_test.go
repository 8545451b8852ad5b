package site

import (
	"testing"

	"qizhi/generator/content"
)

// addressesOf resolves a site whose pages have these tags and files, and returns where each is.
func addressesOf(tags, files []string) map[string]string {
	in := Input{Config: testConfig()}
	in.Documents = []*content.Document{{Path: "a.md", Front: content.FrontMatter{Title: "甲", Tags: tags}}}
	for _, path := range files {
		in.Files = append(in.Files, &File{Path: path})
	}
	out := map[string]string{}
	s := Resolve(in)
	for _, t := range s.Terms {
		out[t.Name] = t.Address
	}
	for _, f := range s.Files {
		out[f.Path] = f.Address
	}
	return out
}

// A tag or a file that comes with a name already spelt so by two others moves neither, whatever the
// order of the names, and one whose name is its own slug never moves.
func TestAddressesStay(t *testing.T) {
	before := addressesOf([]string{"种", "重", "zhong", "党建"}, []string{"x/种.jpg", "x/重.jpg", "x/zhong.jpg", "x/党建.jpg"})
	after := addressesOf([]string{"种", "重", "zhong", "党建", "中", "钟"}, []string{"x/种.jpg", "x/重.jpg", "x/zhong.jpg", "x/党建.jpg", "x/中.jpg", "x/钟.jpg"})
	for name, address := range before {
		if after[name] != address {
			t.Errorf("%s moved from %s to %s", name, address, after[name])
		}
	}
	for name, want := range map[string]string{"zhong": "tags/zhong.html", "党建": "tags/dang-jian.html", "x/zhong.jpg": "x/zhong.jpg", "x/党建.jpg": "x/dang-jian.jpg"} {
		if before[name] != want {
			t.Errorf("%s is at %s, not %s", name, before[name], want)
		}
	}
	if before["种"] != "tags/zhong-"+shortHash("种")+".html" || before["x/种.jpg"] != "x/zhong-"+shortHash("x/种.jpg")+".jpg" {
		t.Errorf("%s, %s", before["种"], before["x/种.jpg"])
	}
}
