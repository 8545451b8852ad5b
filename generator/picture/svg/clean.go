package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// elements are those that draw. The links (a) are not among them but what they hold is kept; all
// others go with everything inside them.
var elements = set(`svg g defs symbol use switch title desc style
	path rect circle ellipse line polyline polygon text tspan textPath image
	linearGradient radialGradient stop pattern clipPath mask marker
	filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
	feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
	feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
	animate animateTransform animateMotion mpath set`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// cleaner copies a drawing, token by token.
type cleaner struct {
	decoder *xml.Decoder
	strip   func([]byte) ([]byte, error)
	spaces  map[string]string // namespaces by prefix; a document that binds one twice means one thing
	open    []string          // the elements that are open in the result; "" for one left open, as a is
	root    bytes.Buffer      // the attributes of the first element
	out     bytes.Buffer      // what follows them
	linked  bool              // XLink is used
	escaped bool              // a style holds characters that XML writes otherwise
	ended   bool
}

func (c *cleaner) run() error {
	for {
		token, err := c.decoder.RawToken()
		switch {
		case errors.Is(err, io.EOF) && c.ended:
			return nil
		case errors.Is(err, io.EOF):
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		switch token := token.(type) {
		case xml.Directive:
			defineEntities(token, c.decoder.Entity)
		case xml.StartElement:
			err = c.start(token)
		case xml.EndElement:
			err = c.end()
		case xml.CharData:
			err = c.text(token)
		}
		if err != nil {
			return err
		}
	}
}

// document puts the result together.
func (c *cleaner) document() []byte {
	out := bytes.NewBufferString(`<svg xmlns="` + svgSpace + `"`)
	if c.linked {
		out.WriteString(` xmlns:xlink="` + xlinkSpace + `"`)
	}
	out.Write(c.root.Bytes())
	out.Write(c.out.Bytes())
	return out.Bytes()
}

func (c *cleaner) start(e xml.StartElement) error {
	c.declare(e.Attr)
	first := len(c.open) == 0
	switch {
	case c.ended || first && (!c.draws(e.Name) || e.Name.Local != "svg"):
		return ErrNotSVG
	case len(c.open) >= maxDepth:
		return ErrTooDeep
	case !first && c.draws(e.Name) && e.Name.Local == "a":
		c.open = append(c.open, "")
		return nil
	case !c.draws(e.Name) || !elements[e.Name.Local] || retargets(e):
		return c.skip()
	}
	out := &c.out
	if first {
		out = &c.root
	} else {
		out.WriteString("<" + e.Name.Local)
	}
	for _, a := range e.Attr {
		c.attribute(out, e.Name.Local, a)
	}
	out.WriteByte('>')
	c.open = append(c.open, e.Name.Local)
	return nil
}

// declare notes the namespaces that an element binds.
func (c *cleaner) declare(attributes []xml.Attr) {
	for _, a := range attributes {
		switch {
		case a.Name.Space == "xmlns":
			c.spaces[a.Name.Local] = a.Value
		case a.Name.Space == "" && a.Name.Local == "xmlns" && len(c.open) == 0:
			c.spaces[""] = a.Value
		}
	}
}

// draws reports whether a name belongs to SVG. A drawing that names no namespace at all means SVG.
func (c *cleaner) draws(name xml.Name) bool {
	space, ok := c.spaces[name.Space]
	return space == svgSpace || !ok && name.Space == ""
}

// retargets reports whether an animation changes something other than how the drawing looks.
func retargets(e xml.StartElement) bool {
	for _, a := range e.Attr {
		if a.Name.Local == "attributeName" {
			v := strings.ToLower(strings.TrimSpace(a.Value))
			return strings.Contains(v, "href") || strings.HasPrefix(v, "on") || strings.ContainsAny(v, ":\\")
		}
	}
	return false
}

// skip passes everything up to the end of the element that has just begun.
func (c *cleaner) skip() error {
	for depth := 1; depth > 0; {
		token, err := c.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func (c *cleaner) end() error {
	if len(c.open) == 0 {
		return ErrNotSVG
	}
	name := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if name != "" {
		c.out.WriteString("</" + name + ">")
	}
	c.ended = len(c.open) == 0
	return nil
}

func (c *cleaner) text(text []byte) error {
	switch {
	case len(c.open) == 0:
		return nil
	case c.open[len(c.open)-1] == "style":
		// A style element is read as a whole even when comments part it: what stands between
		// two comments is judged by itself.
		return c.sheet(cleanSheet(string(text)))
	}
	escapeText.WriteString(&c.out, string(text))
	return nil
}

// sheet writes a style sheet. The minifier takes what is written for the style itself, so > stays as it
// is: XML asks only that it does not end a CDATA section that nobody began.
func (c *cleaner) sheet(text string) error {
	endsCDATA := strings.Contains(text, "]]") || strings.HasPrefix(strings.TrimLeft(text, "]"), ">")
	if !endsCDATA && !strings.ContainsAny(text, "&<") {
		c.out.WriteString(text)
		return nil
	}
	c.escaped = true
	escapeText.WriteString(&c.out, text)
	return nil
}

// The characters that would end a text or an attribute.
var (
	escapeText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	escapeAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
)
