package preview

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"qizhi/generator/digest"
)

// markName is the address below /_qizhi/ under which a preview tells its mark to another one.
const markName = "mark"

// answerTime is how long whoever has a port may take to say that it is a preview.
const answerTime = time.Second

// mark names what a preview shows, how, and by which program: previews of one mark show the same. It says
// nothing of the folder to whoever reads it.
func (s *Server) mark() string {
	o := s.Options
	var size, made int64
	if program, err := os.Executable(); err == nil {
		if info, err := os.Stat(program); err == nil {
			size, made = info.Size(), info.ModTime().UnixNano()
		}
	}
	return digest.Of(resolved(o.Source), resolved(o.Theme), resolved(o.Output), o.BaseURL, o.Drafts, o.Scheduled, o.Now.Unix(), s.Poll, size, made).String()
}

// resolved is the one name of a folder, however it was written; "" stays "".
func resolved(folder string) string {
	if folder == "" {
		return ""
	}
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs
	}
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	return folder
}

// running is the address of a preview with this server's mark, at the port wanted or one that was taken
// before the port at which this one listens; "" when there is none. All those ports are in use, so none is
// waited for in vain but one whose owner is silent.
func (s *Server) running(at net.Addr) string {
	host, port, _ := net.SplitHostPort(s.Addr)
	first, _ := strconv.Atoi(port)
	_, mine, _ := net.SplitHostPort(at.String())
	mark := s.mark()
	for n := first; n <= min(first+attempts, 1<<16-1) && strconv.Itoa(n) != mine; n++ {
		if url := "http://" + net.JoinHostPort(host, strconv.Itoa(n)) + "/"; ask(url+own[1:]+markName) == mark {
			return url
		}
	}
	return ""
}

// ask reads a short text, "" when there is none. No proxy is asked for what is on this machine.
func ask(url string) string {
	ctx, cancel := context.WithTimeout(context.Background(), answerTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return ""
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(response.Body, 64))
	return string(text)
}
