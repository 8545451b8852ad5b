package preview

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
)

// own files: what the preview's pages and its part of every page are made of.
//
//go:embed assets
var assets embed.FS

// templates are the preview's own pages.
var templates = template.Must(template.ParseFS(assets, "assets/*.html"))

// files are the scripts, style sheets and pictures below /_qizhi/, by name.
func files() map[string][]byte {
	out := map[string][]byte{}
	names, err := fs.Glob(assets, "assets/*")
	if err != nil { // the pattern is right
		panic(err)
	}
	for _, name := range names {
		if path.Ext(name) == ".html" {
			continue
		}
		data, err := assets.ReadFile(name)
		if err != nil { // it is embedded
			panic(err)
		}
		out[path.Base(name)] = data
	}
	return out
}

func fileHandler(name string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, mediaType(name), data) }
}
