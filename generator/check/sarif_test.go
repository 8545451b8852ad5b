package check

import (
	"bytes"
	"encoding/json"
	"net/url"
	"testing"

	"qizhi/generator/diag"
)

// The properties that SARIF 2.1.0 requires of what is written here (sections 3.13 to 3.38), and the rules
// that tie them together.
func TestSARIF(t *testing.T) {
	list := diag.List{
		{Position: diag.Position{Path: "content/新闻/a b.md", Line: 3, Column: 5}, Severity: diag.Warning, Rule: ruleHalf, Message: "甲", Hint: "乙", Excerpt: "党建,引领", Width: 1},
		{Position: diag.Position{Path: "content/b.md"}, Severity: diag.Error, Rule: "link/elsewhere", Message: "丙"},
		{Position: diag.Position{Path: "content/b.md", Line: 2}, Severity: diag.Warning, Rule: ruleHalf, Message: "丁"},
	}
	var b bytes.Buffer
	if err := WriteSARIF(&b, list, "1.0.0"); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	d := json.NewDecoder(&b)
	d.DisallowUnknownFields()
	if err := d.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Schema == "" {
		t.Fatalf("%+v", log)
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name == "" || run.ColumnKind != "unicodeCodePoints" || len(run.Results) != len(list) || len(run.Tool.Driver.Rules) != 2 {
		t.Fatalf("%+v", run)
	}
	for _, r := range run.Results {
		if r.Message.Text == "" || r.Level != "error" && r.Level != "warning" || len(r.Locations) != 1 || r.Fingerprints["qizhi/v1"] == "" {
			t.Errorf("%+v", r)
		}
		if r.RuleIndex < 0 || r.RuleIndex >= len(run.Tool.Driver.Rules) || run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%s is not rule %d", r.RuleID, r.RuleIndex)
		}
		at := r.Locations[0].Physical
		if u, err := url.Parse(at.Artifact.URI); err != nil || u.IsAbs() || u.Path == "" {
			t.Errorf("%q is no relative address", at.Artifact.URI)
		}
		if at.Region != nil && (at.Region.StartLine < 1 || at.Region.StartColumn < 0 || at.Region.EndColumn != 0 && at.Region.EndColumn <= at.Region.StartColumn) {
			t.Errorf("%+v", at.Region)
		}
	}
	first := run.Results[2].Locations[0].Physical // sorted by path
	if first.Artifact.URI != "content/%E6%96%B0%E9%97%BB/a%20b.md" || *first.Region.Snippet != (sarifText{"党建,引领"}) || first.Region.EndColumn != 6 {
		t.Errorf("%+v", first)
	}
	b.Reset()
	if err := WriteSARIF(&b, nil, ""); err != nil || !bytes.Contains(b.Bytes(), []byte(`"results": []`)) {
		t.Errorf("%v %s", err, b.String())
	}
}
