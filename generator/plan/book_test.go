package plan

import (
	"html/template"
	"testing"
)

// Bodies that stand on one page keep their anchors, each under its own prefix; words that look like
// anchors stay words.
func TestBind(t *testing.T) {
	book := binder{map[string]string{"er.html": "q-2", "yi.html": "q-1"}}
	for _, c := range []struct{ body, want template.HTML }{
		{`<p>无锚点 #a</p>`, `<p>无锚点 #a</p>`},
		{`<div class="table" role="region" tabindex="0" aria-label="表格"><table></table></div>`,
			`<div class="table" role="region" tabindex="0" aria-label="三会一课 表格"><table></table></div>`},
		{`<h2 id="一">一</h2><p><a href="#一">回</a> <a href="a.html#一">外</a> <a href="#">顶</a></p>`,
			`<h3 id="q-2-一">一</h3><p><a href="#q-2-一">回</a> <a href="a.html#一">外</a> <a href="#">顶</a></p>`},
		{`<p>见<a href="yi.html">一</a>、<a href="yi.html#甲">甲</a>、<a class="figure" href="../statistics/2022-H1.html#members">362</a></p><h6>六</h6>`,
			`<p>见<a href="#q-1">一</a>、<a href="#q-1-甲">甲</a>、<a class="figure" href="../statistics/2022-H1.html#members">362</a></p><h6>六</h6>`},
		{`<p id="x">写 id="x" 和 href="#x" 的文字</p>`, `<p id="q-2-x">写 id="x" 和 href="#x" 的文字</p>`},
		{`<svg role="img" aria-labelledby="g-t g-d"><pattern id="g-h"></pattern><rect fill="url(#g-h)"/></svg>`,
			`<svg role="img" aria-labelledby="q-2-g-t q-2-g-d"><pattern id="q-2-g-h"></pattern><rect fill="url(#q-2-g-h)"/></svg>`},
		{`<p id="a">甲&amp;乙 &lt;b id="a"&gt;</p><!-- id="a" --><br>`, `<p id="q-2-a">甲&amp;乙 &lt;b id="a"&gt;</p><!-- id="a" --><br>`},
	} {
		if got := book.bind(c.body, "q-2", "三会一课"); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.body, got, c.want)
		}
	}
}
