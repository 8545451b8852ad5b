package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkParse parses the pages of a corpus (shared/bench/corpus.py 1000 DIR) when CORPUS names
// one, and otherwise one page of that kind. One operation is one page.
func BenchmarkParse(b *testing.B) {
	pages := corpus(b)
	b.ReportAllocs()
	size := 0
	for i := 0; b.Loop(); i++ {
		p := pages[i%len(pages)]
		size += len(p.raw)
		if doc, _ := Parse(p.path, p.raw); doc.Diagnostics.HasErrors() {
			b.Fatal(doc.Diagnostics)
		}
	}
	b.SetBytes(int64(size / b.N))
}

type page struct {
	path string
	raw  []byte
}

func corpus(b *testing.B) (pages []page) {
	root := filepath.Join(os.Getenv("CORPUS"), "content")
	if os.Getenv("CORPUS") == "" {
		return []page{{"cases/a.md", []byte(samplePage)}}
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		raw, err := os.ReadFile(path)
		pages = append(pages, page{strings.TrimPrefix(path, root+"/"), raw})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return pages
}

var samplePage = "+++\ntitle = \"组织编印了商会工作应知应会手册\"\ndate = 2022-06-30\ntags = [\"三会一课\", \"党建拉练\"]\nsummary = \"推进党组织组建工作，提升覆盖面。\"\nbranch = \"branch-00024\"\n+++\n\n" +
	strings.Repeat("**“会长之家”**活动持续推进党的理论、党的政策进商会工作，引导民营经济人士听党话、感党恩、跟党走。\n\n## 推进党组织组建工作\n\n40家直属商会中，有28家商会建立了党支部、6家商会建立联合党支部，党组织组建率85%；商会现有党员362人。选派3名商会行业党委委员作为党建指导员，联系帮助未成立党组织的6家商会，实现了党的工作“全覆盖”。\n\n| 商会 | 党员数 | 覆盖率 |\n| --- | ---: | ---: |\n| 交叉任职 | 32 | 65% |\n| 增强战略思维 | 301 | 58% |\n\n- 双向进入\n- 交叉任职\n\n", 3)
