package theme

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// fallback is the language that every theme is complete in.
const fallback = "zh-CN"

// messages are the strings of one language, by key.
type messages struct{ byKey map[string]string }

// readMessages merges the layers' files of the language, upper layers last, over those of zh-CN.
// Each key that only zh-CN has is a warning.
func readMessages(layers []Layer, language string, problems *diag.List) *messages {
	m := &messages{byKey: map[string]string{}}
	chinese := readLanguage(layers, fallback, problems)
	for k, v := range chinese {
		m.byKey[k] = v
	}
	if language == "" || language == fallback {
		return m
	}
	own := readLanguage(layers, language, problems)
	path := base(layers) + "/i18n/" + language + ".toml"
	if len(own) == 0 && len(chinese) > 0 {
		*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: path}, Severity: diag.Warning,
			Rule: "theme/language", Message: "主题没有 " + language + " 的文字，界面用中文", Hint: "照 i18n/zh-CN.toml 译一份，或改 language"})
		return m
	}
	var missing []string
	for k := range chinese {
		if _, ok := own[k]; !ok {
			missing = append(missing, k)
		}
	}
	slices.Sort(missing)
	for _, k := range missing {
		*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: path}, Severity: diag.Warning,
			Rule: "theme/missing-string", Message: fmt.Sprintf("缺 %s（中文是“%s”），界面用中文", k, chinese[k]), Hint: "补上 " + k + " = \"…\""})
	}
	for k, v := range own {
		m.byKey[k] = v
	}
	return m
}

// readLanguage merges one language's files, base first.
func readLanguage(layers []Layer, language string, problems *diag.List) map[string]string {
	out := map[string]string{}
	for _, l := range slices.Backward(layers) {
		path := "i18n/" + language + ".toml"
		data, err := fs.ReadFile(l.FS, path)
		if err != nil {
			continue
		}
		text := diag.NewText(l.folder()+"/"+path, string(data))
		t := table.ParseTOML(text, 0, len(data), "theme", problems)
		if t == nil {
			continue
		}
		for _, key := range t.Keys() {
			out[key] = t.String(key)
		}
	}
	return out
}

func (m *messages) text(key string, args ...any) string {
	s, ok := m.byKey[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return s
	}
	return fill(s, args)
}

// fill replaces {1}, {2}, … in a string. A brace that is not such a place stays as it is.
func fill(s string, args []any) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			break
		}
		n, end := place(s[open:])
		if n < 1 || n > len(args) {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		fmt.Fprint(&b, args[n-1])
		s = s[open+end:]
	}
	b.WriteString(s)
	return b.String()
}

// place reads a {n} at the beginning of s: its number and length, 0 when it is none.
func place(s string) (number, length int) {
	end := strings.IndexByte(s, '}')
	if end < 0 {
		return 0, 0
	}
	n, err := strconv.Atoi(s[1:end])
	if err != nil {
		return 0, 0
	}
	return n, end + 1
}

// places is the highest {n} of a string: how many arguments it wants.
func places(s string) int {
	highest := 0
	for i := range len(s) {
		if s[i] == '{' {
			n, _ := place(s[i:])
			highest = max(highest, n)
		}
	}
	return highest
}
