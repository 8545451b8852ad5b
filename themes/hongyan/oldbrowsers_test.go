package hongyan_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"qizhi/themes/hongyan"
)

// The style sheet is read by Chrome 80 and what it leaves out there is ornament: every name in it is either as old as
// that, or one of the younger ones, each with what is lost without it. A new name fails until somebody has looked it up.

// known are the names that Chrome 80 knows: properties, functions, pseudo-classes and elements, rules, media features.
var known = strings.Fields(`
	-webkit-appearance -webkit-print-color-adjust -webkit-text-emphasis
	-webkit-text-emphasis-position -webkit-text-size-adjust align-items align-self background background-attachment
	background-clip background-color background-repeat border border-bottom border-collapse border-left border-radius
	border-top border-width bottom box-shadow box-sizing break-after break-before break-inside clip color column-gap
	columns content counter-increment counter-reset cursor display fill flex flex-basis flex-direction flex-grow
	flex-wrap float font font-family font-size font-style font-variant-numeric font-weight grid-column grid-column-gap
	grid-gap grid-row grid-row-gap grid-template-columns grid-template-rows height justify-content justify-self left
	letter-spacing line-break line-height list-style margin margin-bottom margin-left margin-right margin-top max-height
	max-width min-height min-width object-fit object-position opacity order orphans outline outline-offset overflow
	overflow-wrap overflow-x overflow-y overscroll-behavior padding padding-bottom padding-left padding-right padding-top
	paint-order position quotes right scroll-behavior scroll-padding-left scroll-padding-top size stroke stroke-linejoin
	stroke-opacity stroke-width text-align text-combine-upright text-decoration text-decoration-color
	text-decoration-style text-indent text-size-adjust top touch-action vertical-align visibility white-space widows width
	word-break writing-mode z-index
	attr() calc() clamp() counter() linear-gradient() max() min() minmax() rect() repeat() repeating-linear-gradient()
	rgba() var()
	::-moz-progress-bar ::-webkit-progress-bar ::-webkit-progress-value ::after ::backdrop ::before :empty :first-child
	:focus :hover :lang :last-child :left :not :nth-child :nth-last-child :only-child :right :root :target
	@media @page @supports
	@min-width @max-width @min-resolution @prefers-color-scheme @prefers-reduced-motion`)

// younger are the names that Chrome 80 does not know: the version that learnt each, and what is lost before.
var younger = map[string]string{
	"accent-color": "93: a tick in the browser's own colour", "appearance": "84, behind -webkit-appearance",
	"aspect-ratio": "88: a card without a picture is as high as min-height", "color-scheme": "81: scroll bars are light in the dark",
	"container-type": "105: see @container", "@container": "105: the dates of a list stand below its titles",
	"content-visibility": "85: see ::details-content", "::details-content": "131: what a text folds away is not printed",
	"forced-color-adjust": "89: see forced-colors", "@forced-colors": "89: no forced colours then",
	"@prefers-contrast": "96: the strong colours come with the elder mode alone", "print-color-adjust": "136, behind -webkit-print-color-adjust",
	"text-autospace": "140: no quarter of a space between Han and Latin", "text-spacing-trim": "123: full-width marks keep their room",
	"text-decoration-thickness": "89: lines as the browser draws them", "text-underline-offset": "87: the same",
	"text-emphasis": "99, behind -webkit-text-emphasis", "text-emphasis-position": "99, behind -webkit-text-emphasis-position",
	"row-gap": "84 between flex items: buttons close below a long name in the mast", "text-wrap": "114: lines of a title are of different lengths", ":focus-visible": "86: a click, too, shows the focus; the field is not yellow",
	":has":         "105: a foot that says the links of the home page again; on paper an empty line, and the home page without its name",
	"@bottom-left": "131: sheets without numbers", "@bottom-right": "131: sheets without numbers",
}

var (
	supports   = regexp.MustCompile(`@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}`)
	block      = regexp.MustCompile(`([^{};]*)\{([^{}]*)\}`)
	heads      = regexp.MustCompile(`@(?:media|container|supports|page)[^{]*`)
	inWords    = regexp.MustCompile(`"[^"]*"`)
	inBrackets = regexp.MustCompile(`\([^()]*\)`)
	functions  = regexp.MustCompile(`[a-z-]+\(`)
	pseudos    = regexp.MustCompile(`::?[a-z-]+`)
	features   = regexp.MustCompile(`\(([a-z-]+)\s*[:<>=)]`)
	atRules    = regexp.MustCompile(`@[a-z-]+`)
)

