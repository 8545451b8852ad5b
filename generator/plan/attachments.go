package plan

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"strings"

	"qizhi/generator/digest"
	"qizhi/generator/picture"
	"qizhi/generator/picture/enclosed"
	"qizhi/generator/picture/film"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// tracelessVersion changes when traceless makes other bytes of the same file.
const tracelessVersion = "1"

// attachment is a file as it is, but for the metadata of photos and films.
func (p *planner) attachment(f *site.File) Target {
	return Target{Path: f.Address, Class: Asset, Source: "content/" + f.Path, Verbatim: true, Work: func() (Work, error) {
		return Work{Digest: digest.Of("attachment", tracelessVersion, f.Path, f.Digest), Render: func(w *bytes.Buffer) error {
			data, err := p.bytes(f)
			w.Write(traceless(f.Path, data))
			return err
		}}, nil
	}}
}

// traceless takes out of a film, and of the photos and films in a document or a zip, where and by whom they were
// taken. The film's own bytes are overwritten.
func traceless(name string, data []byte) []byte {
	if film.Reads(name) {
		film.Strip(data)
		return data
	}
	return enclosed.Strip(name, data)
}

// fileLink is what stands in the href attribute of a link to a file. A picture is shown in full. A
// download goes on with attributes of its own, each but the last closed here: the name it was handed
// in under, and its type and size, which the style sheet shows behind the link.
func (p *planner) fileLink(u urls, f *site.File) string {
	if ph := p.album.photos[f]; ph != nil {
		if v := p.view(u, ph, picture.Crop{}); v != nil {
			return html.EscapeString(v.Full)
		}
	}
	return fmt.Sprintf(`%s" download="%s" data-file="%s`, html.EscapeString(u.to(f.Address)), html.EscapeString(path.Base(f.Path)), html.EscapeString(fileType(f)+p.Theme.Text("comma")+size(f.Size)))
}

// attachments lists the files that the page's fields offer for downloading.
func (p *planner) attachments(u urls, page *site.Page) []theme.Attachment {
	var out []theme.Attachment
	var folders []string
	for _, f := range page.Fields {
		if f.Field.Type != site.FileField {
			continue
		}
		for _, file := range f.Files {
			if file == nil || f.Field.Name != downloadField && p.album.photos[file] != nil {
				continue
			}
			name := path.Base(file.Path)
			out = append(out, theme.Attachment{Title: strings.TrimSuffix(name, path.Ext(name)), URL: u.to(file.Address),
				Type: fileType(file), Size: size(file.Size), Name: name})
			folders = append(folders, p.whose(file))
		}
	}
	tellApart(out, folders)
	return out
}

// whose says in a reader's words where a file lies: the title of the article or the section around it, else its folder.
func (p *planner) whose(f *site.File) string {
	folder := path.Dir(f.Path)
	if f.Page != nil && path.Dir(f.Page.Document.Path) == folder {
		return f.Page.LinkTitle
	}
	if section := p.Site.SectionAt(folder); section != nil && folder != "." {
		return section.LinkTitle
	}
	return path.Base(folder)
}

// tellApart adds where they lie to the titles of files that have one name.
func tellApart(list []theme.Attachment, folders []string) {
	times := map[string]int{}
	for _, a := range list {
		times[a.Name]++
	}
	for i := range list {
		if times[list[i].Name] > 1 {
			list[i].Title += "（" + folders[i] + "）"
		}
	}
}

// fileType is what people call a file's type: PDF, DOCX.
func fileType(f *site.File) string { return strings.ToUpper(strings.TrimPrefix(path.Ext(f.Path), ".")) }

// size is a file's size for people: 320 KB, 1.2 MB.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+1<<9)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
