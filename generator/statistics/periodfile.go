package statistics

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// periodFile is a period with the places of its values.
type periodFile struct {
	*Period
	path           string
	table          *table.Table
	valuesTable    *table.Table // nil when there is no [values]
	publishedTable *table.Table // nil when there is no [published]
	quotesTable    *table.Table // nil when there is no [quotes]
	values         map[string]written
	published      map[string]written
	goals          map[string]written
	quotes         map[string]table.Value
	notGiven       []string
	written        []writtenCorrection
	working        *working
	unquoted       map[string]bool // values that their quotations contradict
	broken         [][]string      // the typed values of each check that failed
}

// distinct leaves out files whose names are no periods, or a period that another file already has.
func (l *loader) distinct(sources []Source) []Source {
	first := map[string]Source{}
	var kept []Source
	for pass := range 2 { // files rightly named come first, so that a misnamed copy is the one refused
		for _, s := range sources {
			name := strings.TrimSuffix(path.Base(s.Path), ".toml")
			_, _, ok := parsePeriodName(name)
			if ok != (pass == 0) {
				continue
			}
			meant := name
			if !ok {
				meant = periodMeant(name)
			}
			if other, twice := first[meant]; twice && meant != "" {
				l.reportTwins(other, s, meant)
				continue
			}
			if !ok {
				l.misnamed(s.Path, name, meant)
				l.refused(meant)
				continue
			}
			first[name] = s
			kept = append(kept, s)
		}
	}
	return kept
}

func (l *loader) misnamed(sourcePath, name, meant string) {
	hint := "改名为 2022.toml、2022-H1.toml、2022-Q3.toml 或 2022-06.toml 的样子"
	if meant != "" {
		hint = "改名为 " + meant + ".toml"
	}
	l.whole(sourcePath, diag.Error, "statistics/period-name", "文件名 "+name+".toml 不是一个统计期", hint)
}

// periodMeant is the period that a file name was most likely meant to be: 2022-h1, 2022H1, 2022-6.
func periodMeant(name string) string {
	name = strings.ToUpper(strings.NewReplacer("_", "-", ".", "-", " ", "").Replace(name))
	tries := []string{name}
	if len(name) >= 5 {
		tries = append(tries, name[:4]+"-"+name[4:], name[:4]+"-0"+strings.TrimPrefix(name[4:], "-"))
	}
	for _, try := range tries {
		if _, _, ok := parsePeriodName(try); ok {
			return try
		}
	}
	return ""
}

// readPeriod reads one period's file; distinct has already judged its name.
func (l *loader) readPeriod(s Source) {
	name := strings.TrimSuffix(path.Base(s.Path), ".toml")
	span, title, _ := parsePeriodName(name)
	t := l.parse(s)
	if t == nil {
		l.refused(name)
		return
	}
	f := &periodFile{path: s.Path, table: t, quotes: map[string]table.Value{}, unquoted: map[string]bool{},
		Period: &Period{Name: name, Title: strings.TrimSpace(t.String("title")), Source: strings.TrimSpace(t.String("source")),
			SourceURL: strings.TrimSpace(t.String("source_url")), Note: t.String("note"), Sample: t.Bool("sample"), span: span, figures: map[string]*Figure{}}}
	if f.Title == "" {
		f.Title = title
	}
	f.sources = map[string]content.Place{}
	for _, key := range []string{"source", "source_url"} {
		if v, ok := t.Get(key); ok {
			f.sources[key] = placeOf(t, v)
		}
	}
	f.notGiven = t.Strings("not_given")
	f.AsOf = readClosing(f)
	l.readSections(f)
	l.readCorrections(f)
	l.strayValues(f)
	t.WarnUnknown()
	l.sourceNamed(f)
	l.files = append(l.files, f)
}

// readSections reads [values], [published], [goals] and [quotes].
func (l *loader) readSections(f *periodFile) {
	values, published := f.table.Table("values"), f.table.Table("published")
	f.valuesTable, f.publishedTable, f.quotesTable = values, published, f.table.Table("quotes")
	f.values = l.readNumbers(values, func(e table.Entry, i *Indicator) bool {
		if i.Kind == Derived {
			values.ReportAt(e.KeyAt, len(e.Key), diag.Error, "statistics/derived-value", i.named()+"由公式算出，不能填在 [values]", "删去这一行；出处写明了它的，移到 [published] 下面")
		}
		return i.Kind != Derived
	}, true)
	f.published = l.readNumbers(published, func(e table.Entry, i *Indicator) bool {
		if i.Kind == Stock || i.Kind == Flow {
			published.ReportAt(e.KeyAt, len(e.Key), diag.Error, "statistics/published-value", i.named()+"不是推算的指标，不能填在 [published]", "移到 [values] 下面")
		}
		return i.Kind != Stock && i.Kind != Flow
	}, false)
	f.goals = l.readNumbers(f.table.Table("goals"), func(table.Entry, *Indicator) bool { return true }, true)
	l.readQuotes(f)
}

