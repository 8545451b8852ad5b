package theme

import "testing"

// A picture shows the theme's colours where it asks for them, and its own where the theme names none or no colour.
func TestColoured(t *testing.T) {
	share := Share{Band: "#123456", Line: "gold"}
	for written, want := range map[string]string{
		`fill="var(--band,#8e0b12)"`:    `fill="#123456"`,
		`fill="var(--band, #8e0b12)"`:   `fill="#123456"`,
		`fill="var(--line,#f5c26b)"`:    `fill="#f5c26b"`,
		`fill="var(--paper,#ffffff)"`:   `fill="#ffffff"`,
		`fill="var(--other,#ffffff)"`:   `fill="var(--other,#ffffff)"`,
		`fill="#8e0b12" class="band"/>`: `fill="#8e0b12" class="band"/>`,
	} {
		f := &file{data: []byte(written)}
		if got := string(coloured(f, share).data); got != want {
			t.Errorf("%s became %s, want %s", written, got, want)
		}
		if string(f.data) != written {
			t.Errorf("the file itself became %s", f.data)
		}
	}
}
