package plan

import (
	"strings"
	"unicode"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// A text in another language than the site's is said to be, so that it is neither stretched as Han is nor read aloud by
// a voice that cannot. Single paragraphs are told by package content; here it is the whole of a page.

// languages fills the languages of a page's text and title where they are not the site's: en for a text without a Han
// character on a Chinese site, zh-CN for a Chinese one elsewhere. The finished body is looked at only when what is known
// of the document without it leaves that open.
func (p *planner) languages(page *site.Page, v *theme.PageView) {
	chinese := strings.HasPrefix(p.Site.Config.Language, "zh")
	known := page.Document.Excerpt
	switch {
	case chinese && latin(known) && english(words(string(v.Body))):
		v.BodyLang = "en"
		if latin(page.Title) {
			v.TitleLang = "en"
		}
	case !chinese:
		if hasHan(known) {
			v.BodyLang = "zh-CN"
		}
		if hasHan(page.Title) {
			v.TitleLang = "zh-CN"
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func hasHan(text string) bool { return strings.ContainsFunc(text, isHan) }

// latin reports words in Latin letters without a Han character among them, two at least.
func latin(text string) bool { return !hasHan(text) && len(latinWords(text)) > 1 }

func latinWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) || isHan(r) })
}

// english reports a latin text in which two at least of the words stand that no English text is without: pinyin and
// other languages are not.
func english(text string) bool {
	if hasHan(text) {
		return false
	}
	found := map[string]bool{}
	for _, word := range latinWords(text) {
		switch word {
		case "the", "The", "of", "and", "to", "is", "for", "with", "are", "that":
			found[strings.ToLower(word)] = true
		}
	}
	return len(found) > 1
}

// words are the words of a markup, without its tags: what names a table for a screen reader is in the site's language.
func words(markup string) string {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(markup, "<")
		b.WriteString(text)
		if !found {
			return b.String()
		}
		_, markup, _ = strings.Cut(rest, ">")
	}
}
