// Package pdf reads the text of a PDF attachment, so that personal numbers in it can be found.
//
// It promises to end: the file is read once from front to back, whatever its cross-references say, what
// is packed in it is unpacked within bounds, and nothing is followed in a circle. It does not lay text
// out: words come in the order in which they are drawn, which is the order of reading for what Word, WPS
// and browsers make. What it cannot read (an encrypted file, a scan, a font that does not say which
// characters it draws) is an error, so that a person looks. (ISO 32000-1, 7.3, 7.5.7, 9.4, 9.10.)
package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// The bounds of one file.
const (
	maxUnpacked = 64 << 20 // of all streams together
	maxObjects  = 200_000
	maxDepth    = 32
	maxCodes    = 200_000 // of all fonts together
)

// What keeps a file from being read whole.
var (
	ErrEncrypted = errors.New("加了密")
	ErrScan      = errors.New("里没有文字（多半是扫描件）")
	ErrFont      = errors.New("有的字体没有注明是什么字")
	ErrLarge     = errors.New("太大")
	ErrNoPDF     = errors.New("不是完好的 PDF")
	ErrFilter    = errors.New("用了少见的压缩")
)

// Text calls visit with the file's text: once as pieces that are apart wherever the pen was moved, once
// with those of one line joined, since some programs draw a number digit by digit. The error says why it
// may not be all.
func Text(raw []byte, visit func(text string)) error {
	if !bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")) {
		return ErrNoPDF
	}
	f := &file{objects: map[int]any{}, budget: maxUnpacked}
	f.read(raw)
	switch {
	case f.encrypted:
		return ErrEncrypted
	case len(f.objects) == 0:
		return ErrNoPDF
	}
	f.unpackObjects()
	for _, number := range slices.Sorted(maps.Keys(f.objects)) {
		eachText(f.objects[number], 0, visit)
	}
	for _, s := range f.streams {
		if s.dict["Type"] == name("Metadata") {
			visit(string(f.unpack(s)))
		}
	}
	d := &drawing{fonts: f.fonts()}
	for _, s := range f.streams {
		if data, ok := f.content(s); ok {
			d.draw(data)
		}
	}
	if d.written {
		visit(d.apart.String())
		visit(d.joined.String())
	}
	switch {
	case f.failed != nil:
		return f.failed
	case d.unknown:
		return ErrFont
	case !d.written:
		return ErrScan
	}
	return nil
}

// Author is the person whom a PDF names as its author; "" for none.
func Author(raw []byte) string {
	f := &file{objects: map[int]any{}, budget: maxUnpacked}
	f.read(raw)
	if f.encrypted {
		return ""
	}
	f.unpackObjects()
	for _, number := range slices.Sorted(maps.Keys(f.objects)) {
		if d, ok := f.objects[number].(dict); ok {
			if t, ok := f.resolve(d["Author"]).(text); ok {
				return strings.TrimSpace(plain(t))
			}
		}
	}
	return ""
}

// eachText visits the texts in an object that are long enough for a number: titles, notes, the fields of
// a form, addresses of links.
func eachText(v any, depth int, visit func(string)) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case text:
		if len(v) >= 11 {
			visit(plain(v))
		}
	case []any:
		for _, item := range v {
			eachText(item, depth+1, visit)
		}
	case dict:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			eachText(v[key], depth+1, visit)
		}
	case *stream:
		eachText(v.dict, depth+1, visit)
	}
}

// plain is a text outside the pages: UTF-16 with its mark, UTF-8 with its mark, or one byte a character
// (ISO 32000-1, 7.9.2.2).
func plain(t text) string {
	switch {
	case bytes.HasPrefix(t, []byte("\xFE\xFF")):
		return string(utf16.Decode(pairs(t[2:])))
	case bytes.HasPrefix(t, []byte("\xEF\xBB\xBF")):
		return string(t[3:])
	}
	out := make([]rune, len(t))
	for i, c := range t {
		out[i] = rune(c)
	}
	return string(out)
}

// file is what stands in a PDF.
type file struct {
	objects   map[int]any
	streams   []*stream
	encrypted bool
	budget    int // bytes that may still be unpacked
	failed    error
}

// stream is an object with bytes of its own.
type stream struct {
	number int
	dict   dict
	data   []byte
}

// read finds every object by its own beginning ("12 0 obj"), in one pass.
func (f *file) read(raw []byte) {
	f.encrypted = bytes.Contains(raw, []byte("/Encrypt"))
	for at := 0; len(f.objects) < maxObjects; {
		i := bytes.Index(raw[at:], []byte("obj"))
		if i < 0 {
			return
		}
		at += i + len("obj")
		number, ok := numberBefore(raw, at-len("obj"))
		if !ok {
			continue
		}
		s := &scanner{src: raw, at: at}
		value := s.value(0)
		at = max(s.at, at)
		if d, ok := value.(dict); ok {
			if data, end, ok := streamAfter(raw, at, d); ok {
				st := &stream{number, d, data}
				f.streams = append(f.streams, st)
				value, at = st, end
			}
		}
		f.objects[number] = value
	}
	f.failed = ErrLarge
}

