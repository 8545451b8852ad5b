package site

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

var update = flag.Bool("update", false, "write what the archives of testdata are expected to give")

// TestSites resolves the sites of testdata. Each archive is a site; its comment says on which day
// it is built and what is shown of it, and its last file, "want", is what must come out.
//
//	now 2022-07-01
//	drafts
//	show pages relations problems
func TestSites(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			e := readExample(t, archive)
			got := e.show(Resolve(e.Input))
			want := &archive.Files[len(archive.Files)-1]
			if want.Name != "want" {
				t.Fatal(`the last file must be "want"`)
			}
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(want.Data) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want.Data)
			}
		})
	}
}

// example is an archive made ready to resolve.
type example struct {
	Input
	problems diag.List // of site.toml
	shown    []string
}

func readExample(t *testing.T, archive *txtar.Archive) *example {
	e := &example{Input: Input{Config: testConfig(), Now: time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC)}}
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "now":
			day, err := time.Parse("2006-01-02", rest)
			if err != nil {
				t.Fatal(err)
			}
			e.Now = day
		case "drafts":
			e.Drafts = true
		case "show":
			e.shown = strings.Fields(rest)
		}
	}
	var figures []statistics.Source
	for _, f := range archive.Files {
		path, text := f.Name, string(f.Data)
		switch {
		case path == "want":
		case path == "site.toml":
			e.Config = ParseConfig(diag.NewText("content/site.toml", text), &e.problems)
		case strings.HasSuffix(path, ".md"):
			e.Documents = append(e.Documents, parseDocument(t, path, text))
		case strings.HasPrefix(path, "statistics/") && strings.HasSuffix(path, ".toml"):
			figures = append(figures, statistics.Source{Path: path, Text: text})
		default:
			e.Files = append(e.Files, &File{Path: path, Size: int64(len(text)), Digest: text})
		}
	}
	var problems diag.List
	e.Statistics, problems = statistics.Load(figures)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return e
}

func testConfig() *Config {
	c := defaultConfig()
	c.Title = "商会党建"
	return c
}

// parseDocument reads the part of a source that these tests write: TOML front matter, headings,
// links and pictures. It stands in for package content, whose own tests are elsewhere, so that the
// rules of this package are tested alone.
func parseDocument(t *testing.T, path, text string) *content.Document {
	t.Helper()
	doc := &content.Document{Path: path, Lead: 4, Front: content.FrontMatter{Places: content.Places{}}}
	source := diag.NewText("content/"+path, text)
	end := strings.Index(text[min(len(text), 3):], "+++\n")
	if !strings.HasPrefix(text, "+++\n") || end < 0 {
		t.Fatalf("%s: no front matter", path)
	}
	var problems diag.List
	front := table.ParseTOML(source, 4, end+3, "front-matter", &problems)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	readFront(t, doc, source, front)
	readBody(doc, source, end+7)
	return doc
}

