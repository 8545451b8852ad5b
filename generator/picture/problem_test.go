package picture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image/color"
	"io"
	"strings"
	"testing"

	"qizhi/generator/diag"
	"qizhi/generator/picture/phototest"
)

// Everything that is really handed in, and what staff are told.
func TestProblems(t *testing.T) {
	photo := phototest.JPEG(phototest.Noise(200, 150), 80)
	drawing := phototest.PNG(phototest.Corners(200, 150))
	for _, c := range []struct {
		name string
		data []byte
		rule string
		says string
	}{
		{"空.jpg", nil, "picture/empty", "0 字节"},
		{"零.jpg", make([]byte, 5000), "picture/damaged", "全是零"},
		{"断.jpg", photo[:len(photo)/2], "picture/truncated", "不完整"},
		{"头.jpg", photo[:300], "picture/truncated", "不完整"},
		{"一.jpg", photo[:2], "picture/truncated", "不完整"},
		{"断.png", drawing[:len(drawing)/2], "picture/truncated", "不完整"},
		{"IMG_1.HEIC", phototest.HEIC(), "picture/heic", "请在手机上导出为 JPEG"},
		{"IMG_1.jpg", phototest.HEIC(), "picture/heic", "HEIC"},
		{"a.avif", []byte("\x00\x00\x00\x20ftypavif\x00\x00\x00\x00mif1"), "picture/unsupported", "AVIF"},
		{"b.avif", []byte("\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avif"), "picture/unsupported", "AVIF"},
		{"a.jpg", []byte("\x00\x00\x00\x20ftypisom\x00\x00\x00\x00mp42"), "picture/not-a-picture", "视频"},
		{"a.tif", []byte("II*\x00\x08\x00\x00\x00"), "picture/unsupported", "TIFF"},
		{"a.cr3", []byte("\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom"), "picture/unsupported", "相机原始文件"},
		{"a.raf", []byte("FUJIFILMCCD-RAW 0201"), "picture/unsupported", "相机原始文件"},
		{"a.rw2", []byte("IIU\x00\x18\x00\x00\x00"), "picture/unsupported", "相机原始文件"},
		{"a.orf", []byte("IIRO\x08\x00\x00\x00"), "picture/unsupported", "相机原始文件"},
		{"a.jp2", []byte("\x00\x00\x00\x0cjP  \r\n\x87\n"), "picture/unsupported", "JPEG 2000"},
		{"a.emf", append([]byte("\x01\x00\x00\x00\x6c\x00\x00\x00"), append(make([]byte, 32), " EMF"...)...), "picture/unsupported", "Windows 图元文件"},
		{"a.wmf", []byte("\x01\x00\x09\x00\x00\x03"), "picture/unsupported", "Windows 图元文件"},
		{"a.svgz", []byte("\x1f\x8b\x08\x00"), "picture/not-a-picture", "压缩"},
		{"a.psd", []byte("8BPS\x00\x01"), "picture/unsupported", "Photoshop"},
		{"a.jpg", []byte("%PDF-1.7"), "picture/not-a-picture", "PDF"},
		{"a.jpg", []byte("<!DOCTYPE html><html>"), "picture/not-a-picture", "网页"},
		{"a.jpg", []byte("会议照片"), "picture/not-a-picture", "别的"},
		{"bomb.png", phototest.HugePNG(50000, 50000), "picture/too-large", "50000×50000"},
		{"slow.png", phototest.HugePNG(15000, 15000), "picture/too-large", "最多处理 10000 万像素"},
		{"thin.png", phototest.HugePNG(1, 1<<31-1), "picture/too-large", "像素"},
		{"a.jpg", stored(t, "jpeg/testdata/arithmetic.jpg"), "picture/unsupported", "JPEG 编码"},
		{"a.svg", []byte("<svg width='1' <"), "picture/damaged", "矢量图"},
		{`C:\Users\li\照片.jpg`, nil, "picture/empty", "“照片.jpg”"},
	} {
		_, err := look(c.name, c.data)
		p := AsProblem(err)
		if p == nil || p.Rule != c.rule || !strings.Contains(err.Error(), c.says) || p.Hint == "" || p.Severity != diag.Error {
			t.Errorf("%s (%s): %v %+v", c.name, c.rule, err, p)
		}
		if _, err := Make(c.name, c.data, nil); AsProblem(err) == nil {
			t.Errorf("%s: Make says %v", c.name, err)
		}
	}
}

