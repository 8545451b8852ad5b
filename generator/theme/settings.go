package theme

import (
	"io/fs"
	"slices"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// Settings is theme.toml.
type Settings struct {
	Name        string
	Extends     string // the theme whose files stand in for those this one does not have
	Description string
}

// ReadSettings reads the layer's theme.toml. A layer without one has the zero Settings: a site's own
// folder of replacements needs none.
func ReadSettings(l Layer) (Settings, diag.List) {
	var problems diag.List
	data, err := fs.ReadFile(l.FS, "theme.toml")
	if err != nil {
		return Settings{}, nil
	}
	text := diag.NewText("themes/"+l.Name+"/theme.toml", string(data))
	t := table.ParseTOML(text, 0, len(data), "theme", &problems)
	if t == nil {
		return Settings{}, problems
	}
	s := Settings{Name: t.String("name"), Extends: t.String("extends"), Description: t.String("description")}
	t.WarnUnknown()
	return s, problems
}

// checkSettings reports what is wrong in the layers' theme.toml, a base that is not among the layers
// included.
func checkSettings(layers []Layer, problems *diag.List) {
	for i, l := range layers {
		s, found := ReadSettings(l)
		*problems = append(*problems, found...)
		below := layers[i+1:]
		if s.Extends == "" || slices.ContainsFunc(below, func(b Layer) bool { return b.Name == s.Extends }) {
			continue
		}
		*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: "themes/" + l.Name + "/theme.toml"},
			Severity: diag.Error, Rule: "theme/extends", Message: "找不到 extends 写的主题 " + s.Extends,
			Hint: "放到 themes/" + s.Extends + "/，或改成已有的主题"})
	}
}
