package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"path"
	"slices"
	"strings"

	"qizhi/generator/picture"
)

// Metadata says, in Chinese, what a file tells of whoever made it: the people in its properties, and the
// photos in it that say where and with what they were taken. It is empty for a file that cannot be read;
// [Text] says so.
func Metadata(name string, raw []byte) (says []string) {
	if !Reads(name) {
		return nil
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(archive.File) > maxMembers {
		return nil
	}
	r := &reader{left: maxText, members: maxMembers}
	for _, f := range archive.File {
		switch part := partPath(f.Name); {
		case part == "docprops/core.xml" || part == "docprops/app.xml" || part == "meta.xml":
			says = append(says, r.people(f)...)
		case strings.HasSuffix(part, ".heic") || strings.HasSuffix(part, ".heif"):
			says = append(says, "照片 "+path.Base(memberName(f))+" 的拍摄信息")
		case strings.HasSuffix(part, ".jpg") || strings.HasSuffix(part, ".jpeg"):
			if data, err := r.read(f); err == nil && isTaken(f.Name, data) {
				says = append(says, "照片 "+path.Base(memberName(f))+" 的拍摄信息")
			}
		}
	}
	slices.Sort(says)
	return slices.Compact(says)
}

// isTaken reports whether a photo says how it was taken: more than which side is up.
func isTaken(name string, data []byte) bool {
	if !bytes.Contains(data[:min(len(data), 64<<10)], []byte("Exif\x00\x00")) {
		return false
	}
	bare, err := picture.Strip(name, data)
	return err != nil || len(bare) < len(data)
}

// personal are the properties that name a person or an office.
var personal = map[string]string{"creator": "作者", "initial-creator": "作者", "lastModifiedBy": "最后修改者", "manager": "主管", "Manager": "主管", "Company": "单位"}

// people reads the properties of a file.
func (r *reader) people(f *zip.File) (says []string) {
	label := ""
	_ = r.each(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			label = personal[t.Name.Local]
		case xml.EndElement:
			label = ""
		case xml.CharData:
			if said := strings.TrimSpace(string(t)); label != "" && said != "" && !slices.Contains(programs, said) {
				says = append(says, label+"“"+said[:min(len(said), 200)]+"”")
			}
		}
	})
	return says
}

// programs write their own name where a person's belongs.
var programs = []string{"openpyxl", "python-docx", "Apache POI", "Microsoft Office User", "Microsoft", "Administrator", "WPS Office", "LibreOffice", "user", "User"}