// A drawing of two kilobytes whose shapes are used twice by shapes that are used twice, and so on, would
// keep a visitor's browser busy for ever.
func TestDrawingOfTooManyShapes(t *testing.T) {
	drawing := func(levels int) string {
		var b strings.Builder
		b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><g id="a0"><rect width="1" height="1"/></g>`)
		for i := 1; i <= levels; i++ {
			fmt.Fprintf(&b, `<g id="a%d"><use href="#a%d"/><use href="#a%d"/></g>`, i, i-1, i-1)
		}
		return b.String() + `</svg>`
	}
	_, err := Strip("图.svg", []byte(drawing(40)))
	if p := AsProblem(err); p == nil || p.Rule != "picture/too-large" || !strings.Contains(err.Error(), "浏览器") {
		t.Errorf("%v", err)
	}
	circle := `<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#none"/></g></svg>`
	for _, good := range []string{drawing(8), circle} {
		if _, err := Strip("图.svg", []byte(good)); err != nil {
			t.Error(err)
		}
	}
}

// Damage behind a good header is found without making anything.
func TestVerify(t *testing.T) {
	photo := phototest.JPEG(phototest.Noise(200, 150), 80)
	hurt := bytes.Clone(photo)
	copy(hurt[len(hurt)/2:], bytes.Repeat([]byte{0xff, 0x00, 0x13}, 60))
	for name, data := range map[string][]byte{
		"花.jpg":   hurt,
		"断.svg":   []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g><rect`),
		"外.svg":   []byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>&unknown;</text></svg>`),
		"短数据.png": phototest.HugePNG(300, 200),
	} {
		if _, err := look(name, data); err != nil {
			t.Errorf("%s: Inspect says %v", name, err)
		}
		if err := Verify(name, data); AsProblem(err) == nil || AsProblem(err).Rule == "picture/not-a-picture" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, data := range map[string][]byte{"a.jpg": photo, "a.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>`)} {
		if err := Verify(name, data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAWrongEndingIsAWarning(t *testing.T) {
	data := phototest.PNG(plain(color.White, 9, 9))
	for name, want := range map[string]int{"a.jpg": 1, "a.heic": 1, "a.PNG": 0, "a": 0, "会议.jpeg": 1} {
		w := mustLook(t, name, data).Warnings
		if len(w) != want || want == 1 && (w[0].Rule != "picture/wrong-ending" || !strings.Contains(w[0].Hint, ".png")) {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// Damage in the middle shows only when pixels are read.
func TestDamageInside(t *testing.T) {
	data := phototest.PNG(phototest.Noise(120, 90))
	copy(data[len(data)/2:], bytes.Repeat([]byte{0x55}, 40))
	info := mustLook(t, "a.png", data)
	_, err := Make("a.png", data, Plan(info, Settings{}))
	if p := AsProblem(err); p == nil || p.Rule != "picture/damaged" {
		t.Errorf("%v", err)
	}
}

// A photo that is cut off inside its data, but followed by the end of another, is found out by Make.
func TestCutOffWithAnEnd(t *testing.T) {
	photo := phototest.JPEG(phototest.Noise(200, 150), 80)
	data := append(photo[:len(photo)/2:len(photo)/2], 0xff, 0xd9)
	info := mustLook(t, "a.jpg", data)
	if _, err := Make("a.jpg", data, Plan(info, Settings{})); AsProblem(err) == nil {
		t.Error(err)
	}
}

// A motion photo has its video behind its end, which is not near the end of the file.
func TestAMotionPhotoIsWhole(t *testing.T) {
	video := bytes.Repeat([]byte("moov and mdat\xff\xe1"), 8000)
	data := append(phototest.JPEG(phototest.Noise(100, 80), 80), video...)
	info := mustLook(t, "MVIMG.jpg", data)
	bare, err := Strip("MVIMG.jpg", data)
	if err != nil || bytes.Contains(bare, []byte("moov")) || info.Width != 100 {
		t.Error(err, info)
	}
}

// Only the header of a file is read, wherever its parts lie.
func TestInspectReadsLittle(t *testing.T) {
	data := phototest.JPEG(phototest.Noise(1200, 900), 95, phototest.ExifSegment(phototest.Exif{Make: "x"}.Bytes()))
	r := &counter{r: bytes.NewReader(data)}
	if _, err := Inspect("a.jpg", r, int64(len(data))); err != nil || r.read > 200<<10 || len(data) < 500<<10 {
		t.Errorf("%d of %d bytes were read, %v", r.read, len(data), err)
	}
}

type counter struct {
	r    io.ReaderAt
	read int
}

func (c *counter) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.r.ReadAt(p, at)
	c.read += n
	return n, err
}

func TestADiskThatFails(t *testing.T) {
	if _, err := Inspect("a.jpg", failing{}, 100); AsProblem(err) == nil || AsProblem(err).Rule != "picture/unreadable" {
		t.Error(err)
	}
}

type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errors.New("the stick is gone") }

func base64Of(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
