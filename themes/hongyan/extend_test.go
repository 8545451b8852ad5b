package hongyan_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

// testdata/qingshan is the example of README.md: a theme of its own that extends this one, in less than
// sixty lines: other colours, one partial, two strings. Everything else comes from here.
func TestExample(t *testing.T) {
	folder := os.DirFS("testdata/qingshan")
	if lines := linesOf(t, folder); lines >= 60 {
		t.Errorf("the example has %d lines", lines)
	}
	th, problems := theme.Load([]theme.Layer{{Name: "qingshan", FS: folder}, {Name: "hongyan", FS: hongyan.FS}}, "zh-CN")
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	pages := map[string]string{}
	for _, s := range samples(th) {
		var out bytes.Buffer
		if err := th.Execute(&out, s.layout, s.view); err != nil {
			t.Fatal(err)
		}
		checkPage(t, out.String())
		pages[s.name] = out.String()
	}
	if !strings.Contains(pages["section-handbook"], `<aside class="prose intro pine" aria-label="本栏说明">`) {
		t.Error("the example's partial is not used")
	}
	if got := th.Text("empty"); got != "这里还是一片空山。" {
		t.Errorf("empty is %q", got)
	}
	if got, want := th.Text("home"), "首页"; got != want {
		t.Errorf("a string that the example does not have is %q, want %q", got, want)
	}
	if got := th.Share().Ink; got != "#1f5140" {
		t.Errorf("the picture for sharing is drawn in %s", got)
	}
	for _, a := range th.Assets() {
		if a.Name == "icon.svg" && (!bytes.Contains(a.Bytes, []byte("#1f5140")) || !bytes.Contains(a.Bytes, []byte("#d9c58a")) || bytes.Contains(a.Bytes, []byte("var("))) {
			t.Errorf("the icon is drawn as %s", a.Bytes)
		}
	}
}

// The example's colours are as readable as the theme's own.
func TestExampleContrast(t *testing.T) {
	tokens, err := fs.ReadFile(hongyan.FS, "assets/css/00-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile("testdata/qingshan/assets/css/01-pine.css")
	if err != nil {
		t.Fatal(err)
	}
	sets := colourSetsOf(string(tokens) + string(own))
	for _, name := range []string{"light", "dark"} {
		for _, p := range pairs {
			if got := contrast(sets[name][p.on], sets[name][p.under]); !(got >= p.least) {
				t.Errorf("%s: --%s on --%s has a contrast of %.2f, wants %.1f", name, p.on, p.under, got, p.least)
			}
		}
	}
}

func linesOf(t *testing.T, folder fs.FS) (lines int) {
	t.Helper()
	err := fs.WalkDir(folder, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, p)
		lines += bytes.Count(data, []byte("\n"))
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}
