// Package theme loads a theme (layouts, assets, strings) and executes a layout with a view.
//
// It promises that a theme is checked when it is loaded (a layout that does not parse, a field that
// the view does not have, a string that is missing, a misspelt asset: a diagnostic, never half a
// page), that a site or a folder can replace any single file, that assets carry a fingerprint of
// their bytes in their names, and that executing a layout is a pure function of the layout, the
// strings and the view. A theme cannot read a file, the clock, or anything that is not in its view.
//
// # A theme's folder
//
//	theme.toml            name, extends, description
//	layouts/x.html        one file a layout (html/template); its name is the layout's
//	layouts/partials/     pieces that layouts share: {{template "card" .}} is partials/card.html
//	assets/css/*.css      bundled in the order of their names into one style sheet, style.css
//	assets/js/*.js        bundled in the order of their names into one script, script.js
//	assets/**             anything else, published by itself (scripts, style sheets and SVG minified)
//	i18n/<language>.toml  strings: key = "第 {1} 页，共 {2} 页"
//
// Any other file in it is the theme's own business and is not read.
//
// # Templates
//
// A layout sees its view, html/template's own functions, and text, asset, phrases, masked, numerals,
// tel, mailto and add (see functions.go); nothing else. Partials and {{define}}s
// are looked for in the layout first, then in the partials it reaches, so a layout can fill a block
// that a partial leaves open.
package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"unsafe"
)

// Theme is a loaded theme. It is immutable and safe for use from many goroutines.
type Theme struct {
	layouts map[string]*layout
	strings *messages
	assets  []Asset
	paths   map[string]string // by asset name
	share   Share
}

// Share are the colours of the picture that a shared link shows; empty ones are not named.
func (t *Theme) Share() Share { return t.share }

// layout is one layout ready to run.
type layout struct {
	template *template.Template
	program  *program     // the same, faster; nil when the template asks for more than one knows
	slow     string       // why there is no program
	view     reflect.Type // a pointer to the view's struct
	digest   string
	ready    func() error     // makes template and program, once
	sources  map[string]*file // of its templates, by path inside the theme
	once     sync.Once
	endless  error // what again found of templates that call themselves without end
}

// Execute writes the layout filled with view, which is a pointer to the layout's view struct
// (*PageView, *HomeView, …). A mistake in the layout is a *Fault.
func (t *Theme) Execute(w io.Writer, name string, view any) error {
	l := t.layouts[name]
	if l == nil {
		return fmt.Errorf("the theme has no layout %q", name)
	}
	if got := reflect.TypeOf(view); got != l.view {
		return fmt.Errorf("layout %q shows a %v, not a %v", name, l.view, got)
	}
	if err := l.ready(); err != nil {
		return err
	}
	if l.program == nil {
		return l.fault(l.template.Execute(w, view))
	}
	return l.run(w, view)
}

// pages hold the bytes of pages on their way to a writer that has no room of its own.
var pages = sync.Pool{New: func() any { b := make([]byte, 0, 32<<10); return &b }}

// run writes a page by the layout's program.
func (l *layout) run(w io.Writer, view any) (err error) {
	var page []byte
	if buffer, ok := w.(*bytes.Buffer); ok {
		page = buffer.AvailableBuffer() // the page is made where it goes
	} else {
		room := pages.Get().(*[]byte)
		defer pages.Put(room)
		page = (*room)[:0]
	}
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = l.again(view, f.err)
		}
	}()
	pointer := reflect.ValueOf(view).UnsafePointer()
	_, err = w.Write(l.program.run(page, unsafe.Pointer(&pointer)))
	return err
}

// Has reports whether the theme has the layout.
func (t *Theme) Has(name string) bool { return t.layouts[name] != nil }

// Digest stands for everything of the theme that a page of the layout is made from: the layout, the
// partials it reaches, the strings and asset paths they name. It is "" for a layout there is not.
func (t *Theme) Digest(name string) string {
	if l := t.layouts[name]; l != nil {
		return l.digest
	}
	return ""
}

// Text is the string of a key with {1}, {2}, … replaced by args; the key itself when there is no
// such string.
func (t *Theme) Text(key string, args ...any) string { return t.strings.text(key, args...) }

// Assets are the files that the theme publishes, sorted by name.
func (t *Theme) Assets() []Asset { return t.assets }

// AssetPath is the published path of an asset ("style.css" -> "assets/style-3f2a1b4c5d.css"),
// relative to the site's root; "" when the theme has none of that name.
func (t *Theme) AssetPath(name string) string { return t.paths[name] }
