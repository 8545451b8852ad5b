// Package preview shows a site over HTTP as it will be published, and follows every save.
//
// It promises that nothing is written but the cache: a Target is rendered when a browser asks for
// it, and its bytes are the published ones but for what the HTTP layer adds to HTML (one script
// element, and what the Content-Security-Policy needs to let it run); that a request made after a
// save has been noticed is answered from what was saved; that while the content has errors the last
// good pages stay, with the errors over them; and that only what is in the Targets is ever served,
// to this machine's own browser, under names that are this machine's.
//
// How it hangs together: a [watcher] collects the names that change into [changes]; one goroutine,
// the [follower], turns them into a new immutable [state], always whole and from scratch; HTTP
// handlers only read the newest state; an event stream is one goroutine that waits for the state it
// last told of to be replaced. Which tab has to load its page again is decided by the tab itself: it
// asks for the digest of its page and compares. So there is nothing to keep right about tabs, and
// one that slept, or outlived a restart of the server, catches up like any other.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"qizhi/generator/build"
)

// Server previews one site.
type Server struct {
	// Options say what is shown. Source is required. A zero Now is today, whichever day it is. Of Output
	// ("" is public/ in Source) only the addresses are read that were withdrawn from it.
	Options build.Options
	// Addr is where to listen: "127.0.0.1:1313". Required. When the port is in use the next free one
	// is taken; port 0 is any.
	Addr string
	// Poll looks at the files again and again instead of waiting to be told, as network drives need.
	Poll bool
	// Log is where the server says what it does, and what is wrong with the content. Required.
	Log io.Writer
	// Colour allows colours in Log.
	Colour bool
	// Ready is called with the preview's address once it listens; may be nil.
	Ready func(url string)
	// Running is called instead, with its address, when the port wanted belongs to a preview that shows the
	// same; Run then returns what it returns. When it is nil another port is taken all the same.
	Running func(url string) error
}

// patienceAtEnd is how long the end waits for a load to finish. A first load of a large site takes
// longer, and may be broken off: it writes nothing but the cache.
const patienceAtEnd = 500 * time.Millisecond

// Run serves until ctx ends, and then ends at once, whatever connections are open. Nothing that it
// started is left running, but for a load that takes too long to be waited for.
func (s *Server) Run(ctx context.Context) error {
	if err := s.check(); err != nil {
		return err
	}
	listener, moved, err := listen(s.Addr)
	if err != nil {
		return err
	}
	if moved && s.Running != nil {
		if url := s.running(listener.Addr()); url != "" {
			return errors.Join(listener.Close(), s.Running(url))
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	log := &journal{w: s.Log, colour: s.Colour}
	defer log.end()
	f := newFollower(s, log)
	h := newHandler(f, hostsOf(s.Addr), s.mark())
	server := newHTTPServer(ctx, h, log)
	s.announce(log, listener.Addr(), moved)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		f.run(ctx)
	}()
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	err = server.Serve(listener)
	cancel()
	h.end()
	select {
	case <-followed:
	case <-time.After(patienceAtEnd):
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// check says what is wrong with a folder that is no site's.
func (s *Server) check() error {
	folder := filepath.Join(s.Options.Source, "content")
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("没有找到 %s，这里不是网站文件夹；用 -s 指明，新建网站用 qizhi init 文件夹名", folder)
	}
	return nil
}

// newHTTPServer is a server whose requests end with ctx. Nothing limits how long an answer takes: an
// event stream has no end.
func newHTTPServer(ctx context.Context, h http.Handler, log *journal) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    log.faults(),
	}
}

// announce says where the preview is.
func (s *Server) announce(log *journal, at net.Addr, moved bool) {
	url := address(at)
	log.where = url + own[1:]
	if moved {
		log.say("%s 已被占用，改用 %s", s.Addr, at)
	}
	log.say("预览：%s\n说明和检查：%s\n改好保存，网页就跟着变；按 Ctrl-C 结束", url, log.where)
	if open(at) {
		log.say("注意：同一网络里的人都能看到这个预览，包括草稿")
	}
	if s.Ready != nil {
		s.Ready(url)
	}
}
