package check

import (
	"bytes"
	"strings"

	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// switchMark begins a comment that silences rules.
const switchMark = "qizhi-ignore"

// Switches finds in a source the names of rules that silence nothing: every build says so, since whoever wrote one
// believes that it does. It is pure, as [Stopping] is, and a search for one word in all but a few sources.
func Switches(name string, raw []byte) diag.List {
	article := isArticle(name)
	if !article && !strings.HasSuffix(name, ".toml") || !bytes.Contains(raw, []byte("gnore")) {
		return nil
	}
	source, problems := content.Decode("content/"+name, raw)
	if problems.HasErrors() {
		return nil
	}
	r := &reading{name: name, text: diag.NewText("content/"+name, source)}
	from, to, yaml := 0, len(source), false
	if article {
		r.doc, _ = content.Parse(name, raw)
		from, to, yaml = frontOf(name, source)
	}
	if !article {
		r.quiet = table.Silences(r.text)
	}
	r.switched(settingsOf(r.text, from, to, yaml))
	return r.diagnostics()
}

// switched holds the names of rules that a writer silences, for the page, the site, a block or a line, to
// the tables: a name that is in none silences nothing, and neither does that of an error.
func (r *reading) switched(t *table.Table) {
	if t != nil {
		r.switchedKeys(t)
	}
	if r.doc == nil {
		r.switchedLines()
		return
	}
	for _, s := range r.doc.Silenced {
		from := r.text.Offset(s.From)
		if at := strings.Index(r.text.String()[from:], s.Rule); at >= 0 {
			r.switchedName(s.Rule, from+at)
		}
	}
}

// switchedKeys reads ignore = ["…"], at the top of an article and under [check] of site.toml.
func (r *reading) switchedKeys(t *table.Table) {
	for _, e := range t.Entries() {
		switch data := e.Value.Data.(type) {
		case *table.Table:
			if r.name == "site.toml" && e.Key == "check" {
				r.switchedKeys(data)
			}
		case []table.Value:
			if strings.EqualFold(e.Key, "ignore") {
				for _, v := range data {
					r.switchedValue(v)
				}
			}
		case string:
			if strings.EqualFold(e.Key, "ignore") {
				r.switchedValue(e.Value)
			}
		}
	}
}

func (r *reading) switchedValue(v table.Value) {
	name, ok := v.Data.(string)
	if !ok || v.At < 0 || v.At+v.Len > len(r.text.String()) {
		return
	}
	if at := strings.Index(r.text.String()[v.At:v.At+v.Len], name); at >= 0 {
		r.switchedName(name, v.At+at)
	}
}

// switchedLines reads the comments of a .toml file, as [table.Silences] does.
func (r *reading) switchedLines() {
	source := r.text.String()
	for from := 0; ; {
		at := strings.Index(source[from:], "# "+switchMark)
		if at < 0 {
			return
		}
		from += at + len("# "+switchMark)
		rest, _, _ := strings.Cut(source[from:], "\n")
		for name := range strings.FieldsFuncSeq(rest, isBetweenRules) {
			r.switchedName(name, from+strings.Index(rest, name))
		}
	}
}

func isBetweenRules(c rune) bool { return strings.ContainsRune(" \t\r,，、", c) }

func (r *reading) switchedName(name string, at int) {
	f := prose.Finding{At: at, Len: len(name), Rule: ruleSwitch}
	switch rule, known := ruleNamed(name); {
	case !known:
		f.Message, f.Hint = "没有“"+name+"”这条规则，等于没有忽略", nearestRule(name)
	case rule.Severity == diag.Error && !isSilenced(rule):
		f.Message, f.Hint = name+" 是错误，不能忽略", "改好它指出的地方，再删去这里的 "+name
	default:
		return
	}
	r.report(f)
}

// isSilenced reports an error that may be silenced: a personal number, or one that can be a warning.
func isSilenced(r Rule) bool {
	return strings.HasPrefix(r.Name, "personal/") || strings.Contains(r.Summary, "警告")
}

// nearestRule says which rule was meant: one that is written nearly so, or those of the room that is named.
func nearestRule(name string) string {
	folded := strings.ToLower(strings.NewReplacer("／", "/", "\\", "/", "_", "-", "－", "-").Replace(strings.Trim(name, "[]“”'\"")))
	room, _, _ := strings.Cut(folded, "/")
	if near := diag.Nearest(folded, ruleNames); near != "" && !strings.HasSuffix(folded, "/*") && folded != room {
		return "是不是 " + near + "？规则的名称写在每条提示后面的方括号里"
	}
	var same []string
	for _, n := range ruleNames {
		if _, thing, _ := strings.Cut(n, "/"); strings.HasPrefix(n, room+"/") || thing == folded {
			same = append(same, n)
		}
	}
	if len(same) > 0 {
		return "要一条一条写：" + strings.Join(same[:min(len(same), 6)], "、")
	}
	if near := diag.Nearest(folded, ruleNames); near != "" {
		return "是不是 " + near + "？"
	}
	return "规则的名称写在每条提示后面的方括号里，全部列在 qizhi check --rules"
}
