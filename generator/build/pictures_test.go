package build

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"qizhi/generator/parallel"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bep/imagemeta"

	"qizhi/generator/check"
	"qizhi/generator/minify"
	"qizhi/generator/picture/phototest"
)

// gardenWithPhotos is a site of three pages and a few photos, all small.
func gardenWithPhotos(t *testing.T) *garden {
	t.Helper()
	g := &garden{t: t, r: rand.New(rand.NewPCG(3, 1)), dir: t.TempDir(), day: now, gone: map[string][]byte{}}
	g.write("content/site.toml", "format = 1\ntitle = \"试验站\"\nbase_url = \"https://example.org/\"\n[[home.blocks]]\ntype = \"lead\"\ntitle = \"动态\"\nsection = \"news\"\n")
	g.write("content/news/_index.md", "+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n")
	g.photo("content/news/授牌.jpg", 900, 600, 6)
	g.photo("content/news/照片/合影.jpg", 640, 480, 1)
	g.photo("content/news/照片/会场.jpg", 300, 400, 8)
	g.write("content/news/a.md", "+++\ntitle = \"授牌\"\ndate = 2022-06-30\ncover = \"授牌.jpg\"\ncover_alt = \"授牌\"\n+++\n\n![授牌](授牌.jpg \"当天的授牌\")\n")
	g.write("content/news/b.md", "+++\ntitle = \"又一篇\"\ndate = 2022-06-29\n+++\n\n![授牌](授牌.jpg)\n\n```gallery\nfolder = \"照片\"\n```\n")
	g.write("content/news/c.md", "+++\ntitle = \"没有照片\"\ndate = 2022-06-28\n+++\n\n文字。\n")
	return g
}

// photo writes a photo as a phone does: turned, with its place, device and a thumbnail.
func (g *garden) photo(name string, width, height, orientation int) {
	g.t.Helper()
	exif := phototest.Exif{Orientation: orientation, Make: "HUAWEI", Latitude: 29*3600 + 33*60, Longitude: 106*3600 + 33*60,
		Thumbnail: phototest.JPEG(phototest.Corners(16, 12), 80)}
	data := phototest.JPEG(phototest.Store(phototest.Corners(width, height), orientation), 90, phototest.ExifSegment(exif.Bytes()))
	if tags := metadata(g.t, data); !slices.Contains(tags, "GPSLatitude") {
		g.t.Fatalf("the photo has no place: %v", tags)
	}
	g.write(name, string(data))
}

