package preview

import (
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"sync"

	"qizhi/themes/hongyan"
)

// own files: what the preview's pages and its part of every page are made of.
//
//go:embed assets
var assets embed.FS

// templates are the preview's own pages.
var templates = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(assets, "assets/*.html")) })

// tokens names the style sheet of the default theme with its colours, faces and sizes, light, dark and in strong
// contrast. The preview's own pages stand on it, whatever theme the site has.
const tokens = "assets/css/00-tokens.css"

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
	colours, err := hongyan.FS.ReadFile(tokens)
	if err != nil { // it is embedded
		panic(err)
	}
	out["staff.css"] = append(colours, out["staff.css"]...)
	return out
}

func fileHandler(name string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { send(w, r, http.StatusOK, mediaType(name), data) }
}
