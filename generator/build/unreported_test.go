package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const unreportedIndicators = `[members]
label = "党员"
unit = "人"
kind = "stock"

[probationary]
label = "预备党员"
unit = "人"
kind = "stock"

[courses]
label = "党课"
unit = "门"
kind = "stock"

[books]
label = "教材"
unit = "门"
kind = "stock"

[[chart]]
id = "people"
type = "bar"
title = "队伍"
indicators = ["members", "probationary"]

[[chart]]
id = "study"
type = "bar"
title = "学习"
indicators = ["courses", "books"]
`

// A period that gives no value of the first unit opens with the panels of the unit that it does give, and a
// chart without any value is a sentence instead of an axis with nothing on it; its table still names what is missing.
func TestPeriodOfOtherUnit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.toml":                  "title = \"站\"\n",
		"statistics/indicators.toml": unreportedIndicators,
		"statistics/2022-H1.toml":    "source = \"总结\"\nnot_given = [\"members\", \"probationary\"]\n\n[values]\ncourses = 12\nbooks = 7\n",
	} {
		file := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	result, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now})
	if err != nil {
		t.Fatal(err, result.Diagnostics)
	}
	data, err := os.ReadFile(filepath.Join(dir, "public/statistics/2022-H1.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	if !strings.Contains(page, `id="q-panels"`) {
		t.Error("no panels of the unit that the period gives")
	}
	_, people, _ := strings.Cut(page, `id="chart-people"`)
	people, study, _ := strings.Cut(people, `id="chart-study"`)
	if !strings.Contains(people, "这些数都没有报") || strings.Contains(people, "<svg") || !strings.Contains(people, "预备党员") {
		t.Errorf("a chart without values is not a sentence and a table: %s", people)
	}
	if strings.Contains(study, "这些数都没有报") || !strings.Contains(study, "<svg") {
		t.Error("a chart with values is not drawn")
	}
}
