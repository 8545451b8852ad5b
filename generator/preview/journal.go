package preview

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"strings"
	"sync"

	"qizhi/generator/diag"
)

// journal writes what the server says, a whole message at a time.
type journal struct {
	mu     sync.Mutex
	w      io.Writer
	colour bool
}

func (j *journal) say(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	fmt.Fprintf(j.w, format+"\n", args...)
}

// fewWarnings is how many warnings of one rule are written out.
const fewWarnings = 10

// list writes diagnostics as the command does everywhere.
func (j *journal) list(l diag.List) {
	var b strings.Builder
	shown, left := l.Fewer(fewWarnings)
	_ = shown.Write(&b, j.colour) // a strings.Builder does not fail
	for _, words := range left {
		b.WriteString(words + "（见预览的第一页）\n")
	}
	j.say("%s", strings.TrimSuffix(b.String(), "\n"))
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
