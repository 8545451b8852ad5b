package build

import (
	"os"
	"path/filepath"
	"testing"
)

// meanwhile does something once, when a build reaches a stage.
type meanwhile struct {
	stage string
	do    func()
}

func (m *meanwhile) Stage(name string, _ int) {
	if name == m.stage && m.do != nil {
		m.do()
		m.do = nil
	}
}

func (m *meanwhile) Step() {}

// What is saved while a build runs is published by the next one, whenever it was saved: a build's record names the
// bytes that the build has read, and no others.
func TestSavedMeanwhile(t *testing.T) {
	const page = "content/news/n00.md"
	change := map[string]func(g *garden){
		"text": func(g *garden) { g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n改后。\n") },
		"withdrawal": func(g *garden) {
			g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\nwithdrawn = \"有误\"\n+++\n\n改后。\n")
		},
		"figure": func(g *garden) { g.figure(371) },
		"settings": func(g *garden) {
			g.write("content/site.toml", string(g.read("content/site.toml"))+"\n[footer]\nidentifier = \"12345\"\n")
		},
		"theme": func(g *garden) { g.write("themes/own/assets/css/99-own.css", ".own{color:inherit}\n") },
	}
	for what, save := range change {
		for _, stage := range []string{"看文件", "读文章", "整理", "生成网页", "发布", "记缓存"} {
			t.Run(what+" "+stage, func(t *testing.T) {
				g := newGarden(t, 11)
				g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
				g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
				o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
				build := func(m *meanwhile) {
					o := o
					if m != nil {
						o.Progress = m
					}
					if result, err := Run(o); err != nil {
						t.Fatal(err, result.Diagnostics)
					}
				}
				build(nil)
				g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n改前。\n") // so shortly before that only bytes tell
				build(&meanwhile{stage: stage, do: func() { save(g) }})
				build(nil)
				clean := o
				clean.Output, clean.Source = filepath.Join(g.dir, "clean"), g.dir
				clean.Clean = true
				if _, err := Run(clean); err != nil {
					t.Fatal(err)
				}
				have, want := tree(t, o.Output), tree(t, clean.Output)
				for name, data := range want {
					if name != ManifestName && string(have[name]) != string(data) {
						t.Errorf("%s is not what a clean build makes", name)
					}
				}
			})
		}
	}
}

// A theme behind a link is a theme like any other: what is edited in it is seen.
func TestLinkedTheme(t *testing.T) {
	g := newGarden(t, 12)
	away := t.TempDir()
	css := filepath.Join(away, "assets", "css", "99-own.css")
	if err := os.MkdirAll(filepath.Dir(css), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(away, "theme.toml"), "name = \"own\"\nextends = \"hongyan\"\n")
	write(css, ".own{color:red}\n")
	if err := os.Mkdir(filepath.Join(g.dir, "themes"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(away, filepath.Join(g.dir, "themes", "own")); err != nil {
		t.Skip(err)
	}
	g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now, Verify: true}
	for _, colour := range []string{"red", "blue", "green"} {
		write(css, ".own{color:"+colour+"}\n")
		if result, err := Run(o); err != nil {
			t.Fatal(err, result.Differences)
		}
	}
}
