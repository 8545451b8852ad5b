package site

import (
	"slices"
	"testing"
	"time"

	"qizhi/generator/content"
)

// A field of files takes a folder for the pictures in it, in the order in which they are numbered.
func TestPicturesOfFolder(t *testing.T) {
	doc, _ := content.Parse("activities/a.md", []byte("+++\ntitle = \"活动\"\ndate = 2022-06-30\nphotos = [\"合影.jpg\", \"照片/\"]\n+++\n"))
	var files []*File
	for _, name := range []string{"activities/合影.jpg", "activities/照片/照片10.jpg", "activities/照片/照片2.JPG", "activities/照片/说明.docx",
		"activities/照片/更多/照片3.jpg", "activities/照片/照片02b.png"} {
		files = append(files, &File{Path: name})
	}
	s := Resolve(Input{Documents: []*content.Document{doc}, Files: files, Now: time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC)})
	if len(s.Pages) != 1 || len(s.Pages[0].Fields) != 1 {
		t.Fatalf("%+v", s.Diagnostics)
	}
	f := s.Pages[0].Fields[0]
	want := []string{"合影.jpg", "照片/照片2.JPG", "照片/照片02b.png", "照片/照片10.jpg"}
	if !slices.Equal(f.Texts, want) {
		t.Errorf("got %q, want %q", f.Texts, want)
	}
	for i, file := range f.Files {
		if file == nil || file.Path != "activities/"+want[i] {
			t.Errorf("file %d is %+v", i, file)
		}
	}
	if d := s.Diagnostics; d.HasErrors() {
		t.Error(d)
	}
	if got := s.PicturesIn("activities/a.md", "没有"); got != nil {
		t.Errorf("a folder that is not there has %v", got)
	}
}
