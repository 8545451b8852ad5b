package site

import (
	"fmt"
	"testing"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// corpus makes n documents shaped like those of the bench: six kinds, popular tags, relations to
// branches, and a link to a neighbour in each.
func corpus(n int) []*content.Document {
	sections := []struct{ folder, kind string }{
		{"news", "news"}, {"news", "news"}, {"news", "news"}, {"news", "news"}, {"cases", "case"}, {"cases", "case"},
		{"activities", "activity"}, {"activities", "activity"}, {"brands", "brand"}, {"branches", "branch"},
	}
	tags := []string{"主题党日", "三会一课", "诚信经营", "乡村振兴", "纾困解难", "志愿服务", "党员先锋岗", "会长之家", "民企大讲堂"}
	docs := []*content.Document{{Path: "_index.md", Front: content.FrontMatter{Title: "商会党建"}}}
	for _, s := range sections[3:] {
		docs = append(docs, &content.Document{Path: s.folder + "/_index.md", Front: content.FrontMatter{Title: s.folder, Kind: s.kind}})
	}
	for i := range n {
		s := sections[i%len(sections)]
		path := fmt.Sprintf("%s/%s-%06d.md", s.folder, s.kind, i)
		place := content.Place{Position: diag.Position{Path: "content/" + path, Line: 3, Column: 1}}
		front := content.FrontMatter{
			Title: fmt.Sprintf("深入开展商会党支部主题党日活动（%d）", i), Summary: "凝聚力不断增强，会员企业获得感持续提升。",
			Date:   content.Date{Precision: content.Day, Year: int16(2018 + i%8), Month: int8(i%12 + 1), Day: int8(i%28 + 1)},
			Tags:   []string{tags[i%9], tags[(i/7)%9]},
			Places: content.Places{{Key: "title", Place: place}},
		}
		if s.kind != "news" && s.kind != "branch" {
			branch := fmt.Sprintf("branch-%06d", i/10*10%(n/10*10)+9)
			front.Fields = []content.Field{{Key: "branch", Value: table.Value{Data: branch}, Place: place}}
		}
		docs = append(docs, &content.Document{
			Path: path, Front: front, Headings: []content.Heading{{Level: 2, Text: "做法", ID: "做法"}},
			References: []content.Reference{
				{Kind: content.LinkReference, Target: "https://example.org/", Place: place},
				{Kind: content.LinkReference, Target: fmt.Sprintf("%s-%06d.md#做法", s.kind, i), Place: place},
			},
		})
	}
	return docs[:len(docs):len(docs)]
}

func benchmarkResolve(b *testing.B, n int) {
	in := Input{Config: testConfig(), Documents: corpus(n), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	for b.Loop() {
		if s := Resolve(in); len(s.Pages) != n {
			b.Fatal(len(s.Pages))
		}
	}
}

func BenchmarkResolve10000(b *testing.B)  { benchmarkResolve(b, 10_000) }
func BenchmarkResolve100000(b *testing.B) { benchmarkResolve(b, 100_000) }

func BenchmarkSlug(b *testing.B) {
	for b.Loop() {
		Slug("一支部 一案例（定稿2）重庆会计行业")
	}
}
