package hongyan_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

// pairs are the colours that stand on each other, with the contrast they need by WCAG 2.2: 4.5 for
// text, 3 for large text, marks, and the edges of controls.
var pairs = []struct {
	on, under string
	least     float64
}{
	{"ink", "paper", 7}, {"ink", "paper-2", 7}, {"ink", "leaf", 7}, {"ink", "mark", 4.5},
	{"ink-2", "mark", 4.5}, {"red", "mark", 4.5}, {"red-2", "mark", 4.5}, {"red-2", "leaf", 4.5},
	{"rule-2", "leaf", 3}, {"line", "leaf", 3}, {"line", "paper-2", 3},
	{"ink-2", "paper", 4.5}, {"ink-2", "paper-2", 4.5}, {"ink-2", "leaf", 4.5},
	{"red", "paper", 4.5}, {"red", "paper-2", 4.5}, {"red", "leaf", 4.5}, {"red-2", "paper", 4.5}, {"red-2", "paper-2", 4.5},
	{"mast-ink", "mast", 4.5}, {"mast-2", "mast", 4.5}, {"gold", "mast", 3},
	{"focus-ink", "focus", 4.5}, {"square", "paper", 3}, {"square", "paper-2", 3}, {"line", "paper", 3},
	{"rule-2", "paper", 3}, {"rule-2", "paper-2", 3},
	{"chart-ink", "chart-paper", 7}, {"chart-soft", "chart-paper", 4.5},
	{"chart-1", "chart-paper", 4.5}, {"chart-2", "chart-paper", 4.5}, {"chart-3", "chart-paper", 4.5},
	{"chart-4", "chart-paper", 4.5}, {"chart-5", "chart-paper", 4.5}, {"chart-6", "chart-paper", 4.5},
}

func TestContrast(t *testing.T) {
	sets := colourSets(t)
	for _, name := range []string{"light", "dark", "contrast", "contrast dark", "elder", "elder dark"} {
		set := sets[name]
		for _, p := range pairs {
			if got := contrast(set[p.on], set[p.under]); !(got >= p.least) {
				t.Errorf("%s: --%s %s on --%s %s has a contrast of %.2f, wants %.1f", name, p.on, set[p.on], p.under, set[p.under], got, p.least)
			}
		}
	}
}

// rules are the blocks of 00-tokens.css: the media query, the selector and the declarations.
var rules = regexp.MustCompile(`(?:@media ([^{]*)\{\s*)?(:root:root|:root\.elder|:root) \{([^}]*)\}`)

var colour = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{3,6}|var\(--[a-z0-9-]+\));`)

// layers are the blocks that hold in each set, the later over the earlier.
var layers = map[string][]string{
	"light": {":root"}, "dark": {":root", ":root dark"},
	"contrast": {":root", ":root:root more"}, "contrast dark": {":root", ":root dark", ":root:root more", ":root:root more dark"},
	"elder": {":root", ":root.elder"}, "elder dark": {":root", ":root dark", ":root.elder", ":root.elder dark"},
}

// colourSets are the colours by set.
func colourSets(t *testing.T) map[string]map[string]string {
	t.Helper()
	css, err := hongyan.FS.ReadFile("assets/css/00-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	sets := colourSetsOf(string(css))
	for name, from := range layers {
		for _, block := range from {
			if len(blocksOf(string(css))[block]) == 0 {
				t.Fatalf("%s: 00-tokens.css has no block %s", name, block)
			}
		}
	}
	return sets
}

// blocksOf are the declarations of each block of a style sheet; of two with one name, both.
func blocksOf(css string) map[string]map[string]string {
	blocks := map[string]map[string]string{}
	for _, m := range rules.FindAllStringSubmatch(css, -1) {
		name := m[2]
		for _, word := range []string{"more", "dark"} {
			if strings.Contains(m[1], word) {
				name += " " + word
			}
		}
		if blocks[name] == nil {
			blocks[name] = map[string]string{}
		}
		for _, c := range colour.FindAllStringSubmatch(m[3], -1) {
			blocks[name][c[1]] = c[2]
		}
	}
	return blocks
}

func colourSetsOf(css string) map[string]map[string]string {
	blocks, sets := blocksOf(css), map[string]map[string]string{}
	for name, from := range layers {
		sets[name] = map[string]string{}
		for _, block := range from {
			maps.Copy(sets[name], blocks[block])
		}
		for token, value := range sets[name] { // one that is another's
			if other, ok := strings.CutPrefix(value, "var(--"); ok {
				sets[name][token] = sets[name][strings.TrimSuffix(other, ")")]
			}
		}
	}
	return sets
}

// contrast is the ratio of WCAG 2.2 between two colours; NaN when one of them is none.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%[1]c%c%[2]c%c%[3]c", hex[0], hex[1], hex[2])
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return math.NaN()
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

// theme.toml names the colours of the tokens, for what no style sheet reaches; the head of every page frames a phone's
// browser in them.
func TestFrameColours(t *testing.T) {
	th, sets := load(t), colourSets(t)
	share := th.Share()
	for _, c := range []struct{ set, token, named string }{{"light", "mast", share.Band}, {"dark", "mast", share.Dark},
		{"light", "paper", share.Paper}, {"light", "square", share.Ink}, {"light", "gold", share.Line}} {
		if got := sets[c.set][c.token]; got != c.named {
			t.Errorf("%s: --%s is %s, theme.toml says %s", c.set, c.token, got, c.named)
		}
	}
	var out bytes.Buffer
	if err := th.Execute(&out, "404", &theme.NotFoundView{Base: theme.Base{Chrome: sampler{theme: th}.chrome(""), Title: "x"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<meta name="theme-color" content="` + share.Band + `" media="(prefers-color-scheme: light)">`,
		`<meta name="theme-color" content="` + share.Dark + `" media="(prefers-color-scheme: dark)">`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the head has no %s", want)
		}
	}
}

// comments are no colours; behind one of several lines the lines are counted short.
var comments = regexp.MustCompile(`(?s)/\*.*?\*/`)

// No other file names a colour: a site that replaces the tokens has replaced them all.
func TestColoursOnlyInTokens(t *testing.T) {
	entries, err := hongyan.FS.ReadDir("assets/css")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(|:[^;]*[ (,](white|black|red|gold|gr[ae]y|silver|yellow|green|blue)\b`)
	for _, e := range entries {
		if e.Name() == "00-tokens.css" || e.Name() == "05-placeholders.css" || e.Name() == "90-print.css" {
			continue
		}
		css, _ := hongyan.FS.ReadFile("assets/css/" + e.Name())
		for i, line := range strings.Split(comments.ReplaceAllString(string(css), ""), "\n") {
			if m := named.FindString(line); m != "" {
				t.Errorf("%s:%d names the colour %s", e.Name(), i+1, m)
			}
		}
	}
}
