package minify

import (
	"bytes"
	"testing"
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
		`<p>a &amp; b</p>`:           true,
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

// TestAmpersand: what stands for & in a text stays, so that the page is good XML there too, and strict validators
// are content; a second time removes nothing.
func TestAmpersand(t *testing.T) {
	const page = `<!doctype html><html><head><title>A &amp; B</title></head><body><h1>A &amp; B&amp;</h1><p>a &amp;lt; b &amp;c</p></body></html>`
	once, err := Anew("a.html", []byte(page))
	if err != nil || string(once) != page {
		t.Errorf("%s %v", once, err)
	}
	if loose, _ := Bytes("a.html", []byte("<!doctype html><p>甲 &#38; 乙 &quot;丙&quot;  丁</p>")); string(loose) != `<!doctype html><p>甲 &amp; 乙 "丙" 丁</p>` {
		t.Errorf("%s", loose)
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
