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

// page is what the rules know of one published HTML file.
type page struct {
	links  []link
	ids    map[string]bool
	inside []finding // scripts and styles in the page itself
	texts  []string  // what visitors read or hear
	calls  []string  // the digits of tel: links
	block  []byte    // the text of the block that is being read
}

// finding is what a rule says of a whole page.
type finding struct{ rule, message, hint string }

// link is one address that a page needs: of another page, a picture, a script, a style.
type link struct {
	value, attribute string
	machine          bool // canonical, Open Graph and the like: absolute by design
	loads            bool // the browser fetches it by itself
}

// tree is a published folder as it was read: its files by path, and its pages.
type tree struct {
	files map[string]bool
	pages map[string]*page
	list  diag.List
}

func (t *tree) report(name, rule, message, hint string) {
	r, _ := ruleNamed(rule)
	t.list = append(t.list, diag.Diagnostic{Position: diag.Position{Path: name}, Severity: r.Severity, Rule: rule, Message: message, Hint: hint})
}

// readTree walks a published folder. other is given every file that is no page.
func readTree(files fs.FS, other func(t *tree, name string, raw []byte)) *tree {
	t := &tree{files: map[string]bool{}, pages: map[string]*page{}}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		t.files[name] = true
		isPage := slices.Contains([]string{".html", ".htm", ".xhtml"}, strings.ToLower(path.Ext(name)))
		if !isPage && other == nil {
			return nil
		}
		data, err := readWithin(files, name, d)
		if err != nil {
			t.report(name, ruleUnreadable, "读不出这个文件："+err.Error(), "")
			return nil
		}
		if !isPage {
			other(t, name, data)
			return nil
		}
		if t.pages[name], err = readPage(data); err != nil {
			t.report(name, ruleUnreadable, "读不懂这个网页："+err.Error(), "")
			t.pages[name] = &page{}
		}
		if other != nil {
			other(t, name, data)
		}
		return nil
	})
	if err != nil {
		t.report(".", ruleUnreadable, "读不出已发布的文件："+err.Error(), "")
	}
	return t
}

// largestPublished is the size of the largest file that is read.
const largestPublished = 256 << 20

func readWithin(files fs.FS, name string, d fs.DirEntry) ([]byte, error) {
	if info, err := d.Info(); err == nil && info.Size() > largestPublished {
		return nil, fmt.Errorf("超过 %d MB", largestPublished>>20)
	}
	return fs.ReadFile(files, name)
}

// Published checks the links of a published tree: every relative link, picture, style and anchor
// leads to a file that is there; nothing is loaded from anywhere else; and no link to another page
// of the same tree is absolute, so that the tree works under any path and from a disk. skip names
// files whose links are not relative by design (404.html).
func Published(files fs.FS, skip ...string) diag.List {
	t := readTree(files, nil)
	t.links(skip)
	return t.list.Sorted()
}

// links judges every link of every page.
func (t *tree) links(skip []string) {
	for name, p := range t.pages {
		if slices.Contains(skip, name) {
			continue
		}
		own := p.host()
		for _, l := range p.links {
			if rule, message := judge(name, own, l, t.pages, t.files); rule != "" {
				t.report(name, rule, message, "重新生成网站；如果还有，请检查这个链接")
			}
		}
	}
}

// refresh is the attribute of the address that a page leads to by itself.
const refresh = "content"

// host is the site's own, as the page says it: that of its canonical address.
func (p *page) host() string {
	for _, l := range p.links {
		if u, err := url.Parse(l.value); l.machine && err == nil && u.Host != "" {
			return u.Host
		}
	}
	return ""
}

// judge says what is wrong with a link of a page of a site; an empty rule means nothing.
func judge(from, own string, l link, pages map[string]*page, files map[string]bool) (rule, message string) {
	u, err := url.Parse(l.value)
	if runsScript(l.value) {
		return "", "" // which another rule says
	}
	if err != nil {
		return ruleLink, fmt.Sprintf("%s=%q 不是网址", l.attribute, l.value)
	}
	if u.Scheme != "" || u.Host != "" {
		if l.attribute == refresh && u.Host != "" && u.Host != own {
			return ruleForeign, fmt.Sprintf("网页打开就会跳到别的网站 %s", u.Host)
		}
		if l.attribute != refresh && l.loads && u.Scheme != "data" && u.Scheme != "blob" {
			return ruleForeign, fmt.Sprintf("%s=%q 要从别的网站取文件", l.attribute, l.value)
		}
		return "", ""
	}
	if strings.HasPrefix(u.Path, "/") {
		return ruleAbsolute, fmt.Sprintf("%s=%q 是绝对路径，换一个目录就会失效", l.attribute, l.value)
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
		if index := path.Join(target, "index.html"); !files[target] && files[index] {
			target = index // which every server sends for a folder
		}
	}
	if !files[target] {
		return ruleLink, fmt.Sprintf("%s=%q 指向的文件 %s 不存在", l.attribute, l.value, target)
	}
	// "top" leads to the top of any page (HTML, “select the indicated part”).
	if to := pages[target]; u.Fragment != "" && !strings.EqualFold(u.Fragment, "top") && to != nil && !to.ids[u.Fragment] {
		return ruleAnchor, fmt.Sprintf("%s=%q 指向的位置 #%s 在 %s 里不存在", l.attribute, l.value, u.Fragment, target)
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
	p.node(root)
	p.flush()
	return p, nil
}

func (p *page) element(n *html.Node) {
	for _, a := range n.Attr {
		key := a.Key
		if a.Namespace != "" {
			key = a.Namespace + ":" + a.Key // xlink:href
		}
		switch key {
		case "id":
			p.ids[a.Val] = true
		case "name":
			if n.Data == "a" {
				p.ids[a.Val] = true
			}
		case "xlink:href":
			p.links = append(p.links, link{a.Val, key, false, n.Data != "a"})
		case "action", "formaction":
			if a.Val != "" {
				p.links = append(p.links, link{a.Val, key, false, false})
			}
		case "href":
			if n.Namespace == "svg" && n.Data != "a" {
				p.links = append(p.links, link{a.Val, key, false, true})
				continue
			}
			p.links = append(p.links, link{a.Val, a.Key, n.Data == "link" && relOf(n, "canonical"), n.Data == "link" && relOf(n, loadingRels...)})
		case "src", "poster", "data":
			p.links = append(p.links, link{a.Val, a.Key, false, true})
		case "srcset":
			for _, candidate := range strings.Split(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					p.links = append(p.links, link{fields[0], a.Key, false, true})
				}
			}
		case "content":
			if i := strings.Index(strings.ToLower(a.Val), "url="); i >= 0 && n.Data == "meta" && i+4 <= len(a.Val) && strings.EqualFold(attribute(n, "http-equiv"), "refresh") {
				p.links = append(p.links, link{strings.Trim(a.Val[i+4:], " '\""), a.Key, false, true})
			}
		}
	}
}

// loadingRels are the relations of a link element whose address a browser fetches or connects to.
var loadingRels = []string{"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}

// relOf reports whether an element has one of the relations.
func relOf(n *html.Node, rels ...string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(attribute(n, "rel"))), func(r string) bool { return slices.Contains(rels, r) })
}

// attribute is the value of an element's attribute, "" without one.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
