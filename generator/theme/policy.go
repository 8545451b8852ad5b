package theme

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"qizhi/generator/diag"
)

// checkPolicy looks in layouts for what the Content-Security-Policy of every page forbids: scripts and
// styles that stand in the page itself, handlers in attributes, and anything that is loaded from
// another host (DESIGN, "What is published"). A browser would refuse it without a word.
func checkPolicy(files map[string]*file, problems *diag.List) {
	var paths []string
	for p := range files {
		if strings.HasPrefix(p, "layouts/") && strings.HasSuffix(p, ".html") {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	for _, p := range paths {
		f := files[p]
		policing{f, diag.NewText(f.full, string(f.data)), problems}.check()
	}
}

// policing is the check of one layout.
type policing struct {
	*file
	text     *diag.Text
	problems *diag.List
}

func (p policing) check() {
	source := blankActions(p.data)
	tokens := html.NewTokenizer(bytes.NewReader(source))
	for at := 0; ; {
		kind := tokens.Next()
		length := len(tokens.Raw())
		if kind == html.ErrorToken {
			return
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			p.tag(tokens.Token(), at, length)
		}
		at += length
	}
}

// blankActions is a template with spaces for its actions and comments, byte for byte.
func blankActions(data []byte) []byte {
	out := slices.Clone(data)
	for at := 0; at < len(out); {
		open := bytes.Index(out[at:], []byte("{{"))
		if open < 0 {
			break
		}
		open += at
		end := bytes.Index(out[open:], []byte("}}"))
		if end < 0 {
			break
		}
		for at = open; at < open+end+2; at++ {
			if out[at] != '\n' {
				out[at] = ' '
			}
		}
	}
	return out
}

// dataTypes are the types of script elements that hold data and no script.
var dataTypes = []string{"application/ld+json", "application/json", "text/plain"}

func (p policing) tag(t html.Token, at, length int) {
	fail := func(message, hint string) {
		*p.problems = append(*p.problems, p.text.Report(at, length, diag.Error, "theme/policy", message, hint))
	}
	attributes := map[string]string{}
	for _, a := range t.Attr {
		attributes[a.Key] = strings.TrimSpace(a.Val)
		switch {
		case a.Key == "style":
			fail("版式里不能写 style 属性，浏览器按本站的安全策略不会理会", "给元素一个 class，样式写到 assets/css/ 里")
		case strings.HasPrefix(a.Key, "on"):
			fail("版式里不能写 "+a.Key+"，浏览器按本站的安全策略不会执行", "写到 assets/js/ 里的脚本中，用 addEventListener")
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			fail("版式里不能写 javascript: 链接，浏览器按本站的安全策略不会执行", "写到 assets/js/ 里的脚本中")
		case loads(t.Data, a.Key, t.Attr) && isElsewhere(a.Val):
			fail("不能从别的网站载入 "+strings.TrimSpace(a.Val), "下载下来放到 assets/ 里，用 asset 写它的名称")
		}
	}
	_, src := attributes["src"]
	switch {
	case t.Data == "style":
		fail("版式里不能写 <style>，浏览器按本站的安全策略不会理会", "写到 assets/css/ 里")
	case t.Data == "script" && !src && !slices.Contains(dataTypes, attributes["type"]):
		fail("版式里不能直接写脚本，浏览器按本站的安全策略不会执行", "写到 assets/js/ 里，会自动合成 script.js")
	}
}

// loads reports an attribute from which a browser loads something of its own accord.
func loads(tag, key string, all []html.Attribute) bool {
	switch key {
	case "src", "srcset", "poster", "data":
		return true
	case "href":
		return tag == "link" && slices.ContainsFunc(all, func(a html.Attribute) bool {
			return a.Key == "rel" && slices.Contains([]string{"stylesheet", "icon", "preload", "prefetch", "modulepreload"}, strings.ToLower(a.Val))
		})
	}
	return false
}

// isElsewhere reports an address of another host.
func isElsewhere(address string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	return strings.HasPrefix(address, "//") || strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "https:")
}
