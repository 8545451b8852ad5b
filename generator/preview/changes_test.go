package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"qizhi/generator/build"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
	"qizhi/generator/site"
)

// A request waits for what was seen before it, and for nothing that is seen later.
func TestLedger(t *testing.T) {
	l := newLedger()
	l.wait(context.Background()) // nothing was seen
	first := l.see()
	done := make(chan struct{})
	go func() {
		l.wait(context.Background())
		close(done)
	}()
	select {
	case <-done:
		t.Fatal("it did not wait")
	case <-time.After(20 * time.Millisecond):
	}
	l.see()
	l.settle(first)
	select {
	case <-done:
	case <-time.After(soon):
		t.Fatal("it waits for what came later")
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	l.wait(ended) // the second event is never settled, but nobody waits any more
}

// An edition is outdated when the site's own day is another, however long its computer slept.
func TestOutdated(t *testing.T) {
	zone := time.FixedZone("+08:00", 8*60*60)
	e := &edition{Project: &build.Project{Site: &site.Site{Config: &site.Config{Zone: zone}}}, day: time.Date(2022, 7, 15, 23, 59, 0, 0, zone)}
	for now, want := range map[time.Time]bool{
		time.Date(2022, 7, 15, 0, 0, 0, 0, zone):       false,
		time.Date(2022, 7, 15, 15, 59, 0, 0, time.UTC): false,
		time.Date(2022, 7, 15, 16, 0, 0, 0, time.UTC):  true, // midnight there
		time.Date(2022, 7, 18, 9, 0, 0, 0, zone):       true,
	} {
		if got := e.outdated(now); got != want {
			t.Errorf("%s: %v", now, got)
		}
	}
}

func TestLedgerManyWaiters(t *testing.T) {
	l := newLedger()
	var wg sync.WaitGroup
	for range 100 {
		n := l.see()
		wg.Go(func() { l.wait(context.Background()) })
		wg.Go(func() { l.settle(n) })
	}
	wg.Wait()
}

// What qizhi writes beside a file that it mends is no change of the site.
func TestOwnFiles(t *testing.T) {
	for name, own := range map[string]bool{".qizhi-2342125420.tmp": true, "甲.md": false, ".qizhi-说明.md": false, "a.tmp": false} {
		if isOwn(name) != own {
			t.Errorf("%s: %t", name, !own)
		}
	}
}

func TestPortInUse(t *testing.T) {
	first := preview(t, smallSite(t), nil)
	address := first.url[len("http://"):]
	second := preview(t, smallSite(t), func(s *Server) { s.Addr = address })
	if first.url == second.url {
		t.Fatal("two previews at one address")
	}
	second.eventually("it is said", func() bool { return bytes.Contains([]byte(second.log.String()), []byte(address+" 已被占用")) })
	for _, l := range []*live{first, second} {
		l.see("/news/a.html", "甲文")
	}
}

func TestAddressNotUnderstood(t *testing.T) {
	for _, addr := range []string{"", "1313", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:http"} {
		s := &Server{Addr: addr, Log: &logBuffer{}}
		s.Options.Source = smallSite(t)
		if err := s.Run(context.Background()); err == nil {
			t.Errorf("%q: no error", addr)
		}
	}
}

func TestNotASite(t *testing.T) {
	s := &Server{Addr: "127.0.0.1:0", Log: &logBuffer{}}
	s.Options.Source = t.TempDir()
	if err := s.Run(context.Background()); err == nil {
		t.Error("no error")
	}
}

// Renderings are shared, named by what they are made from, bounded, and failures are not kept.
func TestRenderings(t *testing.T) {
	rendered := 0
	target := func(path, text string, err error) plan.Target {
		return plan.Target{Path: path, Work: func() (plan.Work, error) {
			return plan.Work{Digest: digest.String(text), Render: func(w *bytes.Buffer) error {
				rendered++
				w.WriteString(text)
				return err
			}}, nil
		}}
	}
	c := newRenderings(100)
	for range 3 {
		if data, err := c.get(target("a.txt", "甲", nil)); err != nil || string(data) != "甲" {
			t.Fatal(data, err)
		}
	}
	if _, _ = c.get(target("a.txt", "乙", nil)); rendered != 2 {
		t.Errorf("rendered %d times", rendered)
	}
	for range 2 {
		if _, err := c.get(target("b.txt", "丙", errors.New("no"))); err == nil {
			t.Error("no error")
		}
	}
	if rendered != 4 {
		t.Errorf("a failure was kept: rendered %d times", rendered)
	}
	for i := range 50 {
		if _, err := c.get(target(fmt.Sprint(i, ".txt"), "0123456789", nil)); err != nil {
			t.Fatal(err)
		}
	}
	if c.size > 100 || len(c.known) > 10 || len(c.known) != c.order.Len() {
		t.Errorf("%d bytes of %d files kept", c.size, len(c.known))
	}
}

// What was said is not said again, but all errors are when one is new.
func TestUnsaid(t *testing.T) {
	d := func(path string, severity diag.Severity) diag.Diagnostic {
		return diag.Diagnostic{Position: diag.Position{Path: path}, Severity: severity, Rule: "r", Message: "m"}
	}
	a, b, c := d("a", diag.Warning), d("b", diag.Warning), d("c", diag.Warning)
	x, y := d("x", diag.Error), d("y", diag.Error)
	for i, test := range []struct{ said, now, want diag.List }{
		{nil, diag.List{a, b}, diag.List{a, b}},
		{diag.List{a, b}, diag.List{a, b}, nil},
		{diag.List{a, c}, diag.List{a, b, c}, diag.List{b}},
		{diag.List{a, b, c}, diag.List{a, c}, nil},
		{diag.List{b}, diag.List{a, b, c}, diag.List{a, c}},
		{diag.List{a, x}, diag.List{a, x, y}, diag.List{x, y}},
		{diag.List{x}, diag.List{a, x}, diag.List{a}},
		{diag.List{x, y}, diag.List{y}, nil},
		{diag.List{x}, nil, nil},
	} {
		if got := unsaid(test.said, test.now); !slices.Equal(got, test.want) {
			t.Errorf("%d: %v", i, got)
		}
	}
}
