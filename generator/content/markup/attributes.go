package markup

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// attributes writes the attributes of an element that may stay.
func (b *Builder) attributes(name string, r *rule, attrs []html.Attribute, at int) {
	var classes []string
	for _, a := range attrs {
		switch key := a.Key; {
		case key == "class":
			classes = append(classes, b.classes(a.Val, at)...)
		case key == "style" || key == "align":
			classes = append(classes, b.alignment(name, key, a.Val, at)...)
		case key == "href" && name == "a":
			b.href(a.Val, at)
		case key == "id" || key == "name" && name == "a":
			b.id(a.Val, at)
		case key == "title" && strings.TrimSpace(a.Val) != "":
			b.Attribute("title", a.Val)
			if b.References != nil {
				b.References.Title(a.Val, at)
			}
		case key == "lang":
			b.language(a.Val)
		case key == "dir" && a.Val == "rtl":
			b.HTML = append(b.HTML, ` dir="rtl"`...)
		case strings.Contains(r.allowed, " "+key+" ") && key != "":
			b.own(key, a.Val, at)
		default:
			b.loseAttribute(key, at)
		}
	}
	if len(classes) > 0 {
		slices.Sort(classes)
		b.Attribute("class", strings.Join(slices.Compact(classes), " "))
	}
}

func (b *Builder) loseAttribute(key string, at int) {
	switch {
	case strings.HasPrefix(key, "on") || key == "srcdoc" || key == "formaction":
		b.lose(&b.Losses.Scripts, at)
	case strings.Contains(key, ":") || key == "dir" || key == "title" || key == "xmlns":
	case strings.Contains(" width height border cellspacing cellpadding valign bgcolor background nowrap color face size hspace vspace type clear ", " "+key+" "):
		b.lose(&b.Losses.Styles, at)
	case key == "target" || key == "rel":
	default:
		b.lose(&b.Losses.Attributes, at)
	}
}

// href asks where a link leads. One that leads nowhere safe is left out.
func (b *Builder) href(target string, at int) {
	if b.References == nil || !b.References.Link(target, at) {
		b.lose(&b.Losses.Scripts, at)
	}
}

// id keeps an anchor that is free; those of word processors (_Toc123) lead nowhere and are dropped.
func (b *Builder) id(id string, at int) {
	if id == "" || id[0] == '_' || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r == 0x7F }) {
		return
	}
	if b.References == nil || !b.References.Take(id) {
		b.lose(&b.Losses.Attributes, at)
		return
	}
	b.Attribute("id", id)
}

// language keeps a language that somebody chose: word processors write EN-US on every second word.
func (b *Builder) language(tag string) {
	if tag == "" || tag[0] < 'a' || tag[0] > 'z' || len(tag) > 20 {
		return
	}
	b.Attribute("lang", tag)
}

// classes keeps simple names in small letters; those of Word (MsoNormal) and Excel (xl65) go.
func (b *Builder) classes(value string, at int) []string {
	var kept []string
	for c := range strings.FieldsSeq(value) {
		if simpleClass(c) {
			kept = append(kept, c)
			continue
		}
		b.lose(&b.Losses.Styles, at)
	}
	return kept
}

func simpleClass(c string) bool {
	if strings.HasPrefix(c, "mso") || strings.HasPrefix(c, "xl") || strings.HasPrefix(c, "font") {
		return false
	}
	for i := range len(c) {
		ok := c[i] >= 'a' && c[i] <= 'z' || i > 0 && (c[i] == '-' || c[i] >= '0' && c[i] <= '9')
		if !ok {
			return false
		}
	}
	return true
}

// alignment makes a class of the one declaration of style that means something.
func (b *Builder) alignment(name, key, value string, at int) []string {
	value = strings.ToLower(value)
	if key == "style" {
		b.lose(&b.Losses.Styles, at)
		_, rest, ok := strings.Cut(value, "text-align:")
		if !ok {
			return nil
		}
		value, _, _ = strings.Cut(rest, ";")
	}
	value = strings.TrimSpace(value)
	if alignable[name] && (value == "right" || value == "center") {
		return []string{value}
	}
	return nil
}

// own writes an attribute that the element has for itself.
func (b *Builder) own(key, value string, at int) {
	switch key {
	case "open", "reversed":
		b.HTML = append(append(b.HTML, ' '), key...)
		return
	case "datetime":
		b.Attribute(key, value)
		return
	case "scope":
		if value == "row" || value == "col" || value == "rowgroup" || value == "colgroup" {
			b.Attribute(key, value)
		}
		return
	}
	n, err := strconv.Atoi(strings.TrimSpace(value))
	counts := key != "start" && key != "value"
	if err != nil || n > 1000 || n < -1000 || counts && n < 1 {
		b.lose(&b.Losses.Attributes, at)
		return
	}
	if !counts || n > 1 {
		b.Attribute(key, strconv.Itoa(n))
	}
}

// picture hands an img to whoever shows pictures.
func (b *Builder) picture(attrs []html.Attribute, at int) {
	values := map[string]string{}
	for _, a := range attrs {
		values[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") {
			b.lose(&b.Losses.Scripts, at)
		}
	}
	source := values["src"]
	if source == "" {
		source = values["data-src"] // WeChat articles load their pictures late
	}
	if source == "" || b.References == nil {
		b.lose(&b.Losses.Tags, at)
		return
	}
	b.References.Picture(source, values["alt"], values["title"], at)
}
