package hongyan_test

import (
	"bytes"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"

	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

var languages = []string{"zh-CN", "zh-Hant", "en"}

func wordsOf(t *testing.T, language string) map[string]string {
	t.Helper()
	out := map[string]string{}
	if _, err := toml.DecodeFS(hongyan.FS, "i18n/"+language+".toml", &out); err != nil {
		t.Fatal(err)
	}
	return out
}

var filled = regexp.MustCompile(`\{[0-9n]\}`)

// Every language says everything, with the same places to fill in, and in its own letters.
func TestLanguages(t *testing.T) {
	chinese := wordsOf(t, "zh-CN")
	for _, language := range languages {
		words := wordsOf(t, language)
		for _, key := range slices.Sorted(maps.Keys(chinese)) {
			want, got := filled.FindAllString(chinese[key], -1), filled.FindAllString(words[key], -1)
			slices.Sort(want)
			slices.Sort(got)
			if strings.TrimSpace(words[key]) == "" || !slices.Equal(want, got) {
				t.Errorf("%s: %s = %q, in Chinese %q", language, key, words[key], chinese[key])
			}
		}
		for key, text := range words {
			if _, ok := chinese[key]; !ok {
				t.Errorf("%s: nothing asks for %s", language, key)
			}
			if language == "en" && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("en: %s = %q", key, text)
			}
		}
	}
}

var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

// No layout has words of its own: whatever is outside of {{…}} is markup.
func TestNoWordsInLayouts(t *testing.T) {
	err := fs.WalkDir(hongyan.FS, "layouts", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(hongyan.FS, p)
		for i, line := range strings.Split(action.ReplaceAllString(string(data), ""), "\n") {
			if at := strings.IndexFunc(line, func(r rune) bool {
				return unicode.Is(unicode.Han, r) || strings.ContainsRune("，。：；、（）“”！？", r)
			}); at >= 0 {
				t.Errorf("%s:%d has words of its own: %s", p, i+1, line[at:])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every layout is laid out in every language, and an English page has no Chinese but its content's.
func TestEveryLanguage(t *testing.T) {
	for _, language := range languages {
		th, problems := theme.Load([]theme.Layer{{Name: "hongyan", FS: hongyan.FS}}, language)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", language, problems)
		}
		for _, s := range samples(th) {
			var out bytes.Buffer
			if err := th.Execute(&out, s.layout, s.view); err != nil {
				t.Errorf("%s: %s: %v", language, s.name, err)
			}
			checkPage(t, strings.ReplaceAll(out.String(), `aria-label="`+th.Text("search_results")+`"`, `aria-label="搜索结果"`))
		}
	}
	th, _ := theme.Load([]theme.Layer{{Name: "hongyan", FS: hongyan.FS}}, "en")
	var out bytes.Buffer
	if err := th.Execute(&out, "404", &theme.NotFoundView{Base: theme.Base{Chrome: &theme.Chrome{Lang: "en", Home: "index.html", Title: "Site"}, Title: "x"}}); err != nil {
		t.Fatal(err)
	}
	if at := strings.IndexFunc(out.String(), func(r rune) bool { return unicode.Is(unicode.Han, r) }); at >= 0 {
		t.Errorf("Chinese on an English page: %s", out.String()[at:])
	}
}
