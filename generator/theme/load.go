package theme

import (
	"io/fs"
	"slices"

	"qizhi/generator/diag"
)

// Layer is one folder of a theme: a theme, the theme it extends, or a site's replacements.
type Layer struct {
	Name string // by which theme.toml extends it
	// Folder is where it lies, by which diagnostics name its files; "" for themes/<Name>.
	Folder string
	FS     fs.FS
	// Proved says that a test holds the folder to be without a mistake, as it does the themes inside the program.
	Proved bool
}

// folder is how diagnostics name the folder: themes/own, /srv/theme.
func (l Layer) folder() string {
	if l.Folder != "" {
		return l.Folder
	}
	return "themes/" + l.Name
}

// required are the layouts that every site needs; the layouts of kinds fall back on page and
// section.
var required = []string{"404", "home", "map", "page", "redirect", "section", "statistics", "term", "terms", "withdrawn"}

// Load reads the layers, from the most specific to the base, and checks everything in them. A file
// of an upper layer replaces the file of the same path below it; strings are replaced key by key.
// Texts are in the language; those it lacks are taken from zh-CN, with a warning. The theme is never
// nil: what has an error is left out of it. Of layers that are all proved, a layout is made ready only when it is
// first run (an edit needs one of them), and the mistakes that a test has looked for are not looked for again.
func Load(layers []Layer, language string) (*Theme, diag.List) {
	var problems diag.List
	share, whole := checkSettings(layers, &problems)
	files := overlay(layers, &problems)
	t := &Theme{layouts: map[string]*layout{}, share: share}
	t.strings = readMessages(layers, language, &problems)
	t.assets = bundle(files, share, &problems)
	t.paths = make(map[string]string, len(t.assets))
	for _, a := range t.assets {
		t.paths[a.Name] = a.Path
	}
	if !whole { // what is missing below would be blamed on the layouts above
		return t, problems.Sorted()
	}
	c := newCompiler(t, files, &problems)
	if c.later = !slices.ContainsFunc(layers, func(l Layer) bool { return !l.Proved }); !c.later {
		checkPolicy(files, &problems)
	}
	for _, d := range c.compile() {
		t.layouts[d.name] = d.layout
	}
	for _, name := range required {
		if c.files["layouts/"+name+".html"] == nil {
			problems = append(problems, diag.Diagnostic{
				Position: diag.Position{Path: base(layers) + "/layouts"}, Severity: diag.Error, Rule: "theme/missing-layout",
				Message: "主题缺少版式 " + name + ".html", Hint: "补上这个文件，或在 theme.toml 里写 extends = \"hongyan\"",
			})
		}
	}
	return t, problems.Sorted()
}

// base names the folder of the last layer.
func base(layers []Layer) string {
	if len(layers) == 0 {
		return "themes"
	}
	return layers[len(layers)-1].folder()
}
