package theme

import "html/template"

// upright is how many digits stand side by side in the width of one character.
const upright = 4

// Slip is [Phrases] for a title that is set from top to bottom: a number of up to four digits is one upright character
// (<span class="up">2022</span>年) and does not lie on its side.
func Slip(title string) template.HTML { return template.HTML(appendSlip(nil, title)) }

func appendSlip(out []byte, title string) []byte {
	markup := appendPhrases(nil, title)
	for at := 0; at < len(markup); {
		end := at
		switch c := markup[at]; {
		case c == '<' || c == '&': // a tag, or an escaped sign, whose digits are no words
			for end < len(markup) && markup[end] != '>' && markup[end] != ';' {
				end++
			}
			end = min(end+1, len(markup))
		case isDigit(c):
			for end < len(markup) && isDigit(markup[end]) {
				end++
			}
			if end-at <= upright {
				out = append(append(append(out, `<span class="up">`...), markup[at:end]...), `</span>`...)
				at = end
				continue
			}
		default:
			end++
		}
		out = append(out, markup[at:end]...)
		at = end
	}
	return out
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
