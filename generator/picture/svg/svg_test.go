package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

func keep(data []byte) ([]byte, error) { return data, nil }

func clean(t *testing.T, drawing string) string {
	t.Helper()
	out, err := Clean([]byte(drawing), keep)
	if err != nil {
		t.Fatalf("%v in %s", err, drawing)
	}
	return string(out)
}

// Each drawing holds BAD where it does harm and GOOD where it draws.
func TestHarmIsLeftOut(t *testing.T) {
	for name, inside := range map[string]string{
		"script":             `<script>BAD()</script><g id="GOOD"/>`,
		"script in CDATA":    `<script><![CDATA[BAD("<g>")]]></script><g id="GOOD"/>`,
		"prefixed script":    `<s:script xmlns:s="http://www.w3.org/2000/svg">BAD</s:script><g id="GOOD"/>`,
		"handler":            `<g id="GOOD" onload="BAD()" ONCLICK="BAD()"/>`,
		"foreign object":     `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" id="BAD"/></foreignObject><g id="GOOD"/>`,
		"HTML":               `<iframe xmlns="http://www.w3.org/1999/xhtml" src="BAD"/><g id="GOOD"/>`,
		"script link":        `<a href="javascript:BAD()"><g id="GOOD"/></a>`,
		"outside image":      `<image href="https://BAD/x.png"/><g id="GOOD"/>`,
		"outside use":        `<use xlink:href="https://BAD/x.svg#y" id="GOOD"/>`,
		"data use":           `<use href="data:image/svg+xml,BAD" id="GOOD"/>`,
		"drawing in image":   `<image href="data:image/svg+xml;base64,BAD="/><g id="GOOD"/>`,
		"filter image":       `<filter id="GOOD"><feImage href="https://BAD/"/></filter>`,
		"outside paint":      `<g id="GOOD" fill="url(https://BAD/#a)"/>`,
		"outside style":      `<g id="GOOD" style="fill:url('//BAD/#a');stroke:red"/>`,
		"escaped style":      `<g id="GOOD" style="fill:u\72l(//BAD)"/>`,
		"imported style":     `<style>@import "//BAD.css";@import url(BAD);.GOOD{fill:red}</style>`,
		"font":               `<style>@font-face{font-family:x;src:url(BAD)}.GOOD{fill:red}</style>`,
		"loading style":      `<style>.GOOD{fill:red;background:url(//BAD);cursor:image-set("BAD" 1x)}</style>`,
		"style link":         `</svg><?xml-stylesheet href="BAD"?>`,
		"animated link":      `<a href="#x"><animate attributeName="href" to="javascript:BAD()"/></a><g id="GOOD"/>`,
		"set handler":        `<set attributeName="onclick" to="BAD()"/><g id="GOOD"/>`,
		"metadata":           `<metadata>BAD</metadata><!-- BAD --><g id="GOOD"/>`,
		"program's data":     `<sodipodi:namedview id="BAD"/><g id="GOOD" inkscape:export-filename="C:\Users\BAD.png"/>`,
		"base":               `<g id="GOOD" xml:base="https://BAD/"/>`,
		"instruction within": `<g id="GOOD"/><?php BAD ?>`,
	} {
		drawing := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inside
		if !strings.HasPrefix(inside, "</svg>") {
			drawing += `</svg>`
		}
		out := clean(t, drawing)
		if strings.Contains(out, "BAD") {
			t.Errorf("%s: harm was kept: %s", name, out)
		}
		if strings.Contains(drawing, "GOOD") && !strings.Contains(out, "GOOD") {
			t.Errorf("%s: the drawing was lost: %s", name, out)
		}
	}
}

