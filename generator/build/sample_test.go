package build

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	tdewolff "github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	minjson "github.com/tdewolff/minify/v2/json"
	"golang.org/x/net/html"

	"qizhi/generator/check"
	"qizhi/generator/minify"
)

// now is the day on which the tests build.
var now = time.Date(2022, 7, 15, 12, 0, 0, 0, time.FixedZone("+08:00", 8*60*60))

// root is the folder of the sample site, this repository.
const root = "../.."

// published builds a copy of the sample site, so that no test writes into the repository's own cache, and
// returns the folder.
func published(t *testing.T, change func(*Options)) string {
	t.Helper()
	o := Options{Source: copySample(t), Output: filepath.Join(t.TempDir(), "public"), Now: now}
	if change != nil {
		change(&o)
	}
	result, err := Run(o)
	if err != nil {
		var b bytes.Buffer
		result.Diagnostics.Write(&b, false)
		t.Fatalf("%v\n%s", err, b.String())
	}
	return o.Output
}

func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The sample site is what people look at first: nothing in it may be doubtful.
func TestSampleHasNoDiagnostics(t *testing.T) {
	project := Load(Options{Source: root, Now: now})
	var b bytes.Buffer
	project.Diagnostics.Write(&b, false)
	if b.Len() > 0 {
		t.Error(b.String())
	}
}

// The same input gives the same bytes, whatever the number of processors.
func TestSameBytes(t *testing.T) {
	one := func() string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		return published(t, nil)
	}()
	a, b := tree(t, one), tree(t, published(t, nil))
	if len(a) != len(b) {
		t.Errorf("%d files and %d", len(a), len(b))
	}
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// Every link leads somewhere, as a browser without a server would follow it from the disk.
func TestLinksFromDisk(t *testing.T) {
	for _, d := range check.Published(os.DirFS(published(t, nil)), "404.html") {
		t.Error(d)
	}
}

// Every page can be reached and every link followed through a server, at its root and under a path.
func TestLinksThroughServer(t *testing.T) {
	for _, base := range []string{"/", "/a/b/"} {
		t.Run(base, func(t *testing.T) {
			dir := published(t, func(o *Options) { o.BaseURL = "https://example.org" + base })
			server := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(dir))))
			defer server.Close()
			c := crawler{t: t, host: server.URL, seen: map[string]bool{}}
			c.visit(server.URL + base)
			c.visit(server.URL + base + "404.html")
			for name := range tree(t, dir) {
				address := base + name
				if path.Ext(name) == ".html" && !c.seen[address] && !c.seen[strings.TrimSuffix(address, "index.html")] && !redirects(t, dir, name) {
					t.Errorf("no page links to %s", name)
				}
			}
		})
	}
}

// redirects reports whether a page is only the redirect left at an old address.
func redirects(t *testing.T, dir, name string) bool {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(data, []byte(`http-equiv="refresh"`))
}

// crawler follows every link of a host.
type crawler struct {
	t    *testing.T
	host string
	seen map[string]bool
}

func (c *crawler) visit(address string) {
	u, err := url.Parse(address)
	if err != nil {
		c.t.Error(err)
		return
	}
	if c.seen[u.Path] {
		return
	}
	c.seen[u.Path] = true
	response, err := http.Get(address)
	if err != nil {
		c.t.Error(err)
		return
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		c.t.Errorf("%s: %s", u.Path, response.Status)
		return
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		io.Copy(io.Discard, response.Body)
		return
	}
	root, err := html.Parse(response.Body)
	if err != nil {
		c.t.Error(err)
		return
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" {
				continue
			}
			link, err := response.Request.URL.Parse(a.Val)
			if err != nil {
				c.t.Errorf("%s: %v", u.Path, err)
				continue
			}
			if link.Scheme+"://"+link.Host == c.host {
				link.Fragment = ""
				c.visit(link.String())
			}
		}
	}
}

// Minifying a published file again removes nothing more: neither ours nor a minifier as it comes, with the settings that
// DESIGN.md names, and whatever texts and attributes quote.
func TestMinified(t *testing.T) {
	stock := tdewolff.New()
	stock.Add("text/html", &minhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	stock.AddRegexp(regexp.MustCompile(`^application/(.+\+)?json$`), &minjson.Minifier{})
	const ampersands = "+++\ntitle = \"A & B &lt; &c &amp;amp; <乙>\"\ndate = 2022-06-01\nsummary = \"R&D & <b>\"\ntags = [\"A&B\"]\n+++\n\n" +
		"甲 & 乙，R&D，&amp;lt; &copy &lt;b&gt; `a & b &amp; <c>`[链](https://e.org/?a=1&b=2&lt=3 \"A & B\") <span title=\"A &amp; B\">x</span>\n\n## Q & A\n\n```\na && b &amp;\n```\n"
	for name, data := range tree(t, published(t, func(o *Options) {
		if err := os.WriteFile(filepath.Join(o.Source, "content/news/ampersand.md"), []byte(ampersands), 0o666); err != nil {
			t.Fatal(err)
		}
	})) {
		if name == ManifestName {
			continue
		}
		again, err := minify.Anew(name, data)
		if err != nil {
			t.Error(err)
		}
		if len(again) < len(data) {
			t.Errorf("%s: a second time removes %d bytes of %d: %s", name, len(data)-len(again), len(data), firstDifference(data, again))
		}
		if path.Ext(name) == ".html" {
			again, err = stock.Bytes("text/html", bytes.Clone(data))
			if err != nil || !bytes.Equal(again, data) {
				t.Errorf("%s: a stock minifier changes it: %s %v", name, firstDifference(data, again), err)
			}
		}
	}
}

func firstDifference(a, b []byte) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("%q → %q", a[max(i-30, 0):min(i+30, len(a))], b[max(i-30, 0):min(i+30, len(b))])
}

