package preview

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"

	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// answer is what an address gives.
type answer struct {
	status int
	name   string // output path, which says what it is
	data   []byte // as published
	source string // what its page is made from
	style  string // address of the style sheet that its page names
	stale  bool   // made from an older edition than the current one
	moved  string // where to look instead; then nothing else is set
	failed error  // why there are no bytes
	named  string // the digest, where it is not that of the bytes
	quiet  bool   // the page itself says what is wrong with the content
}

// digest names the answer for a tab that wants to know whether its page has changed. The style
// sheet's name is left out: a change of style alone is no reason to load a page again.
func (a *answer) digest() string {
	if a.named != "" {
		return a.named
	}
	if a.failed != nil {
		return "failed: " + a.failed.Error()
	}
	data := a.data
	if a.style != "" {
		data = bytes.ReplaceAll(data, []byte(a.style[1:]), []byte("style.css"))
	}
	d := digest.Bytes(data)
	return fmt.Sprintf("%d-%s", a.status, d)
}

// find looks an address up among the targets of a state. Nothing else can be found: a path with
// dots, backslashes or a drive in it is no target's, and the disk is never asked.
func (h *handler) find(s *state, address string) *answer {
	if name, ok := strings.CutPrefix(address, own); ok {
		return h.ownPage(s, name)
	}
	names := []string{strings.TrimPrefix(address, "/")}
	// 404.html alone uses base_url's path, under which the site may be asked for too.
	if inner, ok := strings.CutPrefix(address, s.shown.base); ok && s.shown.base != "/" {
		names = append(names, inner)
	}
	for _, name := range names {
		if t, e, ok := s.target(indexed(name)); ok {
			return h.render(s, t, e, http.StatusOK)
		}
	}
	for _, name := range names {
		if _, _, ok := s.target(name + "/index.html"); ok {
			return &answer{moved: address + "/"}
		}
	}
	if t, e, ok := s.target("404.html"); ok {
		return h.render(s, t, e, http.StatusNotFound)
	}
	return &answer{status: http.StatusServiceUnavailable, name: "index.html", failed: errNoPages}
}

// indexed is the output path of an address below the root: a folder's is its index.html.
func indexed(name string) string {
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

func (h *handler) render(s *state, t plan.Target, e *edition, status int) *answer {
	a := &answer{status: status, name: t.Path, source: t.Source, stale: e != s.current}
	if e.style != "" {
		a.style = "/" + e.style
	}
	if a.data, a.failed = h.rendered.get(t); a.failed != nil {
		a.status = http.StatusInternalServerError
	}
	return a
}

// mediaTypes are those of the files Qizhi publishes. The system's own table is not asked first: on
// Windows any program may have changed it.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".xml": "application/xml; charset=utf-8", ".json": "application/json; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
	".pdf": "application/pdf", ".zip": "application/zip", ".mp3": "audio/mpeg", ".mp4": "video/mp4",
	".woff": "font/woff", ".woff2": "font/woff2",
}

func mediaType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := mediaTypes[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}
