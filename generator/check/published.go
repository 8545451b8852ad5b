// Package check holds the rules that an editor would hold a site to: over its sources, and over a
// published tree whoever made it.
//
// It promises to change nothing, to name every finding by a stable rule, and to judge a published
// tree by what a browser would do with it.
package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"qizhi/generator/diag"
)

// page is what the link rules know of one published HTML file.
type page struct {
	links []link
	ids   map[string]bool
}

// link is one address that a page needs: of another page, a picture, a script, a style.
type link struct {
	value, attribute string
	machine          bool // canonical, Open Graph and the like: absolute by design
}

// Published checks the links of a published tree: every relative link, picture, style and anchor
// leads to a file that is there; nothing is loaded from anywhere else; and no link to another page
// of the same tree is absolute, so that the tree works under any path and from a disk. skip names
// files whose links are not relative by design (404.html).
func Published(tree fs.FS, skip ...string) diag.List {
	pages := map[string]*page{}
	files := map[string]bool{}
	var problems diag.List
	report := func(name, rule, message, hint string) {
		problems = append(problems, diag.Diagnostic{Position: diag.Position{Path: name}, Severity: diag.Error, Rule: rule, Message: message, Hint: hint})
	}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name] = true
		if path.Ext(name) != ".html" {
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		pages[name], err = readPage(data)
		return err
	})
	if err != nil {
		report(".", "published/unreadable", "读不出已发布的文件："+err.Error(), "")
	}
	for name, p := range pages {
		if slices.Contains(skip, name) {
			continue
		}
		for _, l := range p.links {
			if rule, message := judge(name, l, pages, files); rule != "" {
				report(name, rule, message, "重新生成网站；如果还有，请检查这个链接")
			}
		}
	}
	return problems.Sorted()
}

// judge says what is wrong with a link of a page; an empty rule means nothing.
func judge(from string, l link, pages map[string]*page, files map[string]bool) (rule, message string) {
	u, err := url.Parse(l.value)
	if err != nil {
		return "published/link", fmt.Sprintf("%s=%q 不是网址", l.attribute, l.value)
	}
	if u.Scheme != "" || u.Host != "" {
		if !l.machine && l.attribute != "href" && u.Scheme != "data" {
			return "published/foreign", fmt.Sprintf("%s=%q 要从别的网站取文件", l.attribute, l.value)
		}
		return "", ""
	}
	if strings.HasPrefix(u.Path, "/") {
		return "published/absolute", fmt.Sprintf("%s=%q 是绝对路径，换一个目录就会失效", l.attribute, l.value)
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	}
	if !files[target] {
		return "published/link", fmt.Sprintf("%s=%q 指向的文件 %s 不存在", l.attribute, l.value, target)
	}
	if to := pages[target]; u.Fragment != "" && to != nil && !to.ids[u.Fragment] {
		return "published/anchor", fmt.Sprintf("%s=%q 指向的位置 #%s 在 %s 里不存在", l.attribute, l.value, u.Fragment, target)
	}
	return "", ""
}

// readPage collects the links and ids of a page.
func readPage(data []byte) (*page, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &page{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	return p, nil
}

func (p *page) element(n *html.Node) {
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			p.ids[a.Val] = true
		case "href", "src", "poster", "data":
			p.links = append(p.links, link{a.Val, a.Key, n.Data == "link" && machineLink(n)})
		case "srcset":
			for _, candidate := range strings.Split(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					p.links = append(p.links, link{fields[0], a.Key, false})
				}
			}
		case "content":
			if _, target, ok := strings.Cut(a.Val, "url="); ok && n.Data == "meta" {
				p.links = append(p.links, link{target, a.Key, false})
			}
		}
	}
}

// machineLink reports whether a link element names the page's own address for machines.
func machineLink(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "rel" {
			return a.Val == "canonical"
		}
	}
	return false
}
