package statistics

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// Source is one TOML file of content/statistics. Path is slash-separated and relative to content/:
// "statistics/indicators.toml", "statistics/2022-H1.toml". Files that do not end in .toml are left
// alone; one that does in capitals is told to be renamed.
type Source struct {
	Path, Text string
	// Unread says that the file is there but could not be read or decoded, which somebody else has
	// reported: nothing is then said to be missing because of it.
	Unread bool
}

// definitionsFile is the one file that defines indicators, checks and charts.
const definitionsFile = "indicators.toml"

// Load turns the sources into figures. It is pure, never fails and never panics: what is wrong is
// in the list, and the set holds what is sound. Nothing of the set may be published while the list
// has errors. No sources at all give an empty set.
func Load(sources []Source) (*Set, diag.List) {
	l := &loader{set: &Set{byName: map[string]*Indicator{}, byPeriod: map[string]*Period{}}, definitions: map[string]*definition{}}
	l.readAll(sources)
	l.linkParts()
	l.linkFormulas()
	for _, f := range l.files {
		l.derive(f)
	}
	l.lintSums()
	l.set.labels = newLabels(l.set.Indicators)
	for _, f := range l.files {
		l.verify(f)
	}
	l.verifyAcross()
	l.markFaults()
	l.verifyRounded()
	l.readCharts()
	l.verifyWordings()
	l.markFaults()
	return l.set, l.problems
}

// loader holds what only matters while a set is made: where everything was written.
type loader struct {
	set         *Set
	problems    diag.List
	definitions map[string]*definition
	checks      []*check
	charts      []*table.Table
	files       []*periodFile
	lost        []*Period // of files that could not be read; see refused
	// partial says that indicators.toml could not be read whole, so that no name may be called
	// unknown because of it.
	partial bool
	unknown int // how many unknown names were told
}

// manyUnknown is after how many unknown names no nearest one is looked for any more: the files do not
// belong together, and looking costs the product of their sizes.
const manyUnknown = 100

// definition is an indicator with the places of its keys.
type definition struct {
	*Indicator
	table    *table.Table
	optional bool // a period may leave it out without saying so
}

// check is a [[check]] with its place.
type check struct {
	Check
	rule  *rule
	table *table.Table
	at    table.Value // of the rule
}

// readAll reads every file: definitions first, then the periods in the order of time.
func (l *loader) readAll(sources []Source) {
	sources = slices.Clone(sources)
	slices.SortFunc(sources, func(a, b Source) int { return strings.Compare(a.Path, b.Path) })
	var periods []Source
	defined := false
	for _, s := range sources {
		switch {
		case !strings.EqualFold(path.Ext(s.Path), ".toml"):
		case path.Ext(s.Path) != ".toml": // 2022-H2.TOML, as some systems write it
			name := strings.TrimSuffix(s.Path, path.Ext(s.Path))
			l.whole(s.Path, diag.Error, "statistics/period-name", "文件名的结尾 "+path.Ext(s.Path)+" 要用小写", "改名为 "+path.Base(name)+".toml")
			l.refused(path.Base(name))
		case path.Base(s.Path) == definitionsFile && path.Base(path.Dir(s.Path)) == "statistics" && !defined:
			defined = true
			l.readDefinitions(s)
		default:
			periods = append(periods, s)
		}
	}
	if !defined && len(periods) > 0 {
		l.partial = true
		l.whole(periods[0].Path, diag.Error, "statistics/no-indicators", "有统计期，却没有 "+definitionsFile,
			"在 content/statistics/ 建 "+definitionsFile+"，给每个指标写一节")
	}
	for _, s := range l.distinct(periods) {
		l.readPeriod(s)
	}
	slices.SortStableFunc(l.files, func(a, b *periodFile) int { return comparePeriods(a.Period, b.Period) })
	for _, f := range l.files {
		l.addPeriod(f.Period)
	}
	l.addRefused()
	l.sameTitles()
}

// parse reads one file as TOML; nil when it cannot be read.
func (l *loader) parse(s Source) *table.Table {
	if s.Unread {
		l.set.faults.found = true
		return nil
	}
	text := diag.NewText("content/"+s.Path, s.Text)
	if all := table.Silences(text); len(all) > 0 {
		if l.set.Silences == nil {
			l.set.Silences = map[string][]table.Silence{}
		}
		l.set.Silences[text.Path()] = all
	}
	from := 0
	if strings.HasPrefix(s.Text, "\ufeff") {
		from = len("\ufeff")
	}
	before := len(l.problems)
	t := table.ParseTOML(text, from, len(s.Text), "statistics", &l.problems)
	if t == nil {
		l.problems = append(l.problems[:before], l.sayPlainly(text, l.problems[before:])...)
	}
	return t
}

// whole reports something about a file as a whole.
func (l *loader) whole(sourcePath string, severity diag.Severity, rule, message, hint string) {
	l.problems = append(l.problems, diag.Diagnostic{Position: diag.Position{Path: "content/" + sourcePath},
		Severity: severity, Rule: rule, Message: message, Hint: hint})
}

// names are the indicators' names in the order of indicators.toml.
func (s *Set) names() []string {
	names := make([]string, len(s.Indicators))
	for i, d := range s.Indicators {
		names[i] = d.Name
	}
	return names
}

// nearestName is the hint for a name that no indicator has: a label or alias is answered with its
// name, a slip of the keyboard with the nearest name.
func (s *Set) nearestName(name string) string {
	for _, i := range s.Indicators {
		if i.Label == name || slices.Contains(i.Aliases, name) {
			return i.Name
		}
	}
	return diag.Nearest(name, s.names())
}

// knownIndicator finds the indicator a file names and reports one that does not exist.
func (l *loader) knownIndicator(t *table.Table, name string, at, length int) *Indicator {
	if i := l.set.byName[name]; i != nil {
		return i
	}
	if l.partial {
		return nil
	}
	if len(l.set.Indicators) == 0 { // said once, not of every name
		l.partial = true
		l.whole("statistics/"+definitionsFile, diag.Error, "statistics/no-indicators", definitionsFile+" 里一个指标也没有", "每个指标写成一节，例如 [members]，下面是 label、unit、kind")
		return nil
	}
	hint := "先在 " + definitionsFile + " 里写 [" + name + "] 一节"
	if name == checkTable || name == chartTable {
		t.ReportAt(at, length, diag.Error, "statistics/unknown-indicator", name+" 是保留的名称，不是指标："+definitionsFile+" 里的 [["+name+"]] "+reservedMeaning[name], "写指标的英文名称："+some(l.set.names()))
		return nil
	}
	if l.unknown++; l.unknown > manyUnknown {
		hint = "这两个文件是不是一套？" + hint
	} else if near := l.set.nearestName(name); near != "" {
		hint = "是不是 " + l.set.byName[near].named() + "？"
	} else if !isName(name) {
		hint = "写指标的英文名称：" + some(l.set.names())
	}
	t.ReportAt(at, length, diag.Error, "statistics/unknown-indicator", "没有 "+name+" 这个指标", hint)
	if l.set.faults.names == nil {
		l.set.faults.names = map[string]bool{}
	}
	l.set.faults.names[name] = true
	return nil
}
