package hongyan_test

import (
	"slices"
	"testing"

	"qizhi/generator/site"
)

// The theme has a word for everything that the content model says in Chinese, and in Chinese it is the same word.
func TestContentModel(t *testing.T) {
	chinese := wordsOf(t, "zh-CN")
	want := func(key, label string) {
		if chinese[key] != label {
			t.Errorf("%s is %q, the content model says %q", key, chinese[key], label)
		}
	}
	var options []string
	for key, text := range chinese {
		if len(key) > 7 && key[:7] == "choice_" {
			options = append(options, text)
		}
	}
	for _, k := range site.NewKinds(nil).All() {
		want("kind_"+k.Name, k.Label)
		for _, f := range k.Fields {
			want("field_"+k.Name+"_"+f.Name, f.Label)
			if f.Inverse != "" {
				want("group_"+f.Of+"_"+f.Inverse, f.InverseLabel)
			}
			for _, option := range f.Options {
				if !slices.Contains(options, option) {
					t.Errorf("no choice_… says %s", option)
				}
			}
		}
	}
	for _, language := range languages { // a word that is its own key would count as none
		for key, text := range wordsOf(t, language) {
			if key == text {
				t.Errorf("%s: %s is its own word", language, key)
			}
		}
	}
}
