package enclosed

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/bep/imagemeta"

	"qizhi/generator/picture/phototest"
)

// member is one file to pack.
type member struct {
	name string
	data []byte
}

func packed(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name, Method: zip.Deflate, Modified: time.Date(2022, 6, 30, 8, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(m.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read unpacks one file of an archive.
func read(t testing.TB, archive []byte, name string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tags counts the tags of a photo, as an independent reader sees them.
func tags(t testing.TB, data []byte) (n int) {
	t.Helper()
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
		HandleTag: func(imagemeta.TagInfo) error { n++; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func phone() []byte {
	exif := phototest.Exif{Orientation: 1, Make: "Phone", Latitude: 3600, Longitude: 7200}.Bytes()
	return phototest.JPEG(phototest.Corners(60, 40), 90, phototest.ExifSegment(exif))
}

func TestStrip(t *testing.T) {
	document, video := []byte("<w:document>文字</w:document>"), []byte("\x00\x00\x00\x20moov\x00\x00\x00\x18udta\x00\x00\x00\x10\xA9xyz+29.5678")
	doc := packed(t, member{"word/document.xml", document}, member{"word/media/image1.jpeg", phone()}, member{"word/media/film.mp4", video})
	for name, data := range map[string][]byte{
		"名单.docx": doc,
		"照片.zip":  packed(t, member{"里面/名单.docx", doc}, member{"里面/IMG_1.JPG", phone()}),
	} {
		if tags(t, phone()) == 0 {
			t.Fatal("the photo has nothing to take out")
		}
		before := bytes.Clone(data)
		out := Strip(name, data)
		if !bytes.Equal(before, data) {
			t.Fatalf("%s: what was handed in is changed", name)
		}
		inner := out
		if name == "照片.zip" {
			inner = read(t, out, "里面/名单.docx")
			if n := tags(t, read(t, out, "里面/IMG_1.JPG")); n != 0 {
				t.Errorf("%s: %d tags are left", name, n)
			}
		}
		if !bytes.Equal(read(t, inner, "word/document.xml"), document) {
			t.Errorf("%s: the text is another", name)
		}
		if n := tags(t, read(t, inner, "word/media/image1.jpeg")); n != 0 {
			t.Errorf("%s: %d tags are left", name, n)
		}
		if bytes.Contains(read(t, inner, "word/media/film.mp4"), []byte("+29")) {
			t.Errorf("%s: the film's place is left", name)
		}
		if again := Strip(name, out); &again[0] != &out[0] {
			t.Errorf("%s: stripping again changes something", name)
		}
	}
}

// What has nothing to take out, is signed, or is no archive, is published as it is.
func TestLeftAlone(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.docx":      packed(t, member{"word/document.xml", []byte("<a/>")}, member{"word/media/a.jpg", phototest.JPEG(phototest.Corners(9, 9), 90)}),
		"signed.docx": packed(t, member{"_xmlsignatures/sig1.xml", []byte("<a/>")}, member{"word/media/a.jpg", phone()}),
		"cut.docx":    packed(t, member{"word/media/a.jpg", phone()})[:400],
		"broken.docx": packed(t, member{"word/media/a.jpg", phone()[:300]}),
		"a.pdf":       packed(t, member{"a.jpg", phone()}),
		"a.zip":       []byte("PK"),
	} {
		if out := Strip(name, data); !bytes.Equal(out, data) {
			t.Errorf("%s is changed", name)
		}
	}
}

func FuzzStrip(f *testing.F) {
	f.Add(packed(f, member{"word/document.xml", []byte("<a/>")}, member{"word/media/a.jpg", phone()}))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		out := Strip("a.zip", data)
		if !bytes.Equal(data, before) {
			t.Fatal("what was handed in is changed")
		}
		if again := Strip("a.zip", out); !bytes.Equal(again, out) {
			t.Error("stripping again changes something")
		}
	})
}

// Windows writes names in GBK and says so by saying nothing: the name, its time and what is said of the
// archive stay as they were.
func TestNamesStay(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	taken := time.Date(2022, 6, 30, 8, 0, 0, 0, time.UTC)
	for _, name := range []string{"\xD5\xD5\xC6\xAC.jpg", "照片.jpg"} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: name != "照片.jpg", Method: zip.Deflate, Modified: taken})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(phone()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.SetComment("\xCB\xB5\xC3\xF7"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := Strip("a.zip", b.Bytes())
	r, err := zip.NewReader(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	if r.Comment != "\xCB\xB5\xC3\xF7" || len(r.File) != 2 {
		t.Errorf("%q, %d files", r.Comment, len(r.File))
	}
	for i, name := range []string{"\xD5\xD5\xC6\xAC.jpg", "照片.jpg"} {
		f := r.File[i]
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil || tags(t, data) != 0 {
			t.Errorf("%q: metadata is left, or %v", name, err)
		}
		if f.Name != name || f.NonUTF8 != (i == 0) || !f.Modified.Equal(taken) {
			t.Errorf("%q became %+v", name, f.FileHeader)
		}
	}
}
