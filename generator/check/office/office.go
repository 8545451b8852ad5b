// Package office reads the text of what staff attach to a page: Word, Excel and PowerPoint files of
// the Office Open XML kind, those of OpenDocument, and zip archives of such files.
//
// It promises bounded time and memory whatever the file holds: a bomb that unpacks to gigabytes, a
// thousand archives within each other and broken XML end in an error and nothing else. It reads text
// only, without layout. The older formats (.doc, .xls, .ppt, .wps), encrypted files and PDF it does not
// read, and says so: nobody may take their silence for an all-clear.
package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"qizhi/generator/check/pdf"
)

// The bounds of one attachment, everything packed inside it included.
const (
	maxText    = 48 << 20 // bytes unpacked
	maxMembers = 20_000
	maxDepth   = 3 // a document in an archive in an archive
)

// The reasons why a file was not read to its end, in Chinese, the gravest first. What was read before
// was still visited.
var (
	ErrLarge     = errors.New("解压后太大")
	ErrEncrypted = errors.New("加了密码")
	ErrBroken    = errors.New("损坏或不完整")
	ErrUnknown   = errors.New("是读不了的格式")
)

// reasons are the errors in that order.
var reasons = []error{ErrLarge, ErrEncrypted, ErrBroken, ErrUnknown}

// Visit is told each piece of text and, in Chinese, where it stands ("第 2 个工作表 B3"); "" when there
// is nothing more to say than the file.
type Visit func(where, text string)

// Reads reports whether a file of that name is one whose text can be read.
func Reads(name string) bool { return formatOf(name) != nil }

// Text visits the text of a file. The error is one of those above, or nil.
func Text(name string, raw []byte, visit Visit) error {
	r := &reader{left: maxText, members: maxMembers}
	err := r.file(name, raw, "", visit, 0)
	for _, reason := range reasons {
		if errors.Is(err, reason) {
			return reason
		}
	}
	return err
}

// format says which members of an archive hold text, and how it is read.
type format func(r *reader, archive *zip.Reader, visit Visit) error

// formatOf is the format that a name's ending stands for; nil for none.
func formatOf(name string) func(depth int) format {
	same := func(f format) func(int) format { return func(int) format { return f } }
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".docm", ".dotx", ".dotm":
		return same(document)
	case ".xlsx", ".xlsm", ".xltx", ".xltm":
		return same(workbook)
	case ".pptx", ".pptm", ".ppsx", ".potx", ".potm", ".ppsm":
		return same(slides)
	case ".odt", ".ods", ".odp", ".odg", ".ott", ".ots", ".otp":
		return same(openDocument)
	case ".zip":
		return func(depth int) format {
			return func(r *reader, archive *zip.Reader, visit Visit) error { return r.archive(archive, visit, depth) }
		}
	}
	return nil
}

// reader spends the bounds of one attachment.
type reader struct {
	left    int64
	members int
}

func (r *reader) file(name string, raw []byte, where string, visit Visit, depth int) error {
	reads := formatOf(name)
	switch {
	case reads == nil || depth >= maxDepth:
		return ErrUnknown
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")): // what Office wraps an encrypted file in
		return ErrEncrypted
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return ErrBroken
	}
	if r.members -= len(archive.File); r.members < 0 {
		return ErrLarge
	}
	return reads(depth)(r, archive, func(at, text string) {
		visit(strings.TrimSpace(where+" "+at), text)
	})
}

// archive visits the names and the texts of a zip archive's members.
func (r *reader) archive(archive *zip.Reader, visit Visit, depth int) error {
	var failed error
	if archive.Comment != "" {
		visit("压缩包的说明", plainText([]byte(archive.Comment)))
	}
	for _, f := range archive.File {
		name := memberName(f)
		visit("压缩包里的文件名", name)
		if f.FileInfo().IsDir() || IsMedia(name) {
			continue
		}
		raw, err := r.read(f)
		if err == nil {
			err = r.member(name, raw, visit, depth)
		}
		if errors.Is(err, ErrLarge) {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// member reads a member of an archive by its name, or as the text that it is.
func (r *reader) member(name string, raw []byte, visit Visit, depth int) error {
	where := "压缩包里的 " + name
	switch {
	case Reads(name):
		return r.file(name, raw, where, visit, depth+1)
	case strings.EqualFold(path.Ext(name), ".pdf"):
		return pdf.Text(raw, func(text string) { visit(where, text) })
	}
	text, ok := PlainText(raw)
	if !ok {
		return ErrUnknown
	}
	visit(where, text)
	return partly(name)
}

// partly is the error of a text whose words are partly encoded: a letter, an archive of a page.
func partly(name string) error {
	switch strings.ToLower(path.Ext(name)) {
	case ".eml", ".mht", ".mhtml":
		return ErrUnknown
	}
	return nil
}

// IsMedia reports pictures, sound, films and fonts by their name: there is no text in them to read.
func IsMedia(name string) bool {
	return slices.Contains(media, strings.ToLower(path.Ext(name)))
}

var media = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".ico", ".mp3", ".m4a", ".wav", ".ogg",
	".oga", ".flac", ".aac", ".mp4", ".m4v", ".mov", ".webm", ".ogv", ".avi", ".mkv", ".wmv", ".ttf", ".otf", ".woff", ".woff2"}

// read unpacks a member within what is left.
func (r *reader) read(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	in, err := f.Open()
	if err != nil {
		return nil, ErrBroken
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, r.left+1))
	if r.left -= int64(len(raw)); r.left < 0 {
		return nil, ErrLarge
	}
	if err != nil {
		return nil, ErrBroken
	}
	return raw, nil
}

// memberName is the name of a member; Windows writes Chinese ones in GBK.
func memberName(f *zip.File) string { return plainText([]byte(f.Name)) }

// plainText is PlainText that keeps what can be read of anything.
func plainText(raw []byte) string {
	if text, ok := PlainText(raw); ok {
		return text
	}
	return strings.ToValidUTF8(string(raw), "�")
}

// member finds a member by name.
func member(archive *zip.Reader, name string) *zip.File {
	for _, f := range archive.File {
		if partPath(f.Name) == name {
			return f
		}
	}
	return nil
}

func ordinal(n int, what string) string { return fmt.Sprintf("第 %d %s", n, what) }