// numberBefore reads backwards the "12 0 " that stands before "obj".
func numberBefore(raw []byte, at int) (int, bool) {
	end := at
	skip := func(what func(byte) bool) int {
		from := end
		for end > 0 && what(raw[end-1]) && from-end < 12 {
			end--
		}
		return from - end
	}
	if skip(isSpace) == 0 || skip(isDigit) == 0 || skip(isSpace) == 0 {
		return 0, false
	}
	last := end
	if skip(isDigit) == 0 {
		return 0, false
	}
	n := 0
	for _, c := range raw[end:last] {
		n = n*10 + int(c-'0')
	}
	return n, last-end < 10
}

// streamAfter is the bytes of the stream that begins after a dictionary, and where it ends.
func streamAfter(raw []byte, at int, d dict) (data []byte, end int, ok bool) {
	for at < len(raw) && isSpace(raw[at]) {
		at++
	}
	if !bytes.HasPrefix(raw[at:], []byte("stream")) {
		return nil, at, false
	}
	at += len("stream")
	if at < len(raw) && raw[at] == '\r' {
		at++
	}
	if at < len(raw) && raw[at] == '\n' {
		at++
	}
	if n, ok := d["Length"].(float64); ok && n >= 0 && int(n) <= len(raw)-at {
		after := bytes.TrimLeft(raw[at+int(n):min(len(raw), at+int(n)+20)], "\r\n \t")
		if bytes.HasPrefix(after, []byte("endstream")) {
			return raw[at : at+int(n)], at + int(n), true
		}
	}
	if n := bytes.Index(raw[at:], []byte("endstream")); n >= 0 {
		return raw[at : at+n], at + n, true
	}
	return raw[at:], len(raw), true
}

// unpack is the plain bytes of a stream, as far as they can be had.
func (f *file) unpack(s *stream) []byte {
	filters := names(s.dict["Filter"])
	data := s.data
	for _, filter := range filters {
		if filter != "FlateDecode" && filter != "Fl" {
			f.fail(ErrFilter)
			return nil
		}
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil
		}
		// A stream that breaks off has said what it said.
		data, _ = io.ReadAll(io.LimitReader(r, int64(f.budget)+1))
		if f.budget -= len(data); f.budget < 0 {
			f.budget = 0
			f.fail(ErrLarge)
			return nil
		}
	}
	return data
}

func (f *file) fail(err error) {
	if f.failed == nil {
		f.failed = err
	}
}

// names are the names of a name or a list of them.
func names(v any) (out []string) {
	switch v := v.(type) {
	case name:
		out = append(out, string(v))
	case []any:
		for _, item := range v {
			if n, ok := item.(name); ok {
				out = append(out, string(n))
			}
		}
	}
	return out
}

// unpackObjects reads the objects that are packed in streams (ISO 32000-1, 7.5.7).
func (f *file) unpackObjects() {
	for _, s := range f.streams {
		if s.dict["Type"] != name("ObjStm") {
			continue
		}
		data := f.unpack(s)
		first, _ := f.resolve(s.dict["First"]).(float64)
		if first < 0 || int(first) > len(data) {
			continue
		}
		head := &scanner{src: data[:int(first)]}
		for len(f.objects) < maxObjects {
			number, ok1 := head.value(0).(float64)
			offset, ok2 := head.value(0).(float64)
			if !ok1 || !ok2 || offset < 0 || int(first)+int(offset) > len(data) {
				break
			}
			s := &scanner{src: data, at: int(first) + int(offset)}
			f.objects[int(number)] = s.value(0)
		}
	}
}

// resolve follows one reference.
func (f *file) resolve(v any) any {
	if r, ok := v.(reference); ok {
		return f.objects[int(r)]
	}
	return v
}

// content is the plain bytes of a stream that may draw text.
func (f *file) content(s *stream) ([]byte, bool) {
	if kind := s.dict["Type"]; kind != nil && kind != name("XObject") {
		return nil, false
	}
	if kind := s.dict["Subtype"]; kind != nil && kind != name("Form") {
		return nil, false
	}
	for _, key := range []string{"Length1", "Length2", "FunctionType", "ShadingType", "PatternType", "N"} {
		if _, ok := s.dict[key]; ok {
			return nil, false // a font, a colour profile, a shading
		}
	}
	if len(names(s.dict["Filter"])) > 0 && names(s.dict["Filter"])[0] == "DCTDecode" {
		return nil, false
	}
	data := f.unpack(s)
	return data, bytes.Contains(data, []byte("Tf")) || bytes.Contains(data, []byte("Tj")) || bytes.Contains(data, []byte("TJ"))
}
