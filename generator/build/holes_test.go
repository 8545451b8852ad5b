package build

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"qizhi/generator/picture/phototest"
)

// The sample site as it is published holds nothing that runs, loads or leads away without saying so.
func TestNoHoles(t *testing.T) {
	files := tree(t, published(t, nil))
	for name, data := range outsideLinks(t) {
		files["outside/"+name] = data
	}
	pages, foreign := 0, 0
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		pages++
		for _, bad := range activeParts(data) {
			t.Errorf("%s: %s", name, bad)
		}
		policy := false
		for z := html.NewTokenizer(bytes.NewReader(data)); z.Next() != html.ErrorToken; {
			token := z.Token()
			policy = policy || token.Data == "meta" && strings.EqualFold(valueOf(token, "http-equiv"), "Content-Security-Policy")
			address := valueOf(token, "href") + valueOf(token, "src")
			outside := strings.HasPrefix(address, "http") || strings.HasPrefix(address, "//")
			switch {
			case !outside || token.Data == "link" && slices.Contains([]string{"canonical", "alternate"}, valueOf(token, "rel")):
			case token.Data == "a":
				foreign++
				if !slices.Contains(strings.Fields(valueOf(token, "rel")), "noopener") {
					t.Errorf("%s: the link to %s has no rel=noopener", name, address)
				}
			default:
				t.Errorf("%s: <%s> loads %s", name, token.Data, address)
			}
		}
		if !policy {
			t.Errorf("%s has no Content-Security-Policy", name)
		}
	}
	if pages < 50 || foreign == 0 {
		t.Errorf("%d pages with %d foreign links", pages, foreign)
	}
}

// outsideLinks is a small site that leads to another one wherever its settings can.
func outsideLinks(t *testing.T) map[string][]byte {
	g := &garden{t: t, dir: t.TempDir()}
	g.write("content/site.toml", `format = 1
title = "试验站"
base_url = "https://example.org/"
[footer]
icp = "京ICP备00000000号"
police = "京公网安备 00000000000000号"
[[menu]]
title = "上级"
target = "https://a.example/"
[[links]]
title = "友情链接"
url = "https://b.example/"
[[home.blocks]]
type = "links"
title = "相关网站"
`)
	g.write("content/a.md", fronted("甲")+"[外](https://c.example/) <a href=\"https://d.example/\" target=\"_blank\">外</a> https://e.example/ <https://f.example/>\n")
	output := filepath.Join(g.dir, "public")
	if r, err := Run(Options{Source: g.dir, Output: output, Now: now}); err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	return tree(t, output)
}

func valueOf(token html.Token, key string) string {
	for _, a := range token.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Nothing that is published tells on which machine, in which folder or by whom it was made; a photo
// tells nothing but its picture.
func TestNothingOfTheMachine(t *testing.T) {
	const user = "zhangsan1949"
	dir := filepath.Join(t.TempDir(), "home", user, "网站工作")
	g := &garden{t: t, dir: dir}
	g.write("content/site.toml", "format = 1\ntitle = \"试验站\"\nbase_url = \"https://example.org/\"\n")
	exif := phototest.Exif{Orientation: 6, Make: user, Latitude: 29*3600 + 33*60, Longitude: 106*3600 + 33*60, Thumbnail: phototest.JPEG(phototest.Corners(16, 12), 80)}
	g.write("content/a/photo.jpg", string(phototest.JPEG(phototest.Noise(600, 400), 90, phototest.ExifSegment(exif.Bytes()),
		phototest.Segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta "+user+"/>")), phototest.Segment(0xfe, []byte("comment "+user)))))
	g.write("content/a/plan.png", string(phototest.PNG(phototest.Corners(300, 200), phototest.Chunk("tEXt", []byte("Author\x00"+user)), phototest.Chunk("eXIf", exif.Bytes()))))
	g.write("content/a/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><metadata>"+user+"</metadata><!-- "+user+" --><rect width=\"9\" height=\"9\"/></svg>")
	g.write("content/a/index.md", fronted("甲")+"![照片](photo.jpg) ![图](plan.png) ![示意](map.svg)\n\n[原图](photo.jpg) [原图](plan.png) [原图](map.svg)\n")
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "QIZHI_BUILD_IN="+dir, "USER="+user, "LOGNAME="+user, "HOSTNAME="+user)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	host, _ := os.Hostname()
	secrets := []string{user, dir, filepath.Dir(dir), os.TempDir() + "/", "网站工作", "Exif\x00", "eXIf", "tEXt", "xmpmeta", "GPS"}
	if len(host) > 4 {
		secrets = append(secrets, host)
	}
	working, _ := os.Getwd()
	secrets = append(secrets, working)
	pictures := 0
	for name, data := range tree(t, filepath.Join(dir, "public")) {
		for _, secret := range secrets {
			if bytes.Contains(data, []byte(secret)) || strings.Contains(name, secret) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
		if strings.HasPrefix(name, "assets/pictures/") {
			pictures++
		}
	}
	if pictures < 3 {
		t.Errorf("only %d pictures were published: %v", pictures, slices.Sorted(mapKeys(tree(t, filepath.Join(dir, "public")))))
	}
}

// fronted is front matter with nothing but a title.
func fronted(title string) string { return "+++\ntitle = \"" + title + "\"\n+++\n\n" }

// activeParts finds what a page must not hold in itself: code, styles, frames, addresses that run.
func activeParts(page []byte) (out []string) {
	for z := html.NewTokenizer(bytes.NewReader(page)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.Type != html.StartTagToken && token.Type != html.SelfClosingTagToken {
			continue
		}
		attributes := map[string]string{}
		for _, a := range token.Attr {
			attributes[a.Key] = a.Val
			address := strings.ToLower(strings.Join(strings.FieldsFunc(a.Val, func(r rune) bool { return r <= ' ' }), ""))
			loads := a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction" || a.Key == "srcset" || a.Key == "data"
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
				out = append(out, "<"+token.Data+" "+a.Key+"=>")
			case loads && (strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "vbscript:") || strings.HasPrefix(address, "data:")):
				out = append(out, "<"+token.Data+"> leads to "+a.Val)
			}
		}
		switch kind := attributes["type"]; {
		case token.Data == "script" && attributes["src"] == "" && kind != "application/ld+json" && kind != "application/json",
			strings.Contains(" style iframe frame object embed base applet ", " "+token.Data+" "):
			out = append(out, "<"+token.Data+"> "+kind)
		}
	}
	return out
}
