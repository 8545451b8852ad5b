package preview

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// stream is one waiting event stream.
type stream struct {
	mu   sync.Mutex
	last int // the newest generation it was told of
}

func (s *stream) heard() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// follow reads events until the stream ends.
func (s *stream) follow(ctx context.Context, client *http.Client, url string, opened func()) error {
	request, err := http.NewRequestWithContext(ctx, "GET", url+"/_qizhi/events", nil)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	for first := true; lines.Scan(); {
		n, err := strconv.Atoi(strings.TrimPrefix(lines.Text(), "data: "))
		if err != nil {
			continue
		}
		s.mu.Lock()
		if n < s.last {
			err = fmt.Errorf("told of %d after %d", n, s.last)
		}
		s.last = n
		s.mu.Unlock()
		if err != nil {
			return err
		}
		if first {
			opened()
			first = false
		}
	}
	return nil // the server has ended, or the test
}

// A thousand tabs wait while two hundred edits arrive: each is told of the last one, the pages are
// right, and when the server ends nothing is left running.
func TestThousandStreams(t *testing.T) {
	const streams, edits = 1000, 200
	before := runtime.NumGoroutine()
	dir := smallSite(t)
	l := preview(t, dir, nil)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: streams}}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var opened, ended sync.WaitGroup
	all := make([]stream, streams)
	for i := range all {
		opened.Add(1)
		ended.Go(func() {
			if err := all[i].follow(ctx, client, l.url, opened.Done); err != nil {
				t.Error(err)
			}
		})
	}
	opened.Wait()
	for i := range edits {
		l.write("content/news/a.md", page("甲", fmt.Sprintf("第%d稿。", i)))
		if i%20 == 19 { // the others are coalesced as they come
			l.see("/news/a.html", fmt.Sprintf("第%d稿", i))
		}
	}
	l.see("/news/a.html", fmt.Sprintf("第%d稿", edits-1))
	last := newestGeneration(t, l)
	l.eventually("every stream is told of the last edit", func() bool {
		for i := range all {
			if all[i].heard() < last {
				return false
			}
		}
		return true
	})
	start := time.Now()
	l.end()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the end took %s with streams open", took)
	}
	ended.Wait()
	client.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	left := 0
	for wait := time.Now(); time.Since(wait) < soon; time.Sleep(5 * time.Millisecond) {
		if left = runtime.NumGoroutine(); left <= before {
			return
		}
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after:\n%s", before, left, stacks[:runtime.Stack(stacks, true)])
}

// newestGeneration asks a new stream which state is the newest.
func newestGeneration(t *testing.T, l *live) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var s stream
	told := make(chan struct{})
	go func() {
		if err := s.follow(ctx, http.DefaultClient, l.url, func() { close(told) }); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	}()
	<-told
	return s.heard()
}

// A stream that nobody reads is given up and keeps nothing waiting.
func TestEndWithStreamsThatAreNotRead(t *testing.T) {
	l := preview(t, smallSite(t), nil)
	for range 20 {
		response, err := http.Get(l.url + "/_qizhi/events")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
	}
	start := time.Now()
	l.end()
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("the end took %s", took)
	}
}