func (l *loader) readQuotes(f *periodFile) {
	if f.quotesTable == nil {
		return
	}
	for _, e := range f.quotesTable.Entries() {
		i := l.knownIndicator(f.quotesTable, e.Key, e.KeyAt, len(e.Key))
		if i != nil && f.quotesTable.String(e.Key) != "" {
			f.quotes[e.Key] = e.Value
		}
	}
}

// strayValues finds indicators written above [values].
func (l *loader) strayValues(f *periodFile) {
	for _, e := range f.table.Rest() {
		if i := l.set.byName[e.Key]; i != nil {
			f.table.Get(e.Key) // known now: WarnUnknown need not say it again
			section := "[values]"
			if i.Kind == Derived {
				section = "[published]"
			}
			f.table.ReportAt(e.KeyAt, len(e.Key), diag.Error, "statistics/misplaced", i.named()+"没有写在 "+section+" 里", "移到 "+section+" 这一行的下面")
		}
	}
}

// sourceNamed: a period that is not made up says where it comes from, at an address one may follow.
func (l *loader) sourceNamed(f *periodFile) {
	if _, misspelt := misspeltKey(f.table, "source", periodKeys); f.Source == "" && !f.Sample && !misspelt {
		l.whole(f.path, diag.Warning, "statistics/no-source", f.Title+"没有写来源", `加一行 source = "…"；示例数据加 sample = true`)
	}
	scheme, _, hasScheme := strings.Cut(f.SourceURL, ":")
	if hasScheme && scheme != "https" && scheme != "http" {
		v, _ := f.table.Get("source_url")
		f.table.Report(v, diag.Error, "statistics/source-url", "source_url 不是网址，也不是站内文件："+f.SourceURL, `写成 https://… 或 "news/report.md"`)
		f.SourceURL = ""
	}
}

// sameTitles reports two periods that readers could not tell apart, at the title that is written and is
// not the period's own.
func (l *loader) sameTitles() {
	first := map[string]*periodFile{}
	for _, f := range l.files {
		other := first[f.Title]
		if other == nil {
			first[f.Title] = f
			continue
		}
		if !f.retitled() && other.retitled() {
			f, other = other, f
		}
		v, _ := f.table.Get("title")
		hint := "改 title，或删去它"
		if _, title, _ := parsePeriodName(f.Name); title != f.Title {
			hint = fmt.Sprintf("写成 title = %q，或删去这一行", title)
		}
		f.table.Report(v, diag.Error, "statistics/duplicate-period", fmt.Sprintf("与 content/%s 同名：%s", other.path, f.Title), hint)
	}
}

// retitled reports whether the file gives the period another title than its name does.
func (f *periodFile) retitled() bool {
	_, title, _ := parsePeriodName(f.Name)
	return f.table.Has("title") && f.Title != title
}

// valuesPlace is where a problem with the period's values as a whole is shown.
func (f *periodFile) valuesPlace() (at, length int) {
	if f.valuesTable != nil {
		return f.valuesTable.At, len("[values]")
	}
	return 0, 0
}

// culprit is the first typed value, in the order of the names, that an expression rests on.
func (l *loader) culprit(f *periodFile, names []string) (at, length int) {
	for _, name := range l.typedNames(names) {
		if w, ok := f.values[name]; ok {
			return w.value.At, w.value.Len
		}
	}
	return f.valuesPlace()
}

// doubted reports whether an expression rests on a value that its quotation contradicts: what is wrong with the
// expression then most likely follows from it.
func (l *loader) doubted(f *periodFile, names []string) bool {
	return len(f.unquoted) > 0 && slices.ContainsFunc(l.typedNames(names), func(name string) bool { return f.unquoted[name] })
}

// follows reports whether a fault of an expression follows from what has been told: it rests on a value that is
// doubted, or on nothing but those of a check that failed.
func (l *loader) follows(f *periodFile, names []string) bool {
	typed := l.typedNames(names)
	return l.doubted(f, names) || slices.ContainsFunc(f.broken, func(told []string) bool {
		return !slices.ContainsFunc(typed, func(name string) bool { return !slices.Contains(told, name) })
	})
}

// maxFollowed bounds how many names are followed from one formula: more than any real one rests on.
const maxFollowed = 1000

// typedNames follows derived names down to those that are typed in, each once.
func (l *loader) typedNames(names []string) []string {
	var typed []string
	seen := map[string]bool{}
	var follow func(names []string)
	follow = func(names []string) {
		for _, name := range names {
			if seen[name] || len(seen) > maxFollowed {
				continue
			}
			seen[name] = true
			if i := l.set.byName[name]; i.expression != nil {
				follow(i.expression.names)
			} else {
				typed = append(typed, name)
			}
		}
	}
	follow(names)
	return typed
}

// toVerify lists the typed values an expression rests on: "branches = 28、joint_branches = 6".
func (l *loader) toVerify(f *periodFile, names []string) string {
	var parts []string
	for _, name := range l.typedNames(names) {
		if w, ok := f.values[name]; ok {
			parts = append(parts, name+" = "+shortest(w.number))
		}
	}
	if len(parts) == 0 {
		return "核对公式"
	}
	if len(parts) > 6 {
		parts = append(slices.Clone(parts[:6]), "…")
	}
	return "核对 " + strings.Join(parts, "、")
}
