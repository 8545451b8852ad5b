package pack_test

import (
	"strings"
	"testing"

	"qizhi/generator/content"
	"qizhi/generator/pack"
)

// article is a page as most are: seven keys, headings, links, a few findings.
func article() *content.Document {
	doc, _ := content.Parse("news/2022/a.md", []byte("+++\ntitle = \"会长之家\"\ndate = 2022-06-30\ntags = [\"三会一课\", \"党员先锋岗\"]\n"+
		"summary = \"现有预备党员三十一人。\"\nsource = \"市工商联\"\nbranch = \"branch-00120\"\n+++\n\n"+
		strings.Repeat("## 促进规范化\n\n按照“应建尽建”的原则，见[案例](../cases/a.md)。\n\n在**大学举办，共有{{members}}。\n\n", 6)))
	return doc
}

func BenchmarkAppend(b *testing.B) {
	doc := article()
	var data []byte
	b.ReportAllocs()
	for b.Loop() {
		data = pack.Append(data[:0], doc)
	}
}

func BenchmarkRead(b *testing.B) {
	data := pack.Append(nil, article())
	b.ReportAllocs()
	for b.Loop() {
		var doc content.Document
		if err := pack.Read(data, &doc); err != nil {
			b.Fatal(err)
		}
	}
}
