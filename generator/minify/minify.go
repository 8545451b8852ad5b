// Package minify makes published files smaller without changing what they say.
//
// It promises that its input is left alone, that minifying a second time removes nothing more, and
// that a file it cannot read is an error, never half a file. It is one set of settings for the whole
// of Qizhi, so that a preview and a publication cannot differ.
package minify

import (
	"bytes"
	"fmt"
	"path"
	"regexp"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// mediaTypes are the files that are minified, by ending.
var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "application/javascript",
	".svg": "image/svg+xml", ".xml": "text/xml", ".json": "application/json",
}

// minifier is shared by all goroutines: it is complete before the first use, and it is safe.
var minifier = newMinifier()

// newMinifier keeps the document tags, end tags and quotes: old browsers, editors and the readers
// of a page's source are better served by them than by the few bytes they cost. A bare &
// is no error of HTML where no reference follows it (13.1.2.3 of the standard), and stays short as well.
func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.Add("text/css", &css.Minifier{})
	m.Add("application/javascript", &js.Minifier{Version: 2018})
	m.Add("image/svg+xml", &svg.Minifier{})
	m.Add("text/xml", &xml.Minifier{})
	m.AddRegexp(regexp.MustCompile(`^application/(.+\+)?json$`), &json.Minifier{})
	return m
}

// Bytes returns the bytes of the file at an output path minified. A file of a kind that is not
// minified, and a page from which nothing can be removed, is returned as it is: data itself.
func Bytes(name string, data []byte) ([]byte, error) {
	if path.Ext(name) == ".html" && minimal(data) {
		return data, nil
	}
	return Anew(name, data)
}

// Anew is Bytes without the look whether a page is minimal already: it asks the minifier itself, which
// is slower. By it a check sees that nothing is left to remove.
func Anew(name string, data []byte) ([]byte, error) {
	media, ok := mediaTypes[path.Ext(name)]
	if !ok {
		return data, nil
	}
	var out bytes.Buffer
	out.Grow(len(data))
	// The minifier may write into its input, which belongs to the caller.
	if err := minifier.Minify(media, &out, bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out.Bytes(), nil
}