// metadata lists the names of a JPEG's Exif, IPTC and XMP tags, as an independent reader finds them.
func metadata(t *testing.T, data []byte) (tags []string) {
	t.Helper()
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG,
		Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP, HandleTag: func(tag imagemeta.TagInfo) error {
			tags = append(tags, tag.Tag)
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

// pictureFiles are the published pictures, by path.
func pictureFiles(t *testing.T, output string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, data := range tree(t, output) {
		if strings.HasSuffix(name, ".jpg") {
			out[name] = data
		}
	}
	return out
}

// Of a photo its renditions are published and nothing else: upright, never enlarged, with no trace of
// where and by what it was taken.
func TestPublishedPhotos(t *testing.T) {
	g := gardenWithPhotos(t)
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	if r, err := Run(o); err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	var sizes []string
	name := regexp.MustCompile(`^assets/pictures/([a-z-]+)-[0-9a-f]{10}(-3x2)?-([0-9]+)\.jpg$`)
	for path, data := range pictureFiles(t, o.Output) {
		m := name.FindStringSubmatch(path)
		if m == nil {
			t.Errorf("%s is published", path)
			continue
		}
		if tags := metadata(t, data); len(tags) > 0 || bytes.Contains(data, []byte("HUAWEI")) {
			t.Errorf("%s says %v", path, tags)
		}
		img, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(path, err)
		}
		b := img.Bounds()
		sizes = append(sizes, fmt.Sprintf("%s%s %dx%d", m[1], m[2], b.Dx(), b.Dy()))
		if m[3] != fmt.Sprint(b.Dx()) {
			t.Errorf("%s is %d wide", path, b.Dx())
		}
		for _, corner := range [][2]int{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
			want := phototest.Corner(corner[0] == 1, corner[1] == 1)
			r, gr, bl, _ := img.At(b.Dx()/8+corner[0]*b.Dx()*3/4, b.Dy()/8+corner[1]*b.Dy()*3/4).RGBA()
			if far(r, want.R) || far(gr, want.G) || far(bl, want.B) {
				t.Errorf("%s is not upright: %v has %d %d %d", path, corner, r>>8, gr>>8, bl>>8)
			}
		}
	}
	slices.Sort(sizes)
	want := []string{"he-ying 400x300", "he-ying 640x480", "hui-chang 300x400", "shou-pai 400x267", "shou-pai 900x600", "shou-pai-3x2 400x267", "shou-pai-3x2 900x600"}
	if !slices.Equal(sizes, want) {
		t.Errorf("published are %q, want %q", sizes, want)
	}
}

func far(have uint32, want uint8) bool {
	d := int(have>>8) - int(want)
	return d > 12 || d < -12
}

// A picture is decoded once, however many pages and sizes show it, and never again for another output:
// the cache has it. A photo that is one file twice is one photo.
func TestPhotosAreMadeOnce(t *testing.T) {
	g := gardenWithPhotos(t)
	g.write("content/news/照片/又一张.jpg", string(g.read("content/news/授牌.jpg")))
	render := func(o Options) *pictures {
		t.Helper()
		w := Open(o, true)
		defer w.Close()
		project := w.Load(w.Look())
		if project.Diagnostics.HasErrors() {
			t.Fatal(project.Diagnostics)
		}
		targets := slices.Collect(project.Plan.Targets())
		parallel.Do(len(targets), func(i int) {
			if _, err := Render(targets[i]); err != nil {
				t.Error(err)
			}
		})
		return w.pictures
	}
	o := Options{Source: g.dir, Now: now}
	if p := render(o); p.made != 3 {
		t.Errorf("the first time %d pictures were decoded, want 3", p.made)
	}
	if p := render(o); p.made != 0 || p.looked != 0 {
		t.Errorf("the second time %d pictures were decoded and %d looked at", p.made, p.looked)
	}
	g.photo("content/news/照片/会场.jpg", 500, 400, 1)
	if p := render(o); p.made != 1 || p.looked != 1 {
		t.Errorf("after one changed %d pictures were decoded and %d looked at", p.made, p.looked)
	}
	files, _ := filepath.Glob(filepath.Join(g.dir, CacheName, "pictures", "*"))
	for _, name := range files {
		if err := os.WriteFile(name, []byte("damaged"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if p := render(o); p.made < 3 {
		t.Errorf("with a damaged cache %d pictures were decoded", p.made)
	}
}

// A preview decodes what a browser asks for, and nothing else.
func TestPreviewMakesWhatIsLookedAt(t *testing.T) {
	g := gardenWithPhotos(t)
	w := Open(Options{Source: g.dir, Now: now}, true)
	defer w.Close()
	project := w.Load(w.Look())
	show := func(prefix string) {
		for target := range project.Plan.Targets() {
			if strings.HasPrefix(target.Path, prefix) {
				if _, err := Render(target); err != nil {
					t.Fatal(err)
				}
				return
			}
		}
		t.Fatalf("no target %s", prefix)
	}
	show("news/b.html")
	if w.pictures.made != 0 {
		t.Errorf("a page made %d pictures", w.pictures.made)
	}
	show("assets/pictures/he-ying-")
	if w.pictures.made != 1 {
		t.Errorf("one picture made %d", w.pictures.made)
	}
}

// Damage that only decoding finds stops the build at the line that names the photo, nothing is
// published, and the next build knows it.
func TestDamagedPhoto(t *testing.T) {
	g := gardenWithPhotos(t)
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	data := phototest.JPEG(phototest.Noise(400, 300), 90)
	for i := len(data) / 2; i < len(data)/2+200; i += 2 {
		data[i], data[i+1] = 0xff, 0xc0
	}
	g.write("content/news/授牌.jpg", string(data))
	for range 2 {
		r, err := Run(o)
		if !errors.Is(err, ErrContent) || len(r.Diagnostics) == 0 {
			t.Fatal(err, r.Diagnostics)
		}
		d := r.Diagnostics[0]
		if d.Path != "content/news/a.md" || d.Line == 0 || d.Rule != "picture/damaged" {
			t.Errorf("%v", d)
		}
		if _, err := os.Stat(filepath.Join(o.Output, "index.html")); err == nil {
			t.Error("something is published")
		}
	}
}

// Whatever happens to photos, an incremental build is a clean one.
func TestIncrementalPhotos(t *testing.T) {
	g := gardenWithPhotos(t)
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	photos := []string{"content/news/授牌.jpg", "content/news/照片/合影.jpg", "content/news/照片/会场.jpg"}
	edits := []func() string{
		func() string { return "first build" },
		func() string {
			g.photo(pick(g, photos), 200+100*g.r.IntN(8), 200+100*g.r.IntN(8), 1+g.r.IntN(8))
			return "another photo"
		},
		func() string {
			g.write("content/news/a.md", fmt.Sprintf("+++\ntitle = \"授牌\"\ndate = 2022-06-30\ncover = \"授牌.jpg\"\ncover_alt = \"授牌\"\ncover_focus = %q\n+++\n\n文字。\n", pick(g, []string{"上", "left", "30% 40%", ""})))
			return "focus"
		},
		func() string {
			g.write("content/news/b.md", fmt.Sprintf("+++\ntitle = \"又一篇\"\ndate = 2022-06-29\n+++\n\n```gallery\nfolder = \"照片\"\noriginal = %v\nalt = \"一\"\n```\n", g.r.IntN(2) == 0))
			return "originals"
		},
		func() string {
			g.write("content/news/_index.md", fmt.Sprintf("+++\ntitle = \"动态\"\nkind = \"news\"\ncover = %q\n+++\n", pick(g, []string{"授牌.jpg", "照片/合影.jpg", ""})))
			return "cover of a section"
		},
		func() string {
			g.write("content/news/c.md", fmt.Sprintf("+++\ntitle = \"没有照片\"\ndate = 2022-06-28\n+++\n\n文字。%s\n", pick(g, []string{"", "[看](授牌.jpg)", "![合影](照片/合影.jpg)"})))
			return "a link"
		},
		func() string { os.RemoveAll(filepath.Join(g.dir, CacheName)); return "cache deleted" },
		func() string { os.RemoveAll(filepath.Join(g.dir, CacheName, "pictures")); return "renditions deleted" },
	}
	for i := range 25 {
		what := edits[0]()
		if i > 0 {
			what = pick(g, edits[1:])()
		}
		o.Verify = true
		if r, err := Run(o); err != nil {
			t.Fatalf("edit %d (%s): %v %v %v", i, what, err, r.Diagnostics, r.Differences)
		}
		for name := range readManifest(o.Output).files {
			if _, err := os.Stat(filepath.Join(o.Output, name)); err != nil {
				t.Fatalf("edit %d (%s): %v", i, what, err)
			}
		}
	}
}

// The published pages of a site with photos have no broken link, srcset included, and nothing in it
// can be minified further.
func TestPhotoPagesAreWhole(t *testing.T) {
	g := gardenWithPhotos(t)
	g.write("content/news/标志.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- made by hand --><rect width="40" height="20" fill="red"/></svg>`)
	g.write("content/news/c.md", "+++\ntitle = \"标志\"\ndate = 2022-06-28\n+++\n\n![标志](标志.svg)\n")
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	if r, err := Run(o); err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	for _, d := range check.Published(os.DirFS(o.Output), "404.html") {
		t.Error(d)
	}
	for name, data := range tree(t, o.Output) {
		if name == ManifestName || strings.HasPrefix(name, "search/") { // what search writes is data, packed by itself
			continue
		}
		if again, err := minify.Bytes(name, data); err != nil || len(again) < len(data) {
			t.Errorf("%s: %v %s", name, err, firstDifference(data, again))
		}
	}
}
