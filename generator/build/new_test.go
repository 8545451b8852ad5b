package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A new page lies in a file that Windows allows, its title is one line, and the rows of a kind of the
// site's own are shown as an example.
func TestNewPage(t *testing.T) {
	source := t.TempDir()
	if err := os.Mkdir(filepath.Join(source, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	config := `title = "商会党建"
[kinds.project]
label = "项目"
[[kinds.project.fields]]
name = "steps"
label = "步骤"
type = "rows"
columns = [{ name = "what", label = "内容", required = true }, { name = "cost", label = "花费", type = "number" }]
[[kinds.project.fields]]
name = "budget"
label = "经费"
type = "number"
`
	if err := os.WriteFile(filepath.Join(source, "content", "site.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"CON": "CON_.md", "con.第一期": "con_.第一期.md", "index": "index_.md", "_Index": "_Index_.md", "一\n二\t三": "一 二 三.md",
		"concert": "concert.md",
	} {
		made, err := NewPage(source, "news", title, time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC))
		if err != nil || filepath.Base(made.Page) != want {
			t.Errorf("%q is in %q, %v; want %q", title, filepath.Base(made.Page), err, want)
			continue
		}
		text, _ := os.ReadFile(made.Page)
		if line := "title = \"" + oneLine(title) + "\"\n"; !strings.Contains(string(text), line) {
			t.Errorf("no %q in\n%s", line, text)
		}
	}
	made, err := NewPage(source, "project", "甲", time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(made.Page)
	if want := "# budget = 0             # 经费\n# [[steps]]              # 步骤，每一行写一节\n# what = \"\"              # 内容（必填）\n# cost = 0               # 花费\n\n# 正文写在下面这行 +++ 之后：空一行就是另起一段，## 开头的一行是小标题\n+++\n"; !strings.Contains(string(text), want) {
		t.Errorf("no\n%sin\n%s", want, text)
	}
}