// Feeds and sitemap are what independent readers expect (RFC 4287, sitemaps.org).
func TestFeedsAndSitemap(t *testing.T) {
	files := tree(t, published(t, nil))
	feeds, entries := 0, 0
	for name, data := range files {
		if path.Base(name) != "feed.xml" {
			continue
		}
		feeds++
		var feed struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Title   string   `xml:"title"`
			Updated string   `xml:"updated"`
			Author  []struct {
				Name string `xml:"name"`
			} `xml:"author"`
			Links []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(data, &feed); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if feed.ID == "" || feed.Title == "" || len(feed.Author) != 1 || feed.Author[0].Name == "" || len(feed.Links) != 2 {
			t.Errorf("%s lacks what RFC 4287 requires: %+v", name, feed)
		}
		if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		entries += len(feed.Entries)
		ids := map[string]bool{}
		for _, e := range feed.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || ids[e.ID] {
				t.Errorf("%s: entry %+v", name, e)
			}
			ids[e.ID] = true
			exists(t, files, e.ID)
		}
	}
	sections := 1 // every section has one, and the site
	for name := range files {
		if dir := path.Dir(name); path.Base(name) == "index.html" && dir != "." && dir != "tags" && dir != "search" {
			sections++
		}
	}
	if feeds != sections || entries == 0 {
		t.Errorf("%d feeds of %d sections with %d entries", feeds, sections, entries)
	}
	var sitemap struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, u := range sitemap.URLs {
		exists(t, files, u.Loc)
		if named[u.Loc] || len(u.Loc) > 256 {
			t.Errorf("sitemap: %s", u.Loc)
		}
		named[u.Loc] = true
	}
	for name, data := range files { // whatever a search engine may keep is named to it, but for the further pages of lists
		kept := strings.HasSuffix(name, ".html") && !bytes.Contains(data, []byte(`content="noindex"`)) && !bytes.Contains(data, []byte(`http-equiv="refresh"`))
		if loc := "https://dangjian.example.org/" + strings.TrimSuffix(name, "index.html"); kept && !strings.Contains(name, "/page/") && !named[loc] {
			t.Errorf("the sitemap lacks %s", loc)
		}
	}
	if !bytes.Contains(files["robots.txt"], []byte("Sitemap: https://dangjian.example.org/sitemap.xml")) {
		t.Errorf("robots.txt: %s", files["robots.txt"])
	}
}

// exists checks that an absolute address of the sample site is published.
func exists(t *testing.T, files map[string][]byte, address string) {
	t.Helper()
	name, ok := strings.CutPrefix(address, "https://dangjian.example.org/")
	if ok && (name == "" || strings.HasSuffix(name, "/")) {
		name += "index.html"
	}
	if _, there := files[name]; !ok || !there {
		t.Errorf("%s is not published", address)
	}
}

// required are the properties that schema.org (and what search engines ask of it) needs by type.
var required = map[string][]string{
	"Article": {"headline", "url", "publisher"}, "NewsArticle": {"headline", "url", "publisher"},
	"CollectionPage": {"name", "url"}, "WebSite": {"name", "url"}, "BreadcrumbList": {"itemListElement"},
}

func TestJSONLD(t *testing.T) {
	types, dates := map[string]int{}, map[string]string{}
	for _, page := range Load(Options{Source: root, Now: now}).Site.Pages {
		dates[page.Address] = page.Document.Front.Date.Machine()
	}
	dated := 0
	for name, data := range tree(t, published(t, nil)) {
		_, rest, ok := bytes.Cut(data, []byte(`<script type="application/ld+json">`))
		if !ok {
			continue
		}
		script, _, _ := bytes.Cut(rest, []byte("</script>"))
		var graph struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal(script, &graph); err != nil || graph.Context != "https://schema.org" {
			t.Errorf("%s: %v %s", name, err, script)
		}
		for _, object := range graph.Graph {
			kind, _ := object["@type"].(string)
			types[kind]++
			if date := dates[name]; date != "" && strings.HasSuffix(kind, "Article") {
				dated++
				if published, _ := object["datePublished"].(string); !strings.HasPrefix(published, date) {
					t.Errorf("%s: datePublished is %q, not %s", name, published, date)
				}
			}
			if required[kind] == nil {
				t.Errorf("%s: unknown type %q", name, kind)
			}
			for _, key := range required[kind] {
				if object[key] == nil {
					t.Errorf("%s: %s has no %s", name, kind, key)
				}
			}
		}
	}
	if dated == 0 {
		t.Error("no page has a date that ISO 8601 can say")
	}
	for kind := range required {
		if types[kind] == 0 {
			t.Errorf("no page has %s", kind)
		}
	}
}
