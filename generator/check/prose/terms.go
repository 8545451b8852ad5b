package prose

import (
	"sort"
	"strings"
)

// Terms makes a rule of a site's list of wrong words with the right ones. A wrong word that stands
// within the right one (商会 within 总商会) is right; of two that begin at the same place the longer
// counts.
func Terms(list map[string]string) Rule {
	words := make([]string, 0, len(list))
	for w := range list {
		if w != "" && w != list[w] {
			words = append(words, w)
		}
	}
	sort.Slice(words, func(i, j int) bool {
		return len(words[i]) > len(words[j]) || len(words[i]) == len(words[j]) && words[i] < words[j]
	})
	return func(b *Block, report func(Finding)) {
		var spans [][2]int
		for _, w := range words {
			for at := strings.Index(b.Text, w); at >= 0; {
				end := at + len(w)
				if !overlaps(spans, at, end) && !withinRight(b.Text, at, w, list[w]) {
					spans = append(spans, [2]int{at, end})
					report(b.term(at, end, w, list[w]))
				}
				next := strings.Index(b.Text[end:], w)
				if next < 0 {
					break
				}
				at = end + next
			}
		}
	}
}

func (b *Block) term(at, end int, wrong, right string) Finding {
	hint := "改成“" + right + "”"
	if right == "" {
		hint = "换一个说法"
	}
	return b.find(at, end, "term/wrong", "“"+wrong+"”是本站规定不用的写法", hint)
}

func overlaps(spans [][2]int, at, end int) bool {
	for _, s := range spans {
		if at < s[1] && s[0] < end {
			return true
		}
	}
	return false
}

// withinRight reports whether the wrong word at an offset is a part of the right one.
func withinRight(text string, at int, wrong, right string) bool {
	for from := 0; ; {
		k := strings.Index(right[from:], wrong)
		if k < 0 {
			return false
		}
		k += from
		if at >= k && strings.HasPrefix(text[at-k:], right) {
			return true
		}
		from = k + 1
	}
}
