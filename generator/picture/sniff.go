package picture

import (
	"bytes"
	"strings"

	"qizhi/generator/picture/svg"
)

// signatures are the first bytes of the formats that are read.
var signatures = []struct {
	first  string
	format Format
}{
	{"\xff\xd8\xff", JPEG},
	{"\x89PNG\r\n\x1a\n", PNG},
	{"GIF87a", GIF},
	{"GIF89a", GIF},
}

// others are files that are often taken for pictures, or are pictures that no browser shows.
var others = []struct {
	first, what string
	picture     bool
}{
	{"II*\x00", " TIFF 或相机原始文件", true},
	{"MM\x00*", " TIFF 或相机原始文件", true},
	{"FUJIFILM", "相机原始文件", true},
	{"IIU\x00", "相机原始文件", true},
	{"IIRO", "相机原始文件", true},
	{"IIRS", "相机原始文件", true},
	{"\x00\x00\x00\x0cjP  ", " JPEG 2000 图片", true},
	{"\x01\x00\x00\x00\x6c\x00\x00\x00", " Windows 图元文件", true},
	{"\x01\x00\x09\x00\x00\x03", " Windows 图元文件", true},
	{"8BPS", " Photoshop 文件", true},
	{"\xff\x0a", " JPEG XL 图片", true},
	{"\x00\x00\x00\x0cJXL ", " JPEG XL 图片", true},
	{"\x00\x00\x01\x00", "图标文件", true},
	{"\xd7\xcd\xc6\x9a", " Windows 图元文件", true},
	{"%PDF", " PDF 文档", false},
	{"PK\x03\x04", "压缩包或 Office 文档", false},
	{"\xd0\xcf\x11\xe0", "旧版 Office 文档", false},
	{"Rar!", "压缩包", false},
	{"7z\xbc\xaf", "压缩包", false},
	{"\x1f\x8b", "压缩过的文件（.svgz 请解压成 .svg）", false},
}

// sniff recognises a format by the first bytes.
func sniff(name string, w *window) (Format, *Problem) {
	head := w.bytes(0, 4096)
	for _, s := range signatures {
		if strings.HasPrefix(string(head[:min(len(head), 8)]), s.first) {
			return s.format, nil
		}
	}
	switch {
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return WebP, nil
	case len(head) >= 18 && string(head[:2]) == "BM" && head[15] == 0 && head[16] == 0 && head[17] == 0:
		return BMP, nil
	case svg.Sniff(head):
		return SVG, nil
	}
	return 0, strange(name, head)
}

// strange says why a file is no picture that can be published.
func strange(name string, head []byte) *Problem {
	if len(bytes.Trim(head, "\x00")) == 0 {
		return blank(name)
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		return container(name, string(head[8:12]), head[:min(len(head), 64)])
	}
	for _, o := range others {
		if bytes.HasPrefix(head, []byte(o.first)) {
			if o.picture {
				return unsupported(name, o.what)
			}
			return notPicture(name, o.what)
		}
	}
	for _, s := range signatures {
		if strings.HasPrefix(s.first, string(head)) {
			return truncated(name) // it ends within its signature
		}
	}
	text := bytes.ToLower(head)
	if bytes.Contains(text, []byte("<html")) || bytes.Contains(text, []byte("<!doctype html")) {
		return notPicture(name, "网页（多半是下载时没有存成图片）")
	}
	return notPicture(name, "别的东西")
}

// container names the files that share the box format of ISO 14496-12, by their brand and the
// others that they say they are compatible with.
func container(name, brand string, head []byte) *Problem {
	switch brand {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1":
		if bytes.Contains(head, []byte("avif")) {
			return unsupported(name, " AVIF 图片")
		}
		return heic(name)
	case "avif", "avis":
		return unsupported(name, " AVIF 图片")
	case "crx ":
		return unsupported(name, "相机原始文件")
	}
	return notPicture(name, "视频")
}
