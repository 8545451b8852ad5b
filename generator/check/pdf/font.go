package pdf

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// font says which characters the codes of a text are.
type font struct {
	wide   bool              // two bytes a code
	codes  map[uint16]string // from its ToUnicode map
	plain  bool              // a code is a Latin character, at least where it is a digit
	decode func(text) string // of a known Chinese encoding
}

// fonts finds every font by the names that pages call it. One name may be of several.
func (f *file) fonts() map[string][]*font {
	out := map[string][]*font{}
	made := map[int]*font{}
	budget := maxCodes
	add := func(v any) {
		names, _ := f.resolve(v).(dict)
		for _, key := range slices.Sorted(maps.Keys(names)) {
			value := names[key]
			ref, isRef := value.(reference)
			d, ok := f.resolve(value).(dict)
			if !ok {
				continue
			}
			if made[int(ref)] == nil || !isRef {
				made[int(ref)] = f.font(d, &budget)
			}
			out[key] = append(out[key], made[int(ref)])
		}
	}
	for _, number := range slices.Sorted(maps.Keys(f.objects)) {
		v := f.objects[number]
		if s, ok := v.(*stream); ok {
			v = s.dict
		}
		eachFontList(v, 0, add)
	}
	return out
}

// eachFontList calls add with every value that stands under /Font, at any depth.
func eachFontList(v any, depth int, add func(any)) {
	if depth > maxDepth {
		return
	}
	switch v := v.(type) {
	case dict:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			inner := v[key]
			if key == "Font" {
				add(inner)
			}
			eachFontList(inner, depth+1, add)
		}
	case []any:
		for _, inner := range v {
			eachFontList(inner, depth+1, add)
		}
	}
}

// font reads one font's own words about itself.
func (f *file) font(d dict, budget *int) *font {
	encoding, _ := f.resolve(d["Encoding"]).(name)
	out := &font{wide: d["Subtype"] == name("Type0"), plain: d["Subtype"] != name("Type0") && d["Subtype"] != name("Type3")}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		out.codes = f.unicodeMap(s, budget)
	}
	switch e := string(encoding); {
	case strings.HasPrefix(e, "UniGB-UCS2"), strings.HasPrefix(e, "UniGB-UTF16"):
		out.decode = func(t text) string { return string(utf16.Decode(pairs(t))) }
	case strings.HasPrefix(e, "GBK"), strings.HasPrefix(e, "GB-EUC"), strings.HasPrefix(e, "GBpc"):
		out.decode = func(t text) string {
			s, _ := simplifiedchinese.GB18030.NewDecoder().String(string(t))
			return s
		}
	}
	return out
}

// unicodeMap reads a ToUnicode map (ISO 32000-1, 9.10.3).
func (f *file) unicodeMap(s *stream, budget *int) map[uint16]string {
	codes := map[uint16]string{}
	set := func(code int, to text, plus int) {
		if *budget--; *budget < 0 || code > 0xffff {
			f.fail(ErrLarge)
			return
		}
		units := pairs(to)
		if n := len(units); n > 0 {
			units[n-1] += uint16(plus)
		}
		codes[uint16(code)] = string(utf16.Decode(units))
	}
	var stack []any
	for r := (&scanner{src: f.unpack(s)}); ; {
		v := r.value(0)
		switch v {
		case end:
			return codes
		case operator("endbfchar"):
			for i := 0; i+1 < len(stack); i += 2 {
				from, _ := stack[i].(text)
				to, _ := stack[i+1].(text)
				set(number(from), to, 0)
			}
		case operator("endbfrange"):
			for i := 0; i+2 < len(stack); i += 3 {
				low, _ := stack[i].(text)
				high, _ := stack[i+1].(text)
				list, isList := stack[i+2].([]any)
				to, _ := stack[i+2].(text)
				for k := 0; k <= number(high)-number(low) && *budget >= 0; k++ {
					if isList && k < len(list) {
						to, _ = list[k].(text)
						set(number(low)+k, to, 0)
					} else if !isList {
						set(number(low)+k, to, k)
					}
				}
			}
		}
		if _, ok := v.(operator); ok {
			stack = stack[:0]
		} else if len(stack) < 3*maxCodes {
			stack = append(stack, v)
		}
	}
}

func pairs(t text) []uint16 {
	out := make([]uint16, 0, len(t)/2)
	for i := 0; i+1 < len(t); i += 2 {
		out = append(out, uint16(t[i])<<8|uint16(t[i+1]))
	}
	return out
}

// number is a code of one or two bytes.
func number(t text) int {
	n := 0
	for _, c := range t[:min(len(t), 2)] {
		n = n<<8 | int(c)
	}
	return n
}

// read is the characters of a text; ok is false when the font does not say what they are.
func (f *font) read(t text) (out string, ok bool) {
	var b strings.Builder
	switch {
	case len(f.codes) > 0 && f.wide:
		for _, code := range pairs(t) {
			b.WriteString(f.codes[code])
		}
	case len(f.codes) > 0:
		for _, c := range t {
			b.WriteString(f.codes[uint16(c)])
		}
	case f.decode != nil:
		return f.decode(t), true
	case f.plain:
		for _, c := range t {
			b.WriteRune(rune(c))
		}
	default:
		return "", false
	}
	return b.String(), true
}
