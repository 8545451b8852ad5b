package preview

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScript runs the scripts of testdata/script, one for each thing that staff do to a site while
// they look at it. Besides testscript's own commands they use
//
//	serve [poll] [base=URL] [theme=DIR]   begins the preview of the script's folder
//	see PATH REGEXP                       waits until the page holds it (! see: until it does not)
//	get PATH STATUS [HEADER=VALUE...]     asks once; the body is the standard output
//	problem REGEXP                        waits until the tab at / is told of it (! problem: until it is not)
//	keep PATH, kept PATH, changed PATH    the digest a tab compares: remember it, is it still that
//	edit FILE OLD NEW                     replaces a text in a file, as an editor saves it
//	said REGEXP                           waits until the log holds it (! said: it does not, by now)
//	again                                 ends the preview and begins it anew
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serveCommand, "see": seeCommand, "get": getCommand, "problem": problemCommand, "keep": keepCommand,
			"kept": keptCommand, "changed": changedCommand, "edit": editCommand, "said": saidCommand, "again": againCommand,
		},
		Setup: func(env *testscript.Env) error {
			env.Values[stageKey{}] = &stage{digests: map[string]string{}, t: env.T()}
			return nil
		},
	})
}

// stage is what one script plays on.
type stage struct {
	t       testscript.T
	live    *live
	start   func() *live
	digests map[string]string
}

type stageKey struct{}

func on(ts *testscript.TestScript) *stage {
	s := ts.Value(stageKey{}).(*stage)
	return s
}

func serveCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := on(ts)
	dir := ts.MkAbs(".")
	change := func(p *Server) {
		for _, a := range args {
			name, value, _ := strings.Cut(a, "=")
			switch name {
			case "poll":
				p.Poll = true
			case "base":
				p.Options.BaseURL = value
			case "theme":
				p.Options.Theme = ts.MkAbs(value)
			case "nodrafts":
				p.Options.Drafts, p.Options.Scheduled = false, false
			default:
				ts.Fatalf("serve: %s?", a)
			}
		}
	}
	s.start = func() *live { return preview(scriptT{TB: nil, ts: ts}, dir, change) }
	s.live = s.start()
}

// scriptT lets the running preview speak through the script.
type scriptT struct {
	testing.TB
	ts *testscript.TestScript
}

func (t scriptT) Helper()                        {}
func (t scriptT) Cleanup(f func())               { t.ts.Defer(f) }
func (t scriptT) Error(args ...any)              { t.ts.Logf("%s", fmt.Sprint(args...)) }
func (t scriptT) Fatal(args ...any)              { t.ts.Fatalf("%s", fmt.Sprint(args...)) }
func (t scriptT) Fatalf(format string, a ...any) { t.ts.Fatalf(format, a...) }

func againCommand(ts *testscript.TestScript, _ bool, _ []string) {
	s := on(ts)
	s.live.end()
	s.live = s.start()
}

func seeCommand(ts *testscript.TestScript, neg bool, args []string) {
	path, re := args[0], regexp.MustCompile(args[1])
	l := on(ts).live
	l.eventually(fmt.Sprintf("%s %s (not: %v)", path, re, neg), func() bool {
		_, body := l.get(path)
		return re.MatchString(body) != neg
	})
}

// getCommand writes the request itself: a client library would clean the path.
func getCommand(ts *testscript.TestScript, _ bool, args []string) {
	address := strings.TrimPrefix(on(ts).live.url, "http://")
	host, headers := address, ""
	for _, header := range args[2:] {
		name, value, _ := strings.Cut(header, "=")
		if name == "Host" {
			host = value
		} else {
			headers += name + ": " + value + "\r\n"
		}
	}
	conn, err := net.Dial("tcp", address)
	ts.Check(err)
	defer conn.Close()
	_, err = fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n", args[0], host, headers)
	ts.Check(err)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%s", body)
	for _, name := range slices.Sorted(maps.Keys(response.Header)) {
		fmt.Fprintf(ts.Stderr(), "%s: %s\n", name, response.Header.Get(name))
	}
	if fmt.Sprint(response.StatusCode) != args[1] {
		ts.Fatalf("%s: status %d", args[0], response.StatusCode)
	}
}

// told is what a tab at an address is told.
func told(l *live, path string) pageNews {
	_, body := l.get("/_qizhi/page?path=" + url.QueryEscape(path))
	var news pageNews
	if err := json.Unmarshal([]byte(body), &news); err != nil {
		l.t.Fatalf("%s: %v: %s", path, err, body)
	}
	return news
}

func problemCommand(ts *testscript.TestScript, neg bool, args []string) {
	re := regexp.MustCompile(args[0])
	l := on(ts).live
	var last string
	for start := time.Now(); ; time.Sleep(3 * time.Millisecond) {
		var b strings.Builder
		for _, p := range told(l, "/").Problems {
			fmt.Fprintf(&b, "%s:%d:%d %s %s [%s] %s →%s← %s\n", p.Path, p.Line, p.Column, p.Severity, p.Message, p.Rule, p.Before, p.Marked, p.Hint)
		}
		if last = b.String(); re.MatchString(last) != neg {
			return
		}
		if time.Since(start) > soon {
			ts.Fatalf("problems (not: %v):\n%s", neg, last)
		}
	}
}

func keepCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := on(ts)
	s.digests[args[0]] = told(s.live, args[0]).Digest
}

func keptCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := on(ts)
	if told(s.live, args[0]).Digest != s.digests[args[0]] {
		ts.Fatalf("a tab at %s would load its page again", args[0])
	}
}

func changedCommand(ts *testscript.TestScript, _ bool, args []string) {
	s := on(ts)
	s.live.eventually("the digest of "+args[0]+" changes", func() bool { return told(s.live, args[0]).Digest != s.digests[args[0]] })
}

func editCommand(ts *testscript.TestScript, _ bool, args []string) {
	file := ts.MkAbs(args[0])
	data, err := os.ReadFile(file)
	ts.Check(err)
	if !strings.Contains(string(data), args[1]) {
		ts.Fatalf("%s does not hold %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(file, []byte(strings.Replace(string(data), args[1], args[2], 1)), 0o644))
}

func saidCommand(ts *testscript.TestScript, neg bool, args []string) {
	l := on(ts).live
	re := regexp.MustCompile(args[0])
	if neg {
		if found := re.FindString(l.log.String()); found != "" {
			ts.Fatalf("the log says %s:\n%s", found, l.log)
		}
		return
	}
	l.eventually("the log says "+args[0], func() bool { return re.MatchString(l.log.String()) })
}
