package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// A document may be kept: what becomes of the memory in which its body lies, and of the source, is nothing to it.
// A body that was cloned is the one that was lent.
func TestDocumentOutlivesItsBody(t *testing.T) {
	sources := map[string]string{"all.md": everything}
	err := filepath.WalkDir("../../content", func(p string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(p, ".md") {
			raw, err := os.ReadFile(p)
			sources[p] = string(raw)
			return err
		}
		return err
	})
	if err != nil || len(sources) < 10 {
		t.Fatal(err, len(sources))
	}
	for path, source := range sources {
		want, body := Parse(path, []byte(source))
		raw := []byte(source)
		doc, lent, w := Read(path, raw).parse()
		clone := lent.Clone()
		for _, memory := range [][]byte{raw, w.HTML[:cap(w.HTML)], w.Plain[:cap(w.Plain)], w.source[:cap(w.source)]} {
			for i := range memory {
				memory[i] = '#'
			}
		}
		if !reflect.DeepEqual(clone, body) {
			t.Errorf("%s: a clone is another body", path)
		}
		if !reflect.DeepEqual(doc, want) {
			t.Errorf("%s: the document changed with the memory of its body:\n%+v\n%+v", path, doc, want)
		}
	}
}

// everything is a page with all that a document takes from its body.
const everything = `+++
title = "党建*品牌"
summary = "见 {{members}}"
cover_alt = "**图**"
aliases = ["a.html"]
branch = "甲"
unknown = ["乙", 1]
[params]
x = "丙"
[[reviews]]
stage = "初审"
by = "张三"
date = 2022-06-30
digest = "x"
+++

第一段有**{{members}}**党员，见[案例](../cases/a.md "题")和![图](b.jpg "注")。

# 一级 {#one}

## 一、二级

<!-- qizhi-ignore markdown/mask -->

市*商会的**[^1] <b id="raw">文</b> <a href="c.md" title="去">去</a> <script>x</script>

[^1]: 注脚。

| 名称 | 数 |
| --- | --- |
| 甲 | {{x}} |

` + "```chart\ntype = \"bar\"\n```\n\n```gallery\nx\n```\n" + `
[ref]: d.md

[ref] 张*和*李 1** 2 **
`
