package preview

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"strings"
	"sync"
	"time"

	"qizhi/generator/diag"
)

// journal writes what the server says, a whole message at a time, and lets nobody wait for it: whoever
// clicks into the black window of Windows marks text there, and until that is over nothing can be written.
// The preview goes on.
type journal struct {
	w      io.Writer
	colour bool
	where  string // the staff page, which lists what is wrong; set before anything is listed

	mu      sync.Mutex
	waiting []string
	idle    chan struct{} // closed when everything is written; nil then too
}

// maxWaiting is how many messages wait to be written; of more the oldest are not.
const maxWaiting = 200

func (j *journal) say(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(j.waiting, fmt.Sprintf(format+"\n", args...))
	j.waiting = j.waiting[max(0, len(j.waiting)-maxWaiting):]
	if j.idle == nil {
		j.idle = make(chan struct{})
		go j.write()
	}
}

// write writes what waits until nothing does.
func (j *journal) write() {
	for {
		j.mu.Lock()
		list := j.waiting
		if j.waiting = nil; len(list) == 0 {
			close(j.idle)
			j.idle = nil
			j.mu.Unlock()
			return
		}
		j.mu.Unlock()
		_, _ = io.WriteString(j.w, strings.Join(list, "")) // there is nowhere to say that it failed
	}
}

// end waits for what was said to be written, but not for a reader who does not read.
func (j *journal) end() {
	j.mu.Lock()
	idle := j.idle
	j.mu.Unlock()
	if idle == nil {
		return
	}
	select {
	case <-idle:
	case <-time.After(patienceAtEnd):
	}
}

// fewWarnings is how many warnings of one rule are written out.
const fewWarnings = 10

// list writes diagnostics as the command does everywhere, and last of all how many there are and where they
// can be read in peace: what was said at the start has gone from the window after a hundred lines.
func (j *journal) list(l diag.List, errors, warnings int) {
	var b strings.Builder
	shown, left := l.Fewer(fewWarnings)
	_ = shown.Write(&b, j.colour) // a strings.Builder does not fail
	for _, words := range left {
		b.WriteString(words + "\n")
	}
	j.say("%s%d 个错误，%d 个警告；列在 %s", &b, errors, warnings, j.where)
}

// faults is where net/http writes: faults of the program are said, connections that browsers break
// off are nobody's business.
func (j *journal) faults() *log.Logger { return log.New(faults{j}, "", 0) }

type faults struct{ *journal }

// Write implements io.Writer; one call is one message.
func (f faults) Write(message []byte) (int, error) {
	if bytes.Contains(message, []byte("panic")) {
		f.say("这是旗帜的错误，请报告：\n%s", message)
	}
	return len(message), nil
}