func readFront(t *testing.T, doc *content.Document, source *diag.Text, front *table.Table) {
	f := &doc.Front
	date := func(key string) content.Date {
		v, ok := front.Get(key)
		if !ok {
			return content.Date{}
		}
		d, err := content.ParseDate(strings.Trim(v.Raw, `"`), nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	f.Title, f.Kind, f.Slug, f.Summary = front.String("title"), front.String("kind"), front.String("slug"), front.String("summary")
	f.Period, f.Withdrawn, f.Cover = front.String("period"), front.String("withdrawn"), front.String("cover")
	f.Tags, f.Aliases, f.Ignore = front.Strings("tags"), front.Strings("aliases"), front.Strings("ignore")
	f.Draft, f.Weight = front.Bool("draft"), front.Int("weight")
	f.Date, f.Expires = date("date"), date("expires")
	for _, e := range front.Entries() {
		pos := source.At(e.Value.At)
		place := content.Place{Position: pos, Excerpt: source.Line(pos.Line), Width: len([]rune(e.Value.Raw))}
		if slices.Contains(commonKeys, e.Key) {
			f.Places = append(f.Places, content.KeyPlace{Key: e.Key, Place: place})
		} else {
			key := source.At(e.KeyAt)
			f.Fields = append(f.Fields, content.Field{Key: e.Key, Value: e.Value, Place: place,
				At: content.Place{Position: key, Excerpt: source.Line(key.Line), Width: len([]rune(e.Key))}})
		}
	}
}

func readBody(doc *content.Document, source *diag.Text, from int) {
	text := source.String()
	for _, line := range strings.Split(text[min(from, len(text)):], "\n") {
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			doc.Headings = append(doc.Headings, content.Heading{Level: 2, Text: heading, ID: heading})
		} else if doc.Excerpt == "" && line != "" && !strings.Contains(line, "](") {
			doc.Excerpt = line
		}
	}
	for at := from; at < len(text); {
		open := strings.Index(text[at:], "](")
		if open < 0 {
			return
		}
		open += at
		end := open + strings.IndexByte(text[open:], ')')
		start := strings.LastIndexByte(text[:open], '[')
		ref := content.Reference{Kind: content.LinkReference, Target: text[open+2 : end], Place: content.Place{Position: source.At(start)}}
		if text[start-1] == '!' {
			ref.Kind = content.PictureReference
		}
		doc.References = append(doc.References, ref)
		at = end
	}
}

// show draws the parts of a site that the example asks for.
func (e *example) show(s *Site) string {
	var b strings.Builder
	for _, part := range e.shown {
		fmt.Fprintf(&b, "== %s\n", part)
		drawings[part](&b, s)
	}
	for _, d := range append(slices.Clone(e.problems), s.Report()...).Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

var drawings = map[string]func(b *strings.Builder, s *Site){
	"sections": func(b *strings.Builder, s *Site) {
		for _, c := range append([]*Section{s.Home}, s.Sections...) {
			fmt.Fprintf(b, "%s: %q %s %q", c.Address, c.Folder, c.Kind.Name, c.Title)
			for _, child := range c.Children {
				fmt.Fprintf(b, " %s/", child.Folder)
			}
			fmt.Fprintln(b)
		}
	},
	"pages": func(b *strings.Builder, s *Site) {
		for _, p := range s.Pages {
			state := ""
			if !p.Listed {
				state = " unlisted"
			}
			if p.Withdrawn != "" {
				state = " withdrawn"
			}
			fmt.Fprintf(b, "%s: %s %s %q%s\n", p.Address, p.Document.Path, p.Kind.Name, p.Title, state)
		}
	},
	"order": func(b *strings.Builder, s *Site) {
		for _, c := range append([]*Section{s.Home}, s.Sections...) {
			fmt.Fprintf(b, "%s:%s\n", c.Address, titles(c.Pages))
			if len(c.All) > len(c.Pages) {
				fmt.Fprintf(b, "%s and inside:%s\n", c.Address, titles(c.All))
			}
			for i, p := range c.Pages {
				if i > 0 && (p.Previous != c.Pages[i-1] || c.Pages[i-1].Next != p) {
					fmt.Fprintf(b, "neighbours of %s are wrong\n", p.Title)
				}
			}
		}
	},
	"fields": func(b *strings.Builder, s *Site) {
		for _, p := range s.Pages {
			for _, v := range p.Fields {
				fmt.Fprintf(b, "%s %s: %q", p.Title, v.Field.Label, v.Texts)
				for _, q := range v.Pages {
					if q == nil {
						fmt.Fprint(b, " -")
					} else {
						fmt.Fprintf(b, " -> %s", q.Address)
					}
				}
				for _, f := range v.Files {
					if f != nil {
						fmt.Fprintf(b, " -> %s", f.Address)
					}
				}
				for _, row := range v.Rows {
					fmt.Fprintf(b, " %v", row)
				}
				fmt.Fprintln(b)
			}
		}
	},
	"relations": func(b *strings.Builder, s *Site) {
		for _, p := range s.Pages {
			for _, r := range p.Relations {
				fmt.Fprintf(b, "%s %s %s:%s\n", p.Title, r.Name, r.Label, titles(r.Pages))
			}
		}
	},
	"neighbours": func(b *strings.Builder, s *Site) {
		title := func(p *Page) string {
			if p == nil {
				return "-"
			}
			return p.Title
		}
		for _, p := range s.Pages {
			if p.Previous != nil || p.Next != nil {
				fmt.Fprintf(b, "%s: %s %s\n", p.Title, title(p.Previous), title(p.Next))
			}
		}
	},
	"related": func(b *strings.Builder, s *Site) {
		for _, p := range s.Pages {
			if len(p.Related()) > 0 {
				fmt.Fprintf(b, "%s:%s\n", p.Title, titles(p.Related()))
			}
		}
	},
	"terms": func(b *strings.Builder, s *Site) {
		for _, t := range s.Terms {
			fmt.Fprintf(b, "%s %s:%s\n", t.Address, t.Name, titles(t.Pages))
		}
	},
	"files": func(b *strings.Builder, s *Site) {
		for _, f := range s.Files {
			fmt.Fprintf(b, "%s: %s", f.Address, f.Path)
			if f.Page != nil {
				fmt.Fprintf(b, " of %s", f.Page.Title)
			}
			fmt.Fprintln(b)
		}
	},
	"held": func(b *strings.Builder, s *Site) {
		for _, h := range s.Held {
			until := ""
			if !h.Until.IsZero() {
				until = h.Until.Format(" 2006-01-02")
			}
			fmt.Fprintf(b, "%s: %s%s\n", h.Document.Path, []string{"", "draft", "future", "expired"}[h.Reason], until)
		}
		if !s.NextChange.IsZero() {
			fmt.Fprintf(b, "next change %s\n", s.NextChange.Format("2006-01-02"))
		}
	},
	"redirects": func(b *strings.Builder, s *Site) {
		for _, r := range s.Redirects {
			to := ""
			if r.Page != nil {
				to = r.Page.Address
			} else {
				to = r.Section.Address
			}
			fmt.Fprintf(b, "%s -> %s\n", r.Address, to)
		}
	},
	"links": func(b *strings.Builder, s *Site) {
		for _, doc := range s.documents {
			for _, ref := range doc.References {
				d, err := s.Destination(doc.Path, ref.Target)
				switch {
				case err != nil:
					fmt.Fprintf(b, "%s: %s !\n", doc.Path, ref.Target)
				case d.Outside:
					fmt.Fprintf(b, "%s: %s (outside)\n", doc.Path, ref.Target)
				case d.Fragment != "":
					fmt.Fprintf(b, "%s: %s -> %s # %s\n", doc.Path, ref.Target, d.Address, d.Fragment)
				default:
					fmt.Fprintf(b, "%s: %s -> %s\n", doc.Path, ref.Target, d.Address)
				}
			}
		}
	},
	"periods": func(b *strings.Builder, s *Site) {
		for _, p := range s.Pages {
			fmt.Fprintf(b, "%s: %q %q\n", p.Title, p.Period, p.Summary)
		}
		fmt.Fprintf(b, "home: %q %q\n", s.Home.Period, s.Home.Summary)
	},
	"overdue": func(b *strings.Builder, s *Site) {
		for _, o := range s.Overdue(time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC)) {
			fmt.Fprintf(b, "%s: newest %q, %d days, limit %d\n", o.Section.Folder, o.Newest.ISO(), o.Days, o.Limit)
		}
	},
}

func titles(pages []*Page) string {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(" " + p.Title)
	}
	return b.String()
}
