package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/picture"
	"qizhi/generator/site"
	"qizhi/themes/hongyan"
)

func TestSpokenName(t *testing.T) {
	for name, want := range map[string]string{
		"照片/授牌现场.jpg": "授牌现场", "合影 2.jpg": "合影", "会场（3）.JPG": "会场", "党员亮牌_01.png": "党员亮牌", "2022年6月.jpg": "2022年6月",
		"IMG_2021.jpg": "", "微信图片_20220630101112.jpg": "", "照片1.jpg": "", "图片.png": "", "屏幕截图 2022-06-30.png": "", "a.jpg": "", "图.jpg": "",
	} {
		if got := spokenName(name); got != want {
			t.Errorf("spokenName(%q) = %q, want %q", name, got, want)
		}
	}
}

// The theme's style sheet has every shape that cells have.
func TestShapes(t *testing.T) {
	for size, want := range map[[2]int]int{{4032, 3024}: 133, {3024, 4032}: 75, {1080, 1920}: 75, {6000, 4000}: 150, {1920, 1080}: 178, {3000, 1000}: 200, {500, 520}: 100, {0, 0}: 133} {
		if got := shape(picture.Info{Width: size[0], Height: size[1]}); got != want {
			t.Errorf("shape of %v is %d, want %d", size, got, want)
		}
	}
	css, err := hongyan.FS.ReadFile("assets/css/60-pictures.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range shapes {
		percent := strings.TrimPrefix(strings.TrimSuffix(fmt.Sprintf("%.2f", float64(s)/100), "0"), "0")
		percent = strings.TrimSuffix(percent, ".0")
		if !strings.Contains(string(css), "--shape: "+percent+";") {
			t.Errorf("the style sheet does not have the shape %s", percent)
		}
	}
}

// pictureBook stands for the pictures of a site: all are photos of 800 × 600, but for those called bad.
type pictureBook struct{ Pictures }

func (pictureBook) Look(f *site.File) (picture.Info, error) {
	if strings.Contains(f.Path, "bad") {
		return picture.Info{}, &picture.Problem{Severity: 2, Rule: "picture/damaged", Message: "坏"}
	}
	return picture.Info{Format: picture.JPEG, Photo: true, Width: 800, Height: 600}, nil
}

// readBlock reads a gallery block on line 5 of an article beside a few pictures.
func readBlock(text string) (*planner, *gallery) {
	return readBlockBeside(text, "news/一.jpg", "news/照片/合影10.jpg", "news/照片/合影9.jpg", "news/照片/bad.jpg", "news/b.txt")
}

func readBlockBeside(text string, names ...string) (*planner, *gallery) {
	doc := &content.Document{Path: "news/a.md"}
	var files []*site.File
	for _, name := range names {
		files = append(files, &site.File{Path: name, Digest: name})
	}
	s := site.Resolve(site.Input{Documents: []*content.Document{doc}, Files: files, Now: time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC)})
	p := &planner{ground: &ground{Input: Input{Site: s, Pictures: pictureBook{}}, album: newAlbum()}}
	ref := content.Reference{Kind: content.BlockReference, Target: "gallery", Text: text}
	ref.Place.Path, ref.Place.Line = "content/news/a.md", 5
	p.readGallery(doc, ref)
	return p, p.album.galleries[galleryKey{doc, 5}]
}

// What a block says of a picture of its folder is said of that one, and does not show it twice.
func TestReadGallery(t *testing.T) {
	p, g := readBlock("folder = \"照片\"\npictures = \"一.jpg\"\nalt = \"会后\"\n\n[[picture]]\nfile = \"照片/合影10.jpg\"\nalt = \"全体\"\ncaption = \"合影\"\ndate = \"2022-06\"\n")
	if g == nil || len(g.shots) != 3 {
		t.Fatalf("%+v %v", g, p.problems)
	}
	var got []string
	for _, s := range g.shots {
		got = append(got, fmt.Sprint(s.photo.Path, " ", s.alt, " ", s.caption, " ", s.date))
	}
	want := []string{"news/照片/合影9.jpg 合影  ", "news/照片/合影10.jpg 全体 合影 2022年6月", "news/一.jpg 会后（3/3）  "}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(p.problems) != 1 || p.problems[0].Line != 6 || p.problems[0].Rule != "picture/damaged" {
		t.Errorf("%v", p.problems)
	}
}

