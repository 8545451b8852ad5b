package search

import (
	"testing"
	"unicode/utf16"
)

func TestRecordKeepsTheDocument(t *testing.T) {
	d := Document{
		Address: "cases/x.html", SectionTitle: "案例", Title: " 亮牌　经营 ", Summary: "摘要", KindLabel: "一支部一案例",
		Branch: "支部", Brand: "品牌", Tags: []string{"甲", "乙"}, Date: "2022-06-30", DateText: "2022年上半年",
		Headings: []Heading{{"empty", "空的"}, {"做法", "做法"}, {"section-3", "成效"}, {"end", "结尾"}},
		Blocks:   []Block{{"", "引言"}, {"做法", "第一段"}, {"做法", "第二段"}, {"section-3", "第三段"}, {"nowhere", "第四段"}},
	}
	var r recorder
	r.add(&d)
	got := parseRecord(string(utf16.Decode(r.text[:len(r.text)-1])))
	if got.address != d.Address || got.section != d.SectionTitle || got.title() != "亮牌 经营" {
		t.Errorf("address %q, section %q, title %q", got.address, got.section, got.title())
	}
	want := []struct {
		text, anchor string
		rank         rank
	}{
		{"亮牌 经营", "", titleRank + 2}, {"一支部一案例", "", textRank}, {"2022年上半年", "", textRank}, {"2022-06-30", "", textRank},
		{"摘要", "", textRank}, {"支部", "", termRank}, {"品牌", "", termRank}, {"甲", "", termRank}, {"乙", "", termRank},
		{"引言", "", textRank}, {"空的", "empty", headingRank}, {"做法", "做法", headingRank}, {"第一段", "做法", textRank}, {"第二段", "做法", textRank},
		{"成效", "section-3", headingRank}, {"第三段", "section-3", textRank}, {"第四段", "section-3", textRank}, {"结尾", "end", headingRank},
	}
	if len(got.fields) != len(want) {
		t.Fatalf("%d fields, want %d: %+v", len(got.fields), len(want), got.fields)
	}
	for i, w := range want {
		if f := got.fields[i]; f.text != w.text || f.anchor != w.anchor || f.rank != w.rank {
			t.Errorf("field %d is %q under %q with rank %d, want %q under %q with %d", i, f.text, f.anchor, f.rank, w.text, w.anchor, w.rank)
		}
	}
}
