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

// A tag, a file or a folder that comes moves no other, whatever the order of the names: not even one
// that was alone with its pinyin.
func TestAddressesStay(t *testing.T) {
	before := addressesOf([]string{"中", "zhong", "党建"}, []string{"x/中.jpg", "x/zhong.jpg", "x/党建.jpg", "x/A.JPG", "x/文件/a.pdf"})
	after := addressesOf([]string{"种", "重", "zhong", "党建", "中", "党、建", "ZHONG"}, []string{"x/种.jpg", "x/重.jpg", "x/zhong.jpg", "x/党建.jpg", "x/中.jpg",
		"x/党 建.jpg", "x/A.JPG", "x/a.jpg", "x/a.JPG", "x/中.JPG", "x/文件/a.pdf", "x/文 件/a.pdf", "x/闻鉴/a.pdf"})
	for name, address := range before {
		if after[name] != address {
			t.Errorf("%s moved from %s to %s", name, address, after[name])
		}
	}
	seen := map[string]string{}
	for name, address := range after {
		if other := seen[address]; other != "" {
			t.Errorf("%s and %s are both at %s", name, other, address)
		}
		seen[address] = name
	}
	for name, want := range map[string]string{"zhong": "tags/zhong.html", "x/zhong.jpg": "x/zhong.jpg",
		"党建": "tags/dang-jian-" + shortHash("党建")[:6] + ".html", "x/党建.jpg": "x/dang-jian-" + shortHash("x/党建.jpg")[:6] + ".jpg"} {
		if before[name] != want {
			t.Errorf("%s is at %s, not %s", name, before[name], want)
		}
	}
}
