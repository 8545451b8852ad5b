package preview

import (
	"encoding/json"
	"net/http"
	"net/url"

	"qizhi/generator/diag"
)

// maxListed is how many errors, and how many warnings, a page shows; the staff page lists more.
const maxListed = 50

// pageNews is what a tab is told of its page. The client script relies on the keys.
type pageNews struct {
	// Digest names the page's bytes but for the name of its style sheet.
	Digest string `json:"digest"`
	// Style is the address of the theme's style sheet.
	Style string `json:"style"`
	// Errors and Warnings count what is wrong with the content; Problems are the first of them, the
	// errors before the warnings.
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Problems []finding `json:"problems"`
	// Source is the file that the page is made from ("content/news/a.md"), whose errors are shown first.
	Source string `json:"source"`
	// Stale says that the page shown is from before the errors.
	Stale bool `json:"stale"`
}

// finding is a diagnostic made ready to show. Its line is cut in three around what is meant.
type finding struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Before   string `json:"before"`
	Marked   string `json:"marked"`
	After    string `json:"after"`
}

// page tells a tab of its page: /_qizhi/page?path=/news/a.html, the path as the browser has it.
func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	path, err := url.PathUnescape(r.URL.Query().Get("path"))
	if err != nil {
		http.Error(w, "path 不是网址", http.StatusBadRequest)
		return
	}
	s := h.newest(r)
	if s == nil {
		return
	}
	a := h.find(s, path)
	news := pageNews{Digest: a.digest(), Style: a.style, Source: a.source, Stale: a.stale}
	news.Errors, news.Warnings = s.current.errors, s.current.warnings
	news.Problems = s.current.problems()
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(news) // the browser may be gone
}

// firstProblems are the first errors, and after them the first warnings of each rule.
func firstProblems(list diag.List) []finding {
	few, _ := list.Fewer(fewWarnings)
	out := []finding{}
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		n := 0
		for _, d := range few {
			if d.Severity == severity && n < maxListed {
				out = append(out, newFinding(d))
				n++
			}
		}
	}
	return out
}

// The characters of a line that are shown around what is meant.
const (
	shownBefore = 24
	shownMarked = 60
	shownAfter  = 40
)

func newFinding(d diag.Diagnostic) finding {
	f := finding{Path: d.Path, Line: d.Line, Column: d.Column, Severity: d.Severity.Name(), Rule: d.Rule, Message: d.Message, Hint: d.Hint}
	if d.Column == 0 {
		return f
	}
	line := []rune(d.Excerpt)
	from := min(d.Column-1, len(line))
	to := min(from+max(d.Width, 1), len(line))
	f.Before = tail(line[:from], shownBefore)
	f.Marked = head(line[from:to], shownMarked)
	if f.Marked == "" { // the end of the line, where something is missing
		f.Marked = "\u00a0"
	}
	f.After = head(line[to:], shownAfter)
	return f
}

func head(line []rune, most int) string {
	if len(line) > most {
		return string(line[:most]) + " …"
	}
	return string(line)
}

func tail(line []rune, most int) string {
	if len(line) > most {
		return "… " + string(line[len(line)-most:])
	}
	return string(line)
}
