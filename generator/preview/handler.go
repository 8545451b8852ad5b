package preview

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"
)

// waitTime is how long a request waits for what was saved before it. A load that takes longer is
// followed by an event, so that nobody is left with an old page.
const waitTime = 2 * time.Second

// own is the path below which the preview's own pages lie. A site cannot have pages there: no
// address begins with an underscore.
const own = "/_qizhi/"

// handler answers requests.
type handler struct {
	follower *follower
	hosts    hosts
	rendered *renderings
	own      map[string]http.HandlerFunc // by what follows own

	running sync.RWMutex // held by every request
	ended   bool
}

// end waits for the requests that are answered; none is answered any more after it.
func (h *handler) end() {
	h.running.Lock()
	defer h.running.Unlock()
	h.ended = true
}

func newHandler(f *follower, names hosts, mark string) *handler {
	h := &handler{follower: f, hosts: names, rendered: newRenderings(maxRendered)}
	h.own = map[string]http.HandlerFunc{
		"events": h.events,
		"page":   h.page,
		markName: fileHandler(markName+".txt", []byte(mark)),
	}
	for name, data := range files() {
		h.own[name] = fileHandler(name, data)
	}
	return h
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.running.RLock()
	defer h.running.RUnlock()
	if h.ended {
		return
	}
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("X-Frame-Options", "SAMEORIGIN")
	header.Set("Cache-Control", "no-cache")
	if reason := h.hosts.refuses(r); reason != "" {
		http.Error(w, reason, http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "预览只能看，不能改", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path+"/" == own {
		http.Redirect(w, r, own, http.StatusFound)
		return
	}
	name, mine := strings.CutPrefix(r.URL.Path, own)
	if serve := h.own[name]; mine && serve != nil {
		serve(w, r)
		return
	}
	if mine {
		header.Set("Content-Security-Policy", ownPolicy)
	}
	h.target(w, r)
}

// ownPolicy is the policy of the preview's own pages.
const ownPolicy = "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'"

// ownPage is a page of the preview's own: the staff page and the manual.
func (h *handler) ownPage(s *state, name string) *answer {
	var a *answer
	if chapter, ok := strings.CutPrefix(name, "manual/"); ok {
		a = manualPage(chapter, s.current.Site)
	} else if name == "" {
		a = staffPage(s, h.follower.day())
	} else {
		a = &answer{status: http.StatusNotFound, name: "404.html", failed: errNoOwnPage}
	}
	a.quiet = true
	return a
}

// errNoOwnPage is the answer to an address below /_qizhi/ that there is not.
var errNoOwnPage = errors.New("预览里没有这一页")

// newest is the newest state, with everything in it that was saved before the request was made. It
// is nil when the request ends before there is one.
func (h *handler) newest(r *http.Request) *state {
	select {
	case <-h.follower.ready:
	case <-r.Context().Done():
		return nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), waitTime)
	defer cancel()
	h.follower.ledger.wait(ctx)
	return h.follower.newest.Load()
}
