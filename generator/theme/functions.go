package theme

import (
	"html/template"
	"strings"
)

// functions are what a layout can call beside html/template's own (len, eq, printf, …). All are pure.
//
//	text "key" args…   the string of the key; the key is written out, so that it can be checked
//	asset "icon.svg"   the published path of an asset relative to the site's root, checked likewise:
//	                   <img src="{{.Chrome.Root}}{{asset "icon.svg"}}">
//	phrases .Title     the title in pieces that are not broken within, see Phrases
//	slip .Title        the same for a title from top to bottom, see Slip
//	masked .Title      the title with its masks (市*商会) read as 某, see Masked
//	numerals "40家"     the text with its numbers in <b class="n">
//	tel .Phone         the address of a telephone number, for href
//	mailto .Email      the address of a mailbox, for href
//	add 1 2            the sum
//
// text and asset with nothing but a written-out name are replaced when the theme is loaded and cost
// nothing when a page is rendered.
func (t *Theme) functions() template.FuncMap {
	return template.FuncMap{
		"text":     t.Text,
		"asset":    t.AssetPath,
		"phrases":  Phrases,
		"slip":     Slip,
		"masked":   Masked,
		"numerals": Numerals,
		"tel":      telephone,
		"mailto":   func(address string) template.URL { return template.URL("mailto:" + address) },
		"add":      func(a, b int) int { return a + b },
	}
}

// telephone is the tel: address of a number as people write it (0391-12345678 转 8).
func telephone(number string) template.URL {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '+':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '转' || r == ',' || r == '，':
			return ','
		}
		return -1
	}, number)
	return template.URL("tel:" + digits)
}
