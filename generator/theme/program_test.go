package theme

import (
	"bytes"
	"html/template"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	"golang.org/x/net/html"

	"qizhi/themes/hongyan"
)

func loadHongyan(t testing.TB) *Theme {
	t.Helper()
	return load(t, Layer{Name: "hongyan", FS: hongyan.FS})
}

// Every layout of the default theme runs as a program.
func TestHongyanRunsAsPrograms(t *testing.T) {
	for name, l := range loadHongyan(t).layouts {
		if l.program == nil {
			t.Errorf("%s is left to html/template: %s", name, l.slow)
		}
	}
}

// A program means to a browser what html/template's page means, whatever the view holds.
func TestProgramsMeanTheSame(t *testing.T) {
	th := loadHongyan(t)
	random := filler{rand.New(rand.NewPCG(1, 2))}
	for name, l := range th.layouts {
		for range 6 {
			view := reflect.New(l.view.Elem())
			random.fill(view.Elem(), 0)
			var slow, fast bytes.Buffer
			slowErr, fastErr := l.template.Execute(&slow, view.Interface()), l.run(&fast, view.Interface())
			if (slowErr == nil) != (fastErr == nil) {
				t.Fatalf("%s: html/template says %v, the program %v", name, slowErr, fastErr)
			}
			if a, b := meaning(t, slow.Bytes()), meaning(t, fast.Bytes()); slowErr == nil && a != b {
				t.Fatalf("%s differs:\n%s\n%s", name, a, b)
			}
		}
	}
}

// spaces takes out the white space that means nothing; a program leaves some of it out by itself.
var spaces = &minhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, KeepComments: true}

// meaning is a page as a browser reads it, written in one way.
func meaning(t testing.TB, page []byte) string {
	t.Helper()
	var small bytes.Buffer
	if err := spaces.Minify(minify.New(), &small, bytes.NewReader(page), nil); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&small)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// filler fills views at random with what is hard to print.
type filler struct{ *rand.Rand }

var hard = []string{"", "甲", "一二三四五六，《七八九》十", "a<b>&amp;c", `"'+`, "javascript:alert(1)", "../a b.html?x=1&y=%zz#一", "https://example.org/", "a.jpg 400w, b.jpg 800w",
	"x:y, javascript:z 1x", "市*商会", "完成", "联合党支部", "grid", "brand", "lead", "cards", "figures", "\x00\xff", "40家，85%"}

func (f filler) fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		s := hard[f.IntN(len(hard))]
		if v.Type() == reflect.TypeFor[template.HTML]() {
			s = map[bool]string{true: "<p>甲<br>乙</p>"}[len(s)%2 == 0]
		}
		v.SetString(s)
	case reflect.Int:
		v.SetInt(int64(f.IntN(30)))
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Pointer:
		if f.IntN(4) > 0 && depth < 6 || v.Type() == reflect.TypeFor[*Chrome]() {
			v.Set(reflect.New(v.Type().Elem()))
			f.fill(v.Elem(), depth+1)
		}
	case reflect.Slice:
		if depth > 5 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), f.IntN(4), 4))
		for i := range v.Len() {
			f.fill(v.Index(i), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), depth+1)
		}
		f.name(v)
	}
}

// factNames are the fields of kinds that the layouts ask for.
var factNames = strings.Fields("branch slogan measures series session problem method result evidence award status progress form instructor")

// name gives facts the names that layouts know, and a page the fields that they ask for.
func (f filler) name(v reflect.Value) {
	switch p := v.Addr().Interface().(type) {
	case *Fact:
		p.Name = factNames[f.IntN(len(factNames))]
	case *PageView:
		p.FieldNames = factNames
	}
}

// FuzzEscapers holds a program's escapers to html/template's, in every place that they know.
func FuzzEscapers(f *testing.F) {
	for _, s := range hard {
		f.Add(s)
	}
	const layout = `<title>{{.}}</title><p title="{{.}}" lang='{{.}}'>{{.}}</p><a href="{{.}}">x</a><a href="#{{.}}">x</a><a href="a/{{.}}">x</a><img srcset="{{.}}" alt=""><meta http-equiv="refresh" content="0;url={{.}}">`
	own := template.Must(template.New("x").Parse(layout))
	_ = own.Execute(&bytes.Buffer{}, "")
	p, why := assemble(own, reflect.TypeFor[string](), nil)
	if p == nil {
		f.Fatal(why)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var slow bytes.Buffer
		if err := own.Execute(&slow, s); err != nil {
			t.Fatal(err)
		}
		fast := p.run(nil, unsafe.Pointer(&s))
		if a, b := meaning(t, slow.Bytes()), meaning(t, fast); a != b {
			t.Errorf("%q:\n%s\n%s", s, a, b)
		}
	})
}

// What a program does not know is left to html/template, and works.
func TestBeyondPrograms(t *testing.T) {
	for _, layout := range []string{
		`<p>{{range $i := 3}}{{$i}}{{end}}{{.Title}}</p>`, `<p>{{range .Tags}}{{.Title}}{{break}}{{end}}</p>`, `<p>{{urlquery .Title}}</p>`,
		`<p>{{or .Title .Tags}}</p>`, `<p title={{.Title}}>x</p>`, `<p>{{print .Title 1}}</p>`,
	} {
		th := load(t, Layer{Name: "x", FS: whole("-- layouts/page.html --\n" + layout + "\n")})
		if th.layouts["page"].program != nil {
			t.Errorf("%s runs as a program", layout)
		}
		if got := execute(t, th, "page", &PageView{Base: Base{Title: "甲"}, Tags: []Link{{Title: "乙"}}}); !strings.Contains(got, "甲") && !strings.Contains(got, "乙") && !strings.Contains(got, "%E7%94%B2") {
			t.Errorf("%s gives %s", layout, got)
		}
	}
}
