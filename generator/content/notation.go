package content

import (
	"regexp"
	"strings"
	"sync"
)

// InYAML reports whether the document's settings are written in YAML, as those that come from elsewhere are.
func (d *Document) InYAML() bool {
	for _, place := range d.Front.Places {
		if strings.HasPrefix(strings.TrimSpace(place.Excerpt), place.Key+":") {
			return true
		}
	}
	return false
}

// HasSettings reports whether the document has front matter at all. One without has its title from its first heading
// of level 1, and loses that when it gets any.
func (d *Document) HasSettings() bool { return d.Lead > 1 }

// setting is a line of TOML in a hint: date = 2022-06-30.
var setting = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b([a-z_]+) = (["\[0-9tf…])`) })

// Advice is a hint for the document's settings in the notation in which they are written: what a hint quotes is TOML.
func (d *Document) Advice(hint string) string {
	if strings.Contains(hint, ".toml") || !strings.Contains(hint, " = ") && !strings.Contains(hint, "[params]") || !d.InYAML() {
		return hint
	}
	return strings.ReplaceAll(setting().ReplaceAllString(hint, "$1: $2"), "[params] 里", "params: 下面")
}
