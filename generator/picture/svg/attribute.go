package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"strings"
)

// attribute writes an attribute of an element if it draws. Names with a prefix belong to the program
// that made the drawing (its file name among them), but for xml: and XLink's reference.
func (c *cleaner) attribute(out *bytes.Buffer, element string, a xml.Attr) {
	name, value := a.Name.Local, a.Value
	switch {
	case c.spaces[a.Name.Space] == xlinkSpace && name == "href" || a.Name.Space == "xlink" && name == "href":
		name = "xlink:href"
	case a.Name.Space == "xml" && (name == "space" || name == "lang"):
		name = "xml:" + name
	case a.Name.Space != "" || name == "xmlns":
		return
	}
	ok := true
	switch {
	case name == "href" || name == "xlink:href":
		value, ok = c.reference(element, value)
		c.linked = c.linked || ok && name == "xlink:href"
	case name == "style":
		value = cleanDeclarations(value)
		ok = value != ""
	default:
		ok = plainName(name) && local(value)
	}
	if !ok {
		return
	}
	out.WriteString(" " + name + `="`)
	escapeAttribute.WriteString(out, value)
	out.WriteByte('"')
}

// plainName reports whether an attribute neither handles an event nor holds a program's data.
func plainName(name string) bool {
	lower := strings.ToLower(name)
	return !strings.HasPrefix(lower, "on") && !strings.HasPrefix(lower, "data-") && lower != "src" && lower != "base"
}

// reference keeps a link into the drawing itself and, for an image, an embedded picture.
func (c *cleaner) reference(element, value string) (string, bool) {
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "#") {
		return value, true
	}
	if element != "image" {
		return "", false
	}
	kind, body, ok := strings.Cut(value, ";base64,")
	if !ok || !embeddable[strings.ToLower(kind)] {
		return "", false
	}
	data, err := base64.StdEncoding.DecodeString(strings.Map(unbroken, body))
	if err != nil {
		return "", false
	}
	if data, err = c.strip(data); err != nil {
		return "", false
	}
	return kind + ";base64," + base64.StdEncoding.EncodeToString(data), true
}

var embeddable = map[string]bool{"data:image/png": true, "data:image/jpeg": true, "data:image/jpg": true,
	"data:image/gif": true, "data:image/webp": true}

// unbroken drops the line breaks inside base64.
func unbroken(r rune) rune {
	if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
		return -1
	}
	return r
}