func TestOldBrowsers(t *testing.T) {
	entries, err := hongyan.FS.ReadDir("assets/css")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		css, err := hongyan.FS.ReadFile("assets/css/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range tooYoung(string(css)) {
			t.Errorf("%s: %s", e.Name(), line)
		}
	}
}

// tooYoung says what of a style sheet hangs on a browser younger than Chrome 80. What stands within @supports does not.
func tooYoung(css string) (lines []string) {
	css = supports.ReplaceAllString(inWords.ReplaceAllString(comments.ReplaceAllString(css, ""), `""`), "")
	want := func(name string) {
		if _, ok := younger[name]; !ok && !slices.Contains(known, name) {
			lines = append(lines, name+" is not in the table of what Chrome 80 knows")
		}
	}
	for _, head := range heads.FindAllString(css, -1) {
		for _, m := range features.FindAllStringSubmatch(head, -1) {
			want("@" + m[1])
		}
	}
	for _, name := range atRules.FindAllString(css, -1) {
		want(name)
	}
	for _, m := range block.FindAllStringSubmatch(css, -1) {
		for _, name := range pseudos.FindAllString(m[1], -1) {
			want(name)
		}
		lines = append(lines, tornSelectors(m[1])...)
		lines = append(lines, declared(m[1], m[2], want)...)
	}
	return lines
}

// tornSelectors: a browser drops a whole list of selectors for the one that it does not know.
func tornSelectors(list string) (lines []string) {
	for inside := inBrackets.FindString(list); inside != "" && inside != list; inside = inBrackets.FindString(list) {
		list = strings.ReplaceAll(list, inside, strings.ReplaceAll(strings.Trim(inside, "()"), ",", " "))
	}
	for _, name := range pseudos.FindAllString(list, -1) {
		for _, one := range strings.Split(list, ",") {
			if younger[name] != "" && !strings.Contains(one, name) {
				lines = append(lines, "the rule of "+strings.TrimSpace(one)+" is lost with its neighbour's "+name)
			}
		}
	}
	return lines
}

// declared looks at the declarations of one rule.
func declared(selector, body string, want func(string)) (lines []string) {
	seen := map[string]string{}
	for _, declaration := range strings.Split(body, ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(declaration), ":")
		if !ok {
			continue
		}
		if !strings.HasPrefix(name, "--") {
			want(name)
		}
		for _, f := range functions.FindAllString(value, -1) {
			want(f + ")")
		}
		prefixed := "-webkit-" + name
		if strings.Contains(younger[name], "behind "+prefixed) && seen[prefixed] == "" {
			lines = append(lines, strings.TrimSpace(selector)+" has "+name+" without "+prefixed)
		}
		// Multi-column layout has had column-gap for long; between flex items it is of Chrome 84.
		if name == "column-gap" && seen["columns"] == "" {
			lines = append(lines, strings.TrimSpace(selector)+" has a column-gap without columns")
		}
		seen[name] = value
	}
	return lines
}

// The test finds what it is there for.
func TestOldBrowsersFinds(t *testing.T) {
	for css, want := range map[string]string{
		".a { inset: 0; }":                              "inset",
		".a { display: flex; gap: 1em; }":               "gap",
		".a { columns: 2; column-gap: 1em; }":           "",
		".a { display: flex; column-gap: 1em; }":        "column-gap",
		".a:is(.b) { color: red; }":                     ":is",
		".a:hover, .a:focus-visible { color: red; }":    "neighbour",
		".a { color: color-mix(in srgb, red, blue); }":  "color-mix()",
		".a { appearance: none; }":                      "-webkit-appearance",
		"@layer x { .a { color: red; } }":               "@layer",
		"@media (width >= 3em) { .a { color: red; } }":  "@width",
		"@supports (gap: 1em) { .a { gap: 1em; } }":     "",
		".a { margin-inline: 1em; }":                    "margin-inline",
		".a { width: min(1em, 2em); content: \"a:b\" }": "",
	} {
		got := strings.Join(tooYoung(css), "\n")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", css, got, want)
		}
	}
}
