package preview

import (
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"qizhi/generator/build"
)

// sample is a copy of the repository's own content.
func sample(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// added is what the preview adds to a page.
var added = regexp.MustCompile(`<script src="/_qizhi/client\.js" data-digest="200-[0-9a-f]{32}" data-style="/assets/style-[0-9a-f]+\.css" defer></script></body></html>$`)

// Every file of a published folder, the search index included, is served with the bytes that lie there, but for the
// one script element that HTML ends with. (The theme's own policy allows what the preview needs; TestAdmit has those
// that do not.)
func TestBytesAreThePublishedOnes(t *testing.T) {
	dir := sample(t)
	l := preview(t, dir, nil)
	output := filepath.Join(t.TempDir(), "public")
	if _, err := build.Run(build.Options{Source: dir, Output: output, Now: today, Drafts: true}); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	err := filepath.WalkDir(output, func(file string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(output, file)
		if err != nil || d.IsDir() || strings.HasPrefix(name, ".") {
			return err
		}
		want, err := os.ReadFile(file)
		name = filepath.ToSlash(name)
		counts[path.Ext(name)]++
		counts[strings.Split(name, "/")[0]]++
		l.same(name, string(want))
		return err
	})
	if err != nil || counts[".html"] < 50 || counts["search"] < 10 || counts["assets"] < 5 || counts["_qizhi"] > 0 {
		t.Errorf("%v; the sample site is not what it was: %v", err, counts)
	}
}

// same compares what is served at an output path with what is published there.
func (l *live) same(name, want string) {
	l.t.Helper()
	status, got := l.get("/" + name)
	if strings.HasSuffix(name, ".html") {
		at := added.FindStringIndex(got)
		if at == nil {
			l.t.Errorf("%s: the script is not there", name)
			return
		}
		got = got[:at[0]] + "</body></html>"
	}
	if status != http.StatusOK || got != want {
		l.t.Errorf("%s: status %d, or it differs from what is published", name, status)
	}
}

// A browser that has a file is told so, can ask for the head alone, and for a part of it.
func TestHTTP(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	ask := func(method, header, value string) *http.Response {
		request, err := http.NewRequest(method, l.url+"/news/a.html", nil)
		if err != nil {
			t.Fatal(err)
		}
		if header != "" {
			request.Header.Set(header, value)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		return response
	}
	first := ask("GET", "", "")
	tag := first.Header.Get("ETag")
	for _, c := range []struct {
		method, header, value string
		status                int
	}{
		{"GET", "If-None-Match", tag, http.StatusNotModified},
		{"GET", "If-None-Match", `"other"`, http.StatusOK},
		{"HEAD", "", "", http.StatusOK},
		{"GET", "Range", "bytes=0-9", http.StatusPartialContent},
		{"POST", "", "", http.StatusMethodNotAllowed},
		{"DELETE", "", "", http.StatusMethodNotAllowed},
	} {
		if got := ask(c.method, c.header, c.value); got.StatusCode != c.status {
			t.Errorf("%s %s %s: %s", c.method, c.header, c.value, got.Status)
		}
	}
	if first.Header.Get("Cache-Control") != "no-cache" || first.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("headers: %v", first.Header)
	}
}

// Every link of the staff page and of the manual leads somewhere.
func TestOwnPagesLinks(t *testing.T) {
	dir := sample(t)
	writeFile(t, filepath.Join(dir, "content", "news", "草稿.md"), "+++\ntitle = \"一篇草稿\"\ndraft = true\n+++\n\n文。\n")
	writeFile(t, filepath.Join(dir, "content", "news", "有错.md"), "+++\ntitle = \"有错\"\n+++\n\n[断](没有.md)\n")
	l := preview(t, dir, nil)
	seen := map[string]bool{}
	queue := []string{"/_qizhi/"}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		status, body := l.get(at)
		if status != http.StatusOK && at != "/404.html" {
			t.Errorf("%s: status %d", at, status)
		}
		if !strings.HasPrefix(at, own) {
			continue
		}
		for _, link := range links(t, body) {
			link, _, _ = strings.Cut(link, "#")
			if strings.HasPrefix(link, "/") && !seen[link] {
				seen[link] = true
				queue = append(queue, link)
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d links", len(seen))
	}
	for _, want := range []string{"/news/index.html", "/cases/index.html", "/statistics/2022-H1.html", "/_qizhi/manual/article", "/_qizhi/manual/publish", "/news/cao-gao.html"} {
		if !seen[want] {
			t.Errorf("no link to %s", want)
		}
	}
}

func links(t *testing.T, page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" {
				out = append(out, a.Val)
			}
		}
	}
	return out
}

// The manual is written without a mistake, and its code shows what it says.
func TestManual(t *testing.T) {
	for name, c := range manual() {
		for _, d := range c.doc.Diagnostics {
			t.Errorf("%s: %s", name, d)
		}
		for _, r := range c.doc.References {
			target := strings.TrimSuffix(r.Target, ".md")
			if _, ok := manual()[target]; !ok && !strings.HasPrefix(r.Target, own) {
				t.Errorf("%s names %s, which is no page of the manual", name, r.Target)
			}
		}
		if c.doc.Front.Summary == "" || len(c.doc.Headings) < 2 {
			t.Errorf("%s is not finished", name)
		}
	}
	if body := string(manual()["statistics"].body); !strings.Contains(body, "{{members}}") {
		t.Error("a figure in code is to be left alone")
	}
}
