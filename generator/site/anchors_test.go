package site

import (
	"testing"

	"qizhi/generator/content"
)

// An address copied from a page of GitHub names the heading with a prefix of its own.
func TestAnchorOfGitHub(t *testing.T) {
	doc := &content.Document{Headings: []content.Heading{{ID: "objectives"}, {ID: "comment"}}}
	if got, want := nearHeading(doc, "user-content-comment"), "是不是 #comment？"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A link may lead to a heading and to any other anchor of a document, by itself or from elsewhere.
func TestAnchorsOfDestination(t *testing.T) {
	s := Resolve(Input{Config: testConfig(), Documents: []*content.Document{{
		Path: "a.md", Front: content.FrontMatter{Title: "甲"}, Headings: []content.Heading{{ID: "做法"}}, Anchors: []string{"anc", "fn:1", "图"},
	}}})
	for dest, want := range map[string]string{"#anc": "anc", "a.md#fn:1": "fn:1", "#fn%3A1": "fn:1", "#%E5%9B%BE": "图", "#做法": "做法", "#none": ""} {
		d, err := s.Destination("a.md", dest)
		if d.Fragment != want || (err != nil) != (want == "") {
			t.Errorf("%s leads to %q, %v", dest, d.Fragment, err)
		}
	}
}
