package plan

import (
	"cmp"
	"strings"

	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// quoting is a text cut at the figures that it quotes, each linked to its quotation and source; nil where
// it quotes none. A made-up figure says so, as in expand.
func (p *planner) quoting(u urls, text, period string) theme.Words {
	if !strings.Contains(text, "{{") {
		return nil
	}
	return p.pieces(u, text, period, p.sampleMark())
}

func (p *planner) pieces(u urls, text, period, mark string) theme.Words {
	var out theme.Words
	for _, piece := range p.Site.Statistics.Pieces(text, period) {
		v := theme.Value{Text: piece.Text}
		if f := piece.Figure; f != nil {
			v.URL = figureURL(u, *f)
			if f.Period.Sample {
				v.Text += mark
			}
		}
		out = append(out, v)
	}
	return out
}

// said is a text with its figures linked; a text that quotes none is one piece.
func (p *planner) said(u urls, text, period string) theme.Words {
	if words := p.quoting(u, text, period); words != nil || text == "" {
		return words
	}
	return theme.Words{{Text: text}}
}

// saidOf is said for a text that stands for a period as a whole: a made-up one is marked once, at its end,
// where mark is set, and by the caller where it is not.
func (p *planner) saidOf(u urls, text string, of *statistics.Period, mark bool) theme.Words {
	words := p.pieces(u, text, of.Name, "")
	if words == nil && text != "" {
		words = theme.Words{{Text: text}}
	}
	if mark && of.Sample && !p.saysSample(text) {
		words = append(words, theme.Value{Text: p.sampleMark()})
	}
	return words
}

// summarised is what a list says of a page with its figures linked; nil where it quotes none.
func (p *planner) summarised(u urls, page *site.Page) theme.Words {
	return p.quoting(u, cmp.Or(page.Document.Front.Summary, page.Document.Excerpt), page.Period)
}

// summarisedSection is the same for a section.
func (p *planner) summarisedSection(u urls, s *site.Section) theme.Words {
	if s.Document == nil {
		return nil
	}
	return p.quoting(u, cmp.Or(s.Document.Front.Summary, s.Document.Excerpt), s.Period)
}

// sectionLead is the summary that a section's own page shows above its introduction: only one that somebody
// wrote, since one taken from the introduction would say the same twice.
func (p *planner) sectionLead(u urls, s *site.Section) (string, theme.Words) {
	if s.Document != nil && s.Document.Front.Summary == "" {
		return "", nil
	}
	return s.Summary, p.summarisedSection(u, s)
}

// phrases breaks a sentence after its commas and stops, so that a headline breaks by sense.
func phrases(sentence theme.Words) []theme.Words {
	var out []theme.Words
	var phrase theme.Words
	for _, v := range sentence {
		rest := v.Text
		for at := pause(rest); v.URL == "" && at > 0; at = pause(rest) {
			out, phrase = append(out, append(phrase, theme.Value{Text: rest[:at]})), nil
			rest = rest[at:]
		}
		if v.Text = rest; rest != "" {
			phrase = append(phrase, v)
		}
	}
	if phrase != nil {
		out = append(out, phrase)
	}
	return out
}

// pause is the offset behind the first mark of a text after which a phrase ends; 0 for none.
func pause(text string) int {
	for i, r := range text {
		if strings.ContainsRune("，；。：", r) {
			return i + len(string(r))
		}
	}
	return 0
}