// What is said of pictures fills in no figures, so writing one is an error where it stands.
func TestNoFiguresInGalleries(t *testing.T) {
	p, _ := readBlock("folder = \"照片\"\nalt = \"会后{{members}}\"\n\n[[picture]]\nfile = \"照片/合影10.jpg\"\ncaption = \"共{{members}}\"\n")
	var lines []int
	for _, d := range p.problems {
		if d.Rule == "figure/title" {
			lines = append(lines, d.Line)
		}
	}
	if slices.Sort(lines); fmt.Sprint(lines) != "[7 11]" {
		t.Errorf("figures refused in the lines %v: %v", lines, p.problems)
	}
}

// A block is never more than an error, whatever is in it, and every problem stands in the article.
func FuzzGallery(f *testing.F) {
	for _, seed := range []string{"", "folder = \"照片\"", "pictures = [\"一.jpg\", 3]", "[[picture]]\nfile = \"b.txt\"\ndate = 2022-02-30\n", "original = \"是\"",
		"folder = 3\npictures = {a = 1}\npicture = \"x\"", "picture = [1, {file = \"一.jpg\", 说明 = \"\"}]", "“", "folder = '..\\..\\x'", "pictures = ['%zz', '#', 'data:x']"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, _ := readBlock(text)
		for _, d := range p.problems {
			if d.Path != "content/news/a.md" || d.Line < 5 || d.Message == "" {
				t.Errorf("%+v", d)
			}
		}
	})
}

// What stands where a description should and says nothing.
func TestSaysNothing(t *testing.T) {
	for _, c := range []struct {
		words, file string
		want        bool
	}{
		{"IMG_0001", "a/IMG_0001.jpg", true}, {"e.jpg", "e.jpg", true}, {"image-20220630101112", "x.png", true}, {"图片", "授牌.jpg", true},
		{"微信图片_20220630", "微信图片_20220630.jpg", true}, {"Screenshot 2", "b.png", true}, {"封面", "封面.jpg", true},
		{"授牌现场", "授牌现场.jpg", false}, {"照片中是三位党员示范户", "IMG_1.jpg", false}, {"图一：组建率", "a.png", false}, {"A", "b.jpg", false},
	} {
		if saysNothing(c.words, c.file) != c.want {
			t.Errorf("saysNothing(%q, %q) is not %v", c.words, c.file, c.want)
		}
	}
}

// A gallery takes the rows that do not leave a picture alone.
func TestHighRows(t *testing.T) {
	for _, c := range []struct {
		name   string
		shapes []float64
		high   bool
	}{
		{"three and two", []float64{1.33, .75, 1.5, .75, 1.78}, true},
		{"six alike stand three by three", []float64{1.33, 1.33, 1.33, 1.33, 1.33, 1.33}, false},
		{"eight upright ones fill two rows", []float64{.75, .75, .75, .75, .75, .75, .75, .75}, true},
	} {
		if got := highRows.lastRow(c.shapes) > lowRows.lastRow(c.shapes); got != c.high {
			t.Errorf("%s: high %v (%.2f, low %.2f)", c.name, got, highRows.lastRow(c.shapes), lowRows.lastRow(c.shapes))
		}
	}
}

// Pictures without words are named where the article names them: each of a list, those of a folder together.
func TestSilentPictures(t *testing.T) {
	for block, want := range map[string][]string{
		"pictures = [\"授牌.jpg\",\n\"1.jpg\"]\n":                 {"7 图集里的 1.jpg 没有文字说明，看不见图的人不知道是什么"},
		"folder = \"照片\"\n\n[[picture]]\nfile = \"照片/3.jpg\"\n": {"6 图集里的 1.jpg、2.jpg 这 2 张图片没有文字说明，看不见图的人不知道是什么", "9 图集里的 3.jpg 没有文字说明，看不见图的人不知道是什么"},
		"folder = \"多\"\n":               {"6 图集里的 1.jpg、2.jpg、3.jpg 等 5 张图片没有文字说明，看不见图的人不知道是什么"},
		"folder = \"多\"\nalt = \"现场\"\n": nil,
	} {
		p, _ := readBlockBeside(block, "news/授牌.jpg", "news/1.jpg", "news/照片/1.jpg", "news/照片/2.jpg", "news/照片/3.jpg", "news/多/1.jpg", "news/多/2.jpg", "news/多/3.jpg", "news/多/4.jpg", "news/多/5.jpg")
		var got []string
		for _, d := range p.problems {
			got = append(got, fmt.Sprintf("%d %s", d.Line, d.Message))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", block, got, want)
		}
	}
}
