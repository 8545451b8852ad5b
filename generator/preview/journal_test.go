package preview

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// A window that takes no more text, as one does on Windows while text in it is marked, does not stop the preview.
func TestLogThatIsNotRead(t *testing.T) {
	r, w := io.Pipe()
	dir := smallSite(t)
	l := preview(t, dir, func(s *Server) { s.Log = w })
	for _, text := range []string{"第一稿", "第二稿", "第三稿"} {
		l.write("content/news/a.md", page("甲", text+"。"))
		l.see("/news/a.html", text)
	}
	start := time.Now()
	l.end()
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("the end took %s", took)
	}
	r.Close()
}

// Messages are written in the order in which they were said; those that wait too long are left out, the oldest first.
func TestJournal(t *testing.T) {
	r, w := io.Pipe()
	j := &journal{w: w}
	j.say("first")
	if _, err := r.Read(make([]byte, 1)); err != nil { // the others wait from now on
		t.Fatal(err)
	}
	var want strings.Builder
	for i := range 2 * maxWaiting {
		j.say("%d", i)
		if i >= maxWaiting {
			fmt.Fprintln(&want, i)
		}
	}
	read := make(chan string)
	go func() {
		data, _ := io.ReadAll(r)
		read <- string(data)
	}()
	j.end()
	w.Close()
	if got := <-read; got != "irst\n"+want.String() {
		t.Errorf("%q", got)
	}
	j.end() // nothing waits
}
