package statistics

import "testing"

// TestBroken: a figure that lacks a brace is told with what it was meant to be.
func TestBroken(t *testing.T) {
	set := industrySet(t)
	for text, want := range map[string]string{
		"党员{{members}人":             "{{members}→members",
		"党员{members}":               "{members}→members",
		"党员{{ members }，":           "{{ members }→members",
		"党员{members}}":              "{members}}→members",
		"党员{{members人":              "{{members→members",
		"党员｛｛members｝｝":             "",
		"{{2025-H2.members:number}": "{{2025-H2.members:number}→2025-H2.members:number",
		"{{mebers}人":                "{{mebers}→members",
		"{{members}}":               "",
		"{{ members }}":             "",
		"{{mebers}}":                "", // told as an unknown figure
		"{mebers}":                  "",
		"{x}、{{y}、{":                "",
		"{{{members}}}":             "",
		"没有":                        "",
	} {
		got := ""
		for _, b := range set.Broken(text) {
			if text[b.At:b.At+b.Len] != b.Written {
				t.Errorf("%s: offsets of %s", text, b.Written)
			}
			got += b.Written + "→" + b.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := set.Contradicted("党员{members}"); len(got) != 2 {
		t.Errorf("a broken figure is to be told in every period: %v", got)
	}
}
