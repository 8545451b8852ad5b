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
	// Share are the colours of the picture that a shared link shows, where no style sheet reaches.
	Share Share

	extendsAt diag.Diagnostic // where Extends stands
}

// Share names colours as #rrggbb. Band is also that of a phone's frame around the page, and Dark the same in the dark; a
// theme that names no Dark has one for both.
type Share struct{ Paper, Ink, Band, Line, Dark string }

// ReadSettings reads the layer's theme.toml. A layer without one has the zero Settings: a site's own
// folder of replacements needs none.
func ReadSettings(l Layer) (Settings, diag.List) {
	var problems diag.List
	data, err := fs.ReadFile(l.FS, "theme.toml")
	if err != nil {
		return Settings{}, nil
	}
	text := diag.NewText(l.folder()+"/theme.toml", string(data))
	t := table.ParseTOML(text, 0, len(data), "theme", &problems)
	if t == nil {
		return Settings{}, problems
	}
	s := Settings{Name: t.String("name"), Extends: t.String("extends"), Description: t.String("description")}
	if v, ok := t.Get("extends"); ok {
		s.extendsAt = text.Report(v.At, v.Len, diag.Error, "theme/extends", "", "")
	}
	if c := t.Table("share"); c != nil {
		s.Share = Share{Paper: c.String("paper"), Ink: c.String("ink"), Band: c.String("band"), Line: c.String("line"), Dark: c.String("dark")}
		c.WarnUnknown()
	}
	t.WarnUnknown()
	return s, problems
}

// checkSettings reports what is wrong in the layers' theme.toml, a base that is not among the layers
// included, and returns the colours of the most specific one that names any. whole says that no base is
// missing.
func checkSettings(layers []Layer, problems *diag.List) (share Share, whole bool) {
	whole = true
	for i, l := range layers {
		s, found := ReadSettings(l)
		*problems = append(*problems, found...)
		if share == (Share{}) {
			share = s.Share
		}
		below := layers[i+1:]
		if s.Extends == "" || slices.ContainsFunc(below, func(b Layer) bool { return b.Name == s.Extends }) {
			continue
		}
		d := s.extendsAt
		d.Message, d.Hint = "找不到 extends 写的主题 "+s.Extends, "放到 themes/"+s.Extends+"/，或改成已有的主题"
		if slices.ContainsFunc(layers[:i+1], func(a Layer) bool { return a.Name == s.Extends }) {
			d.Message, d.Hint = "extends 绕成了一圈：主题 "+s.Extends+" 又是从 "+l.Name+" 来的", `改成 extends = "hongyan"`
		}
		*problems = append(*problems, d)
		whole = false
	}
	return share, whole
}
