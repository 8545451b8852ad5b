package check

import (
	"bytes"
	"path"
	"strings"

	"qizhi/generator/check/office"
	"qizhi/generator/check/pdf"
	"qizhi/generator/diag"
	"qizhi/generator/picture/enclosed"
	"qizhi/generator/picture/film"
)

// metadata warns of an attachment that tells more than its text: who made it, where a photo in it or a
// film was taken. What publishing takes out is not spoken of.
func metadata(name string, raw []byte) diag.List {
	var says []string
	hint := "Word、WPS：文件 → 信息 → 检查文档，删去文档属性和个人信息，再存一次"
	switch ext := strings.ToLower(path.Ext(name)); {
	case office.Reads(name):
		says = office.Metadata(name, enclosed.Strip(name, raw))
		if ext == ".zip" {
			hint = "把照片另存为 JPEG 再压缩一次：发布时会去掉 JPEG 照片的拍摄信息"
		}
	case ext == ".pdf":
		if author := pdf.Author(raw); author != "" {
			says = append(says, "作者“"+author[:min(len(author), 200)]+"”")
		}
		if bytes.Contains(raw, []byte("Exif\x00\x00")) { // photos lie in a PDF as they were taken
			says = append(says, "照片的拍摄信息")
		}
		hint = "在 Word 或 WPS 里检查文档、删去作者，照片压缩过再另存为 PDF"
	case film.Reads(name):
		if film.Places(raw) {
			says = []string{"拍摄地点"}
		}
		hint = "用剪辑软件重新导出，不带位置；手机在拍摄设置里关掉地理位置"
	}
	if len(says) == 0 {
		return nil
	}
	return diag.List{{Position: diag.Position{Path: "content/" + name}, Severity: diag.Warning, Rule: ruleMetadata,
		Message: "附件里记着" + strings.ToValidUTF8(strings.Join(says, "、"), ""), Hint: hint}}
}
