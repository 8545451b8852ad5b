package statistics

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// reserved are the tables of indicators.toml that define no indicator.
const (
	checkTable = "check"
	chartTable = "chart"
)

// reservedMeaning says what a reserved table is for.
var reservedMeaning = map[string]string{checkTable: "写的是规则", chartTable: "写的是图"}

// readDefinitions reads indicators.toml.
func (l *loader) readDefinitions(s Source) {
	t := l.parse(s)
	if t == nil {
		l.partial = true
		return
	}
	for _, e := range t.Entries() {
		if e.Key != checkTable && e.Key != chartTable {
			l.readIndicator(t, e)
		}
	}
	l.uniqueWordings()
	for _, c := range t.Tables(checkTable) {
		l.readCheck(c)
	}
	l.charts = t.Tables(chartTable)
}

// readIndicator reads one table. An indicator with mistakes is still defined, so that one slip is
// not said again wherever the name is used.
func (l *loader) readIndicator(t *table.Table, e table.Entry) {
	sub, ok := e.Value.Data.(*table.Table)
	if !ok {
		l.partial = true
		t.ReportAt(e.KeyAt, len(e.Key), diag.Error, "statistics/indicator", e.Key+" 不是一个指标", "每个指标写成一节：["+e.Key+"]，下面是 label、unit、kind")
		return
	}
	if !isName(e.Key) {
		t.ReportAt(e.KeyAt, len(e.Key), diag.Error, "statistics/name", "指标名称“"+e.Key+"”要用英文字母、数字和下划线，以字母开头", "中文名称写在 label，例如 [members] 下面 label = \"党员\"")
	}
	d := &definition{table: sub, Indicator: &Indicator{Name: e.Key, Label: strings.TrimSpace(sub.String("label")), Unit: strings.TrimSpace(sub.String("unit")),
		Formula: sub.String("formula"), PartOf: sub.String("part_of"), Note: sub.String("note"),
		mayExceed: sub.Bool("over_100"), mayNegative: sub.Bool("negative")}}
	d.optional = sub.Bool("optional")
	if d.Unit == "％" {
		d.Unit = "%"
	}
	l.readLabel(d)
	l.readKind(d)
	l.readDecimals(d)
	sub.WarnUnknown()
	l.definitions[d.Name] = d
	l.set.byName[d.Name] = d.Indicator
	l.set.Indicators = append(l.set.Indicators, d.Indicator)
}

func (l *loader) readLabel(d *definition) {
	if d.Label == "" {
		d.missing("label", `补上 label = "…"，写它的中文名称`)
		d.Label = d.Name
	}
	for _, alias := range d.table.Strings("aliases") {
		if utf8.RuneCountInString(alias) < 2 {
			v, _ := d.table.Get("aliases")
			d.table.Report(v, diag.Error, "statistics/alias", "别名“"+alias+"”太短，处处会撞上", "写两个字以上的说法，或删去")
			continue
		}
		d.Aliases = append(d.Aliases, alias)
	}
}

// kindWords are what staff write where one of the three kinds is meant.
var kindWords = map[string]string{"时点": "stock", "时点数": "stock", "存量": "stock", "count": "stock",
	"期间": "flow", "期间数": "flow", "流量": "flow", "推算": "derived", "计算": "derived", "rate": "derived", "ratio": "derived", "percent": "derived", "formula": "derived"}

func (l *loader) readKind(d *definition) {
	v, ok := d.table.Get("kind")
	word, isText := v.Data.(string)
	kinds := []string{"stock", "flow", "derived"}
	switch {
	case !ok:
		d.missing("kind", `时点上数出来的写 kind = "stock"，一段时间里发生的写 "flow"，由公式算出的写 "derived"`)
	case isText && slices.Contains(kinds, word):
		d.Kind = IndicatorKind(slices.Index(kinds, word) + 1)
	default:
		hint := `写成 "stock"（时点数）、"flow"（期间数）或 "derived"（推算）`
		near := kindWords[word]
		if near == "" {
			near = diag.Nearest(word, kinds)
		}
		if near != "" {
			hint = `是不是 "` + near + `"？`
		}
		d.table.Report(v, diag.Error, "statistics/kind", "kind 不能是 "+v.Raw, hint)
	}
	l.kindAndFormula(d)
}

