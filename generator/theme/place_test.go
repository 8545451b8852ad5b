package theme

import (
	"bytes"
	"strings"
	"testing"
)

// TestProgramsFindValues: whatever way a layout goes to a value, a program and html/template come to the same one.
func TestProgramsFindValues(t *testing.T) {
	view := &PageView{Base: Base{Title: "甲", Section: &Link{Title: "栏", URL: "b.html"}, Chrome: &Chrome{Title: "站"}}, Position: 300, Of: 2,
		Tags: []Link{{Title: "一", URL: "1.html"}, {Title: "二", Current: true}, {Title: "三"}}, FieldNames: []string{"slogan"},
		Facts:   []Fact{{Name: "slogan", Label: "口号", Values: []Value{{Text: "红"}, {Text: "心"}}}},
		Related: []Card{{Title: "乙", Facts: []Fact{{Name: "period", Values: []Value{{Text: "年"}}}}}, {Title: "丙"}}}
	for _, layout := range []string{
		`{{range $i, $t := .Tags}}{{$i}}{{$t.Title}}{{if eq $i 1}}!{{end}}{{if .Current}}+{{end}}{{end}}`,
		`{{$last := 0}}{{range $i, $t := .Tags}}{{$last = $i}}{{end}}{{$last}}`,
		`{{$long := false}}{{range .Tags}}{{if .Current}}{{$long = true}}{{end}}{{end}}{{if $long}}长{{end}}`,
		`{{$x := or .Lead .Tags}}{{if $x}}有{{end}}{{if or .Lead .NoIndex}}没有{{else}}无{{end}}{{if and .Title .Tags .Section}}都{{end}}`,
		`{{with or .Section .Whole}}{{.Title}}{{end}}{{with or .Lead .Tags}}{{if .}}真{{end}}{{end}}{{with and .Title .Lead}}{{.}}{{else}}空{{end}}`,
		`{{with .Fact "slogan"}}{{.Label}}{{.First.Text}}{{range .Values}}{{.Text}}{{end}}{{end}}{{(.Fact "slogan").Label}}`,
		`{{range .Related}}{{.Title}}{{with .Fact "period"}}{{.First.Text}}{{end}}{{range .FactsBut "period"}}x{{else}}-{{end}}{{end}}`,
		`{{range .FactsBut "slogan" "x"}}{{.Label}}{{else}}无{{end}}{{len (.FactsBut)}}{{len .OtherRelations}}`,
		`{{(index .Tags 1).Title}}{{range slice .Tags 1}}{{.Title}}{{end}}{{range slice .Tags 1 2}}{{.Title}}{{end}}{{len (slice .Tags 3)}}{{(index .Tags 5).Title}}`,
		`{{(index .Tags 1).Title}}{{range slice .Tags 1}}{{.Title}}{{end}}{{range slice .Tags 1 2}}{{.Title}}{{end}}{{len (slice .Tags 3)}}`,
		`{{.Position}} {{len .Title}} {{add .Of 1}} {{if gt .Position 299}}大{{end}}{{if lt .Title "乙"}}前{{end}}{{if ne .Title "甲"}}异{{end}}{{if eq .Of 1 2 3}}中{{end}}`,
		`{{.Section.Title}}{{.Base.Section.URL}}{{$.Chrome.Title}}{{with .Whole}}x{{else}}{{.Title}}{{end}}`,
		`{{.Whole.Title}}`, `{{(.Fact "slogn").Label}}`, `{{.QR}}{{phrases .Title}}{{masked .Chrome.Title | printf "%s-%s" "a"}}`,
		`{{template "t" .Section}}{{template "t" .Whole}}{{template "u"}}{{define "t"}}{{with .}}{{.Title}}{{else}}无{{end}}{{end}}{{define "u"}}{{if .}}有{{else}}没{{end}}{{end}}`,
	} {
		th := load(t, Layer{Name: "x", FS: whole("-- layouts/page.html --\n<p>" + layout + "</p>\n")})
		l := th.layouts["page"]
		if l == nil {
			t.Fatalf("%s is no layout", layout)
		}
		if err := l.ready(); err != nil || l.program == nil {
			t.Errorf("%s is left to html/template: %s %v", layout, l.slow, err)
			continue
		}
		var slow, fast bytes.Buffer
		slowErr, fastErr := l.template.Execute(&slow, view), l.run(&fast, view)
		if (slowErr == nil) != (fastErr == nil) {
			t.Errorf("%s: html/template says %v, the program %v", layout, slowErr, fastErr)
		}
		if a, b := meaning(t, slow.Bytes()), meaning(t, fast.Bytes()); slowErr == nil && (a != b || strings.Contains(a, "<no value>")) {
			t.Errorf("%s:\n%s\n%s", layout, a, b)
		}
	}
}
