package preview

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"

	"qizhi/generator/digest"
)

// target serves a file of the site.
func (h *handler) target(w http.ResponseWriter, r *http.Request) {
	s := h.newest(r)
	if s == nil {
		return
	}
	a := h.find(s, r.URL.Path)
	switch {
	case a.moved != "":
		http.Redirect(w, r, relocated(r, a.moved), http.StatusFound)
	case a.failed != nil:
		h.failure(w, r, s, a)
	case strings.HasSuffix(a.name, ".html"):
		send(w, r, a.status, mediaType(a.name), dress(a))
	default:
		send(w, r, a.status, mediaType(a.name), a.data)
	}
}

// relocated is an address of the same site; a path of two slashes must not become another host.
func relocated(r *http.Request, path string) string {
	u := *r.URL
	u.Scheme, u.Host, u.RawPath = "", "", ""
	u.Path = "/" + strings.TrimLeft(path, "/")
	return u.String()
}

// send writes a whole file. A browser that has it already is told so, and one that wants a part of
// a film gets the part.
func send(w http.ResponseWriter, r *http.Request, status int, media string, data []byte) {
	w.Header().Set("Content-Type", media)
	if status == http.StatusOK {
		d := digest.Bytes(data)
		w.Header().Set("ETag", `"`+d.String()+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}
