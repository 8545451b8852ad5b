package theme

var (
	wantedColour = pattern(`var\(--(paper|ink|band|line|dark),\s*(#[0-9a-fA-F]{6})\)`)
	plainColour  = pattern(`^#[0-9a-fA-F]{6}$`)
)

// coloured is a picture with the colours of [share] where it asks for them: fill="var(--band,#8e0b12)". No style sheet
// reaches an icon, so that a theme in other colours would have to draw it again; by itself, and where the theme names
// none, it shows the colour that stands there.
func coloured(f *file, share Share) *file {
	named := map[string]string{"paper": share.Paper, "ink": share.Ink, "band": share.Band, "line": share.Line, "dark": share.Dark}
	out := *f
	out.data = wantedColour().ReplaceAllFunc(f.data, func(wanted []byte) []byte {
		m := wantedColour().FindSubmatch(wanted)
		if own := named[string(m[1])]; plainColour().MatchString(own) {
			return []byte(own)
		}
		return m[2]
	})
	return &out
}
