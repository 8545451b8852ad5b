package preview

import (
	"fmt"
	"net/http"
	"time"
)

// The times of an event stream.
const (
	// beat is how often a stream says something, so that one whose browser is gone is noticed.
	beat = 20 * time.Second
	// stuck is how long a browser may take to accept what it is sent.
	stuck = 10 * time.Second
	// reconnect is after how many milliseconds a browser asks again when the server was gone.
	reconnect = 500
)

// events is the stream of server-sent events: the number of each new state. What it means for a
// page the page finds out for itself.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	send := func(text string) bool {
		_ = stream.SetWriteDeadline(time.Now().Add(stuck))
		_, err := fmt.Fprint(w, text)
		return err == nil && stream.Flush() == nil
	}
	if !send(fmt.Sprintf("retry: %d\n\n", reconnect)) {
		return
	}
	select {
	case <-h.follower.ready:
	case <-r.Context().Done():
		return
	}
	pulse := time.NewTicker(beat)
	defer pulse.Stop()
	for s := h.follower.newest.Load(); ; s = h.follower.newest.Load() {
		if !send(fmt.Sprintf("data: %d\n\n", s.generation)) || !await(s, r, pulse.C, send) {
			return
		}
	}
}

// await waits until there is a newer state, and keeps the stream alive. It reports false when the
// stream has ended.
func await(s *state, r *http.Request, pulse <-chan time.Time, send func(string) bool) bool {
	for {
		select {
		case <-s.replaced:
			return true
		case <-r.Context().Done():
			return false
		case <-pulse:
			if !send(": \n\n") {
				return false
			}
		}
	}
}