func TestWhatDrawsIsKept(t *testing.T) {
	out := clean(t, `<?xml version="1.0"?>
		<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20mm" height="10mm" viewBox="0 0 20 10">
		<title>标志</title>
		<style type="text/css">.a{fill:#d00}@media print{.a{fill:black}}</style>
		<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient></defs>
		<rect class="a" width="5" height="5" fill="url(#g)" style="stroke:blue;stroke-width:2"/>
		<use xlink:href="#g"/><text x="1" y="2" >一支部</text></svg>`)
	for _, want := range []string{"标志", "#d00", "@media print", "linearGradient", `url(#g)`, "stroke:blue", `xlink:href="#g"`, "一支部", `viewBox="0 0 20 10"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is lost: %s", want, out)
		}
	}
	if strings.Contains(out, "\n") {
		t.Errorf("not minified: %s", out)
	}
	if spaced := clean(t, `<svg><text xml:space="preserve">一  支部</text></svg>`); !strings.Contains(spaced, "一  支部") {
		t.Errorf("spaces are lost: %s", spaced)
	}
}

// Illustrator defines entities for its namespaces; nobody may define a bomb.
// A style is minified as what it says, not as what XML writes for it.
func TestStylesStayWellFormed(t *testing.T) {
	for style, want := range map[string]string{
		`.a&gt;.b { fill: red }`:                      `<style>.a>.b{fill:red}</style>`,
		`<![CDATA[.a > .b { fill: red }]]>`:           `<style>.a>.b{fill:red}</style>`,
		`{&gt;}`:                                      ``,
		`@media (width&lt;9px) { .a { fill: red } }`:  `(width&lt;9px)`,
		`.a { fill: red }]]<!-- parts -->&gt; .b { }`: `.a`,
		`.a { font-family: "&amp;gt;" }`:              `"&amp;gt;"`,
	} {
		out := clean(t, `<svg xmlns="http://www.w3.org/2000/svg"><style>`+style+`</style><g class="a"/></svg>`)
		if !strings.Contains(out, want) {
			t.Errorf("%s: %s, want %s", style, out, want)
		}
		if err := xml.Unmarshal([]byte(out), new(struct{})); err != nil {
			t.Errorf("%s: %v in %s", style, err, out)
		}
	}
}

func TestEntities(t *testing.T) {
	out := clean(t, `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>
		<svg xmlns="&ns_svg;"><path d="M0 0h9"/></svg>`)
	if !strings.Contains(out, "<path") || strings.Contains(out, "ENTITY") || strings.Contains(out, "&") {
		t.Error(out)
	}
	bomb := `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`
	if out, err := Clean([]byte(bomb), keep); err == nil {
		t.Errorf("expanded: %s", out)
	}
	if _, err := Clean([]byte(`<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]><svg><text>&f;</text></svg>`), keep); err == nil {
		t.Error("an external entity was taken")
	}
}

func TestEmbeddedPicturesAreStripped(t *testing.T) {
	drawing := `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,` +
		base64.StdEncoding.EncodeToString([]byte("photo with GPS")) + `"/></svg>`
	out, err := Clean([]byte(drawing), func(data []byte) ([]byte, error) {
		return bytes.TrimSuffix(data, []byte(" with GPS")), nil
	})
	if err != nil || !strings.Contains(string(out), base64.StdEncoding.EncodeToString([]byte("photo"))+`"`) {
		t.Errorf("%s, %v", out, err)
	}
	out, err = Clean([]byte(drawing), func([]byte) ([]byte, error) { return nil, errors.New("no picture") })
	if err != nil || strings.Contains(string(out), "base64") {
		t.Errorf("%s, %v", out, err)
	}
}

func TestOtherEncodings(t *testing.T) {
	gbk := "<?xml version=\"1.0\" encoding=\"GBK\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><text>\xc6\xec\xd6\xc4</text></svg>"
	if out := clean(t, gbk); !strings.Contains(out, "旗帜") {
		t.Error(out)
	}
}

func TestRefuses(t *testing.T) {
	for name, drawing := range map[string]string{
		"cut off":  `<svg xmlns="http://www.w3.org/2000/svg"><g>`,
		"not svg":  `<html><svg/></html>`,
		"another":  `<svg xmlns="http://example.com/"/>`,
		"too deep": "<svg>" + strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000) + "</svg>",
		"empty":    "",
		"two":      `<svg/><svg/>`,
		"crossed":  `<svg><script></g>x</script><g/></svg>`,
	} {
		if out, err := Clean([]byte(drawing), keep); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestSize(t *testing.T) {
	for attributes, want := range map[string][2]int{
		`width="120" height="60"`:                        {120, 60},
		`width="20mm" height="1in"`:                      {76, 96},
		`viewBox="0 0 300 150"`:                          {300, 150},
		`width="600" viewBox="0,0,300,150"`:              {600, 300},
		`width="100%" height="100%" viewBox="0 0 24 24"`: {24, 24},
		`width="100%"`:                                   {0, 0},
		`width="NaN" height="-3"`:                        {0, 0},
		`width="1e300" height="1e300"`:                   {0, 0},
	} {
		w, h, err := Size(strings.NewReader(`<?xml version="1.0"?><!-- a --><svg ` + attributes + `><unread`))
		if err != nil || w != want[0] || h != want[1] {
			t.Errorf("%s: %d × %d, %v; want %v", attributes, w, h, err, want)
		}
	}
}

func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- x --><svg width='1'>": true,
		"<svg:svg xmlns:svg=''>":   true,
		"<!DOCTYPE svg PUBLIC ''>": true,
		"<html><svg></svg></html>": false,
		"svg":                      false,
		"<!-- open":                false,
	} {
		if Sniff([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// harm is what no result may hold, seen by a parser of its own.
var harm = regexp.MustCompile(`(?i)javascript:|url\(["' ]*[^#"' )]|@import|expression\(`)

func FuzzClean(f *testing.F) {
	f.Add(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><style>a{b:url(//x)}</style><a href="javascript:x"><g style="c:d"/></a></svg>`)
	f.Add(`<!DOCTYPE svg [<!ENTITY a "b">]><s:svg xmlns:s="http://www.w3.org/2000/svg"><s:image href="data:image/png;base64,AAAA"/>&a;</s:svg>`)
	f.Add(`<svg><style>@media print{a{fill:url(#x)}}</style><set attributeName="x" to="y"/><script/></svg>`)
	f.Fuzz(func(t *testing.T, drawing string) {
		out, err := Clean([]byte(drawing), keep)
		if err != nil {
			return
		}
		d := xml.NewDecoder(bytes.NewReader(out))
		for {
			token, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatalf("%v in %q", err, out)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !elements[e.Name.Local] {
				t.Fatalf("%s in %q", e.Name.Local, out)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || harm.MatchString(a.Value) {
					t.Fatalf("%s=%q in %q", a.Name.Local, a.Value, out)
				}
			}
		}
	})
}
