package content

import "testing"

// In plain texts bold and links are marks; the asterisks that hide names are none.
func TestMark(t *testing.T) {
	for line, want := range map[string]string{
		"**重点**":             "**重点**",
		"这是**重点**，还有":        "**重点**",
		"标题**重点**后面":         "**重点**",
		"见[这里](news/a.md)":   "[这里](news/a.md)",
		"市**商会、**“会长之家”**活动": "**“会长之家”**",
		"市**物流园":             "",
		"某市**商会与某**物流园":      "",
		"张**出席，李**主持":        "",
		"王**、李**":            "",
		"**商会和**公司":          "",
		"市*商会、某*公司":          "",
		"****":               "",
		"2 ** 3 ** 4":        "",
		"[草案]（一）":            "",
		"12**34、56**78":      "",
	} {
		if got := Mark(line, false); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
