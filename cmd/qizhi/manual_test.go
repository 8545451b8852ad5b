package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// examples are the blocks of code of a page of the manual, as staff would copy them. A block that shows fences has a
// longer one itself.
func examples(t *testing.T, page string) (out []string) {
	raw, err := os.ReadFile("../../generator/preview/manual/" + page + ".md")
	if err != nil {
		t.Fatal(err)
	}
	fence := ""
	for line := range strings.Lines(string(raw)) {
		switch text := strings.TrimSpace(line); {
		case fence == "" && strings.HasPrefix(text, "```"):
			fence, out = text, append(out, "")
		case fence == text:
			fence = ""
		case fence != "":
			out[len(out)-1] += line
		}
	}
	return out
}

// paste says where an example goes: to the "end" of a file of the content, to its "top", or into a "new" one; among
// the "settings" of a new article of a section, or into its "text". One that is "run" is a command.
// An example that goes "on" from the one before belongs to it, and both are needed.
type paste struct {
	how, where string
	on         bool
}

// pastes are the examples of every page of the manual in order.
var pastes = map[string][]paste{
	"article": {{how: "run"}, {how: "new", where: "news/照做.md"}, {how: "text", where: "news"}, {how: "settings", where: "news"}},
	"kinds": {{how: "settings", where: "cases"}, {how: "new", where: "cases/照做.md"}, {how: "run"}, {how: "settings", where: "activities"},
		{how: "end", where: "site.toml"}},
	"statistics": {{how: "end", where: "statistics/indicators.toml"}, {how: "end", where: "statistics/indicators.toml"},
		{how: "end", where: "statistics/indicators.toml"}, {how: "text", where: "news", on: true},
		{how: "new", where: "statistics/2022-H1.toml"}, {how: "end", where: "statistics/2022-H1.toml", on: true},
		{how: "end", where: "statistics/indicators.toml"}, {how: "top", where: "statistics/2025-H1.toml", on: true}},
	"pictures": {{how: "text", where: "news"}, {how: "text", where: "news"}, {how: "settings", where: "news"}, {how: "text", where: "notices"}},
	"problems": {{how: "settings", where: "news"}},
	"publish":  {{how: "run"}, {how: "end", where: "site.toml"}, {how: "run"}, {how: "end", where: "site.toml"}},
}

// Every example of the manual, pasted as it stands into a site that init has just made, leaves a site that builds
// without a warning.
func TestManualPasted(t *testing.T) {
	for page, places := range pastes {
		t.Run(page, func(t *testing.T) {
			found := examples(t, page)
			if len(found) != len(places) {
				t.Fatalf("%d examples, %d places: say where each goes", len(found), len(places))
			}
			for i := 0; i < len(found); {
				dir := filepath.Join(t.TempDir(), "站")
				runsWell(t, "init", dir)
				t.Chdir(dir)
				first := i
				for ok := true; ok; ok = i < len(found) && places[i].on {
					putIn(t, places[i], found[i], fmt.Sprintf("例%d", i+1))
					i++
				}
				if said := runsWell(t, "build", "--now", "2026-01-01"); strings.Contains(said, "警告:") {
					t.Errorf("example %d:\n%s\n%s", first+1, found[first], said)
				}
			}
		})
	}
}

// runsWell runs the command and returns all that it says.
func runsWell(t *testing.T, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	if code := (mainCmd{Stdin: strings.NewReader(""), Stdout: &said, Stderr: &said}).Run(args); code != exitDone {
		t.Errorf("qizhi %s: %d\n%s", strings.Join(args, " "), code, said.String())
	}
	return said.String()
}

// putIn pastes an example; an article made for it is called by name.
func putIn(t *testing.T, p paste, example, name string) {
	if p.how == "run" {
		runsWell(t, strings.Fields(strings.TrimPrefix(example, "qizhi "))...)
		return
	}
	file := filepath.Join("content", filepath.FromSlash(p.where))
	before, behind := "+++\ntitle = \""+name+"\"\ndate = 2025-06-30\nsource = \"某单位\"\n", ""
	switch was, _ := os.ReadFile(file); p.how {
	case "new":
		before = ""
	case "end":
		before = string(was) + "\n"
	case "top":
		before, behind = "", string(was)
	case "text":
		file, before = filepath.Join(file, name+".md"), before+"+++\n\n"
	case "settings":
		file, behind = filepath.Join(file, name+".md"), "+++\n\n一件事。\n"
	}
	handIn(t, filepath.Dir(file), example)
	if err := os.WriteFile(file, []byte(before+example+behind), 0o644); err != nil {
		t.Fatal(err)
	}
}

// handIn puts the files that an example names beside its article.
func handIn(t *testing.T, folder, example string) {
	var docx bytes.Buffer
	w := zip.NewWriter(&docx)
	member, err := w.Create("word/document.xml")
	if err == nil {
		_, err = member.Write([]byte("<document>报名</document>"))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"合影.jpg": goodPhoto(600, 400, 1), "照片/1.jpg": goodPhoto(600, 400, 1),
		"照片/3.jpg": goodPhoto(600, 400, 1), "报名表.docx": docx.Bytes()} {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if named, _, _ := strings.Cut(name, "/"); !strings.Contains(example, named) || named == "照片" && !strings.Contains(example, "folder = ") {
			continue
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, data, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}