// kindAndFormula: a derived indicator has a formula and no other does; a rate is always derived.
func (l *loader) kindAndFormula(d *definition) {
	switch v, _ := d.table.Get("formula"); {
	case d.Kind == Derived && strings.TrimSpace(d.Formula) == "":
		d.missing("formula", `补上公式，例如 formula = "(a + b) / c * 100"`)
	case (d.Kind == Stock || d.Kind == Flow) && d.Formula != "":
		d.table.Report(v, diag.Error, "statistics/kind", d.named()+"有公式，却不是 derived", `由公式算出的写 kind = "derived"；直接填数的删去 formula`)
	case (d.Kind == Stock || d.Kind == Flow) && d.IsRate():
		unit, _ := d.table.Get("unit")
		d.table.Report(unit, diag.Error, "statistics/kind", d.named()+"以 % 为单位，百分率不能直接填", `写 kind = "derived" 和 formula；出处写明的百分率填在各期的 [published]`)
	}
}

func (l *loader) readDecimals(d *definition) {
	n := d.table.Int("decimals")
	if n < 0 || n > maxDecimals {
		v, _ := d.table.Get("decimals")
		d.table.Report(v, diag.Error, "statistics/decimals", fmt.Sprintf("decimals 不能是 %d", n), fmt.Sprintf("小数位数写 0 到 %d", maxDecimals))
		n = min(max(n, 0), maxDecimals)
	}
	d.Decimals = n
}

// missing reports a key that the indicator needs, at its header.
func (d *definition) missing(key, hint string) {
	reportMissing(d.table, key, indicatorKeys, len(d.Name)+2, "statistics/missing", "["+d.Name+"] 缺 "+key, hint)
}

// uniqueWordings reports two indicators with one label or alias: nobody could tell them apart.
func (l *loader) uniqueWordings() {
	first := map[string]*Indicator{}
	for _, i := range l.set.Indicators {
		for _, word := range append([]string{i.Label}, i.Aliases...) {
			if other := first[word]; other != nil && other != i {
				d := l.definitions[i.Name]
				v, ok := d.table.Get("label")
				if word != i.Label || !ok {
					v, _ = d.table.Get("aliases")
				}
				d.table.Report(v, diag.Error, "statistics/duplicate", fmt.Sprintf("“%s”同时是 %s 和 %s 的说法", word, other.Name, i.Name), "改成分得清的名称")
			}
			first[word] = i
		}
	}
}

// readCheck reads one [[check]].
func (l *loader) readCheck(t *table.Table) {
	c := &check{table: t, Check: Check{Rule: t.String("rule"), Message: t.String("message")}}
	v, ok := t.Get("rule")
	t.WarnUnknown()
	if _, isText := v.Data.(string); !ok || !isText {
		if !ok {
			t.ReportAt(t.At, len("[[check]]"), diag.Error, "statistics/missing", "[[check]] 缺 rule", `例如 rule = "branches + joint_branches = organised"`)
		}
		return
	}
	parsed, wrong := parseRule(c.Rule)
	if wrong != nil {
		reportMistake(t, v, wrong)
		return
	}
	c.rule, c.at, c.names = parsed, v, parsed.right.root.allNames(slices.Clone(parsed.left.names))
	known := l.knowsAll(t, v, parsed.left)
	if l.knowsAll(t, v, parsed.right) && known {
		l.checks = append(l.checks, c)
		l.set.Checks = append(l.set.Checks, c.Check)
	}
}

// knowsAll reports every name of an expression that no indicator has.
func (l *loader) knowsAll(t *table.Table, v table.Value, e *expression) bool {
	all := true
	for _, name := range e.names {
		leaf := e.root.find(name)
		at, length := inside(v, leaf.at, leaf.len)
		if l.knownIndicator(t, name, at, length) == nil {
			all = false
		}
	}
	return all
}

// reportMistake says what is wrong with an expression at its very characters.
func reportMistake(t *table.Table, v table.Value, m *mistake) {
	at, length := inside(v, m.at, m.len)
	t.ReportAt(at, length, diag.Error, "statistics/formula", m.message, m.hint)
}

// inside turns a byte range of a TOML text into one of its source. A text with escapes is pointed
// at as a whole, since its bytes are not those of the source.
func inside(v table.Value, at, length int) (int, int) {
	quote := 1
	if strings.HasPrefix(v.Raw, `"""`) || strings.HasPrefix(v.Raw, "'''") {
		quote = 3
		rest := v.Raw[quote:]
		quote += len(rest) - len(strings.TrimPrefix(strings.TrimPrefix(rest, "\r"), "\n"))
	}
	if strings.HasPrefix(v.Raw, `"`) && strings.Contains(v.Raw, `\`) {
		return v.At, v.Len
	}
	return v.At + quote + at, max(length, 1)
}
