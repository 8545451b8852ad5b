package preview

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"qizhi/generator/build"
)

// A second preview that would show the same as one that runs leads there, when it is asked to; one of another
// folder, or of the same one shown in another way, takes the next port.
func TestRunningAlready(t *testing.T) {
	dir := smallSite(t)
	first := preview(t, dir, nil)
	linked := filepath.Join(t.TempDir(), "快捷方式")
	if err := os.Symlink(dir, linked); err != nil {
		t.Skip(err)
	}
	for name, test := range map[string]struct {
		same   bool
		change func(*Server)
	}{
		"same":          {true, func(*Server) {}},
		"by a link":     {true, func(s *Server) { s.Options.Source = linked }},
		"another site":  {false, func(s *Server) { s.Options.Source = smallSite(t) }},
		"no drafts":     {false, func(s *Server) { s.Options.Drafts = false }},
		"another theme": {false, func(s *Server) { s.Options.Theme = t.TempDir() }},
		"not asked to":  {false, func(s *Server) { s.Running = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			led, ready := "", ""
			s := &Server{Options: build.Options{Source: dir, Now: today, Drafts: true, Scheduled: true}, Addr: first.url[len("http://"):], Log: io.Discard,
				Ready:   func(url string) { ready = url; cancel() },
				Running: func(url string) error { led = url; return errors.New("led there") }}
			test.change(s)
			err := s.Run(ctx)
			if test.same && (led != first.url+"/" || ready != "" || err == nil || err.Error() != "led there") {
				t.Errorf("led to %q, ready at %q: %v", led, ready, err)
			}
			if !test.same && (led != "" || ready == "" || err != nil) {
				t.Errorf("led to %q, ready at %q: %v", led, ready, err)
			}
		})
	}
}
