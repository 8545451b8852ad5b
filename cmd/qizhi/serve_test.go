package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// smallest writes the smallest site there is.
func smallest(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"site.toml": "format = 1\ntitle = \"试验站\"\n", "关于.md": "+++\ntitle = \"关于\"\n+++\n\n一句话。\n"} {
		file := filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// begin starts the program in a folder and returns the address it says the preview has.
func begin(t *testing.T, dir string, env []string, args ...string) (c *exec.Cmd, url string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c = exec.Command(self, args...)
	c.Args[0] = "qizhi" // TestMain is then the program itself
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	said, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if m := regexp.MustCompile(`预览：(http://\S+/)`).FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, said)
			return c, m[1]
		}
	}
	t.Fatal("the preview did not start")
	return nil, ""
}

// Ctrl-C ends the preview at once with event streams open, and that is no failure.
func TestServeInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no way to send Ctrl-C to one process")
	}
	dir := smallest(t)
	c, url := begin(t, dir, nil, "serve", "-s", dir, "--addr", "127.0.0.1:0")
	response, err := http.Get(url + "guan-yu.html")
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(response.Body)
	response.Body.Close()
	if !strings.Contains(string(page), "一句话") {
		t.Errorf("%s", page)
	}
	for range 3 {
		stream, err := http.Get(url + "_qizhi/events")
		if err != nil {
			t.Fatal(err)
		}
		defer stream.Body.Close()
	}
	start := time.Now()
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the end took %s", took)
	}
}

// A double-click on the program in a site's folder previews the site and opens the browser, and so
// does one where the folder has lost its site.toml: what is wrong is shown there.
func TestDoubleClick(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the browser is found in another way here")
	}
	for _, missing := range []string{"", "content/site.toml"} {
		dir, bin := smallest(t), t.TempDir()
		if missing != "" {
			if err := os.Remove(filepath.Join(dir, missing)); err != nil {
				t.Fatal(err)
			}
		}
		opened := filepath.Join(bin, "opened")
		script := "#!/bin/sh\necho \"$1\" > " + opened + ".new; mv " + opened + ".new " + opened + "\n"
		if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		c, url := begin(t, dir, []string{"PATH=" + bin + string(filepath.ListSeparator) + os.Getenv("PATH")})
		var data []byte
		for start := time.Now(); data == nil && time.Since(start) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
			data, _ = os.ReadFile(opened)
		}
		if strings.TrimSpace(string(data)) != url {
			t.Errorf("opened %q, not %s", data, url)
		}
		_ = c.Process.Signal(os.Interrupt)
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// Whoever double-clicks a second time is led to the preview that is open, and the program ends; when no
// browser opens it says so, and has failed.
func TestDoubleClickAgain(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the browser is found in another way here")
	}
	dir, bin := smallest(t), t.TempDir()
	_, url := begin(t, dir, nil, "serve", "--addr", "127.0.0.1:0")
	opened := filepath.Join(bin, "opened")
	writeScript := "#!/bin/sh\necho \"$1\" > " + opened + "\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(writeScript), 0o755); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, browser := range []bool{true, false} {
		c := exec.Command(self, "serve", "--open", "--addr", strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/"))
		c.Args[0], c.Dir, c.Env = "qizhi", dir, append(os.Environ(), "PATH="+t.TempDir())
		if browser {
			c.Env = append(os.Environ(), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
		}
		said, err := c.CombinedOutput()
		if !strings.Contains(string(said), "这个网站的预览已经开着："+url) || browser != (err == nil) ||
			browser == strings.Contains(string(said), "请用浏览器打开 "+url) {
			t.Errorf("browser: %v: %v: %s", browser, err, said)
		}
	}
	if data, _ := os.ReadFile(opened); strings.TrimSpace(string(data)) != url {
		t.Errorf("opened %q, not %s", data, url)
	}
}

// Where no browser opens, the address to open is said.
func TestNoBrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the browser is found in another way here")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Args[0] = "qizhi"
	c.Dir, c.Env = smallest(t), append(os.Environ(), "PATH="+t.TempDir())
	said, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if strings.Contains(lines.Text(), "请用浏览器打开 http://127.0.0.1:") {
			return
		}
	}
	t.Error("nothing was said")
}

// The window of a double-click stays open until what went wrong has been read, and no other does.
func TestWindowStaysOpen(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, clicked := range []bool{true, false} {
		var out, said strings.Builder
		in := strings.NewReader("\n")
		m := mainCmd{Stdin: in, Stdout: &out, Stderr: &said, DoubleClicked: clicked}
		if status := m.Run(nil); status != exitDone || !strings.HasPrefix(out.String(), "这里不是网站文件夹") {
			t.Errorf("%d %s", status, out.String())
		}
		if held := strings.Contains(said.String(), "按回车键") && in.Len() == 0; held != clicked {
			t.Errorf("held: %v: %s", held, said.String())
		}
	}
}
