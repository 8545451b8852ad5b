package minify

import (
	"bytes"
	"testing"

	tdewolff "github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// TestMinimal: what the scan lets pass, and what it leaves to the minifier.
func TestMinimal(t *testing.T) {
	for page, want := range map[string]bool{
		`<p>党建 <b>展示</b> 与<a href="a.html">案例</a></p>`: true,
		"<p>第一行\nsecond line</p>":                      true,
		`<pre>  a  &amp; <b>b</b>
</pre>`: true,
		`<img src="a.jpg" alt="合影 一" width="3"> 图`:                          true,
		`<span class="x"></span> 后`:                                         true,
		`<script src="a.js" defer></script>`:                                true,
		`<script type="application/ld+json">{"a":[1,true,"x  y"]}</script>`: true,
		`<p>a &lt; b</p>`:            true,
		`<p> 前</p>`:                  false,
		`<p>后 </p>`:                  false,
		`<p>两  格</p>`:                false,
		`<p>a &amp; b</p>`:           false,
		`<p>a & b</p>`:               false,
		`<p>a &quot; b</p>`:          false,
		`<p>甲 <b> 乙</b></p>`:         false,
		`<p>甲</p> <p>乙</p>`:          false,
		`<a class="" href="x">甲</a>`: false,
		`<a class='x'>甲</a>`:         false,
		`<td colspan="1">甲</td>`:     false,
		`<form method="get"></form>`: false,
		`<script>alert(1)</script>`:  false,
		`<script type="application/ld+json">{"a": 1}</script>`:   false,
		`<script type="application/ld+json">{"a":1000}</script>`: false,
		`<svg><path d="M0 0"/></svg>`:                            false,
		`<!-- x --><p>甲</p>`:                                     false,
		`<a href="HTTP://x.cn">甲</a>`:                            false,
		`<p>甲<x-y> 乙</x-y></p>`:                                  false,
	} {
		full := []byte("<!doctype html><html><body>" + page + "</body></html>")
		if got := minimal(full); got != want {
			t.Errorf("minimal(%s) = %v", page, got)
		}
	}
}

// stock is the minifier as it comes, with the settings that DESIGN.md names.
func stock(t *testing.T, page []byte) []byte {
	t.Helper()
	m := tdewolff.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	out, err := m.Bytes("text/html", bytes.Clone(page))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAmpersand: & is written short where nothing can be mistaken for a reference, in texts and attributes, and a stock
// minifier removes nothing more.
func TestAmpersand(t *testing.T) {
	for page, want := range map[string]string{
		"<p>A &amp; B&amp;</p>":                           "<p>A & B&</p>",
		"<p>a &amp;lt; b &amp;c &amp;amp; &amp;#60;</p>":  "<p>a &amp;lt; b &amp;c &amp;amp; &amp;#60;</p>",
		"<p>甲 &#38; 乙 &quot;丙&quot;  &lt;丁&gt;</p>":       `<p>甲 & 乙 "丙" &lt;丁></p>`,
		`<a href="a?b=1&amp;c=2" title="A &amp; B">甲</a>`: `<a href="a?b=1&amp;c=2" title="A & B">甲</a>`,
		`<a href="a?b=1&amp;lt=2">甲</a>`:                  "",
	} {
		got, err := Bytes("a.html", []byte("<!doctype html>"+page))
		if err != nil || want != "" && string(got) != "<!doctype html>"+want {
			t.Errorf("%s: %s %v", page, got, err)
		}
		if again := stock(t, got); !bytes.Equal(again, got) {
			t.Errorf("a second time makes %s of %s", again, got)
		}
	}
}

// FuzzMinimal: where the scan says that nothing can be removed, the minifier removes nothing.
func FuzzMinimal(f *testing.F) {
	for _, seed := range []string{
		`<p>党建 <b>展示</b> 与<a href="a.html">案例</a></p>`, "<p>a\nb<br>c</p><pre> x </pre>", `<ul><li>甲 <i></i> 乙</li></ul>`,
		`<img alt src="x"> <button type="button" hidden>甲</button> 乙`, `<meta name="viewport" content="width=device-width,initial-scale=1">`,
		`<table><tr><td colspan="2">1</td></tr></table>`, `<script type="application/ld+json">{"a":[10,"\"<"]}</script>`,
		`<a href="https://x.cn/?a=1" rel="noopener">甲</a><q>乙</q> <time datetime="2022">丙</time>`, `<p>A &amp; B&amp;lt; &amp</p>`, `<title>甲 乙</title><link rel="x" type="application/atom+xml">`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		page := []byte("<!doctype html>" + body)
		if !minimal(page) {
			return
		}
		var out bytes.Buffer
		if err := minifier.Minify("text/html", &out, bytes.NewReader(page)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), page) {
			t.Fatalf("the minifier makes\n%q of\n%q", out.Bytes(), page)
		}
	})
}
