package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// Stages are the three readings of 三审三校, in order.
var Stages = []string{"初审", "复审", "终审"}

// otherNames are what people call the stages who count them.
var otherNames = map[string]string{"一审": "初审", "二审": "复审", "三审": "终审"}

// StageNamed is the stage that a word names: one of Stages, or 一审, 二审, 三审.
func StageNamed(word string) (stage string, ok bool) {
	if slices.Contains(Stages, word) {
		return word, true
	}
	stage, ok = otherNames[word]
	return stage, ok
}

// shortestDigest is how many characters of a digest name a text.
const shortestDigest = 8

// reviews finds pages that have not been read three times, and those whose text has changed since.
func (s *siteRuler) reviews(doc *content.Document) {
	latest := latestReviews(doc)
	var missing, outdated, undigested []string
	for _, stage := range Stages {
		r, ok := latest[stage]
		switch {
		case !ok || r.By == "":
			missing = append(missing, stage)
		case r.Digest == "":
			undigested = append(undigested, stage)
		case !r.holds(doc):
			outdated = append(outdated, stage)
		}
	}
	command := func(stages []string) string {
		return "审过后运行 qizhi review " + diag.Argument("content/"+doc.Path) + " --stage " + stages[0] + " --by 姓名"
	}
	if len(missing) > 0 {
		s.warn(doc, "reviews", ruleMissing, lacking(missing, latest), command(missing))
	}
	if len(outdated) > 0 {
		s.warn(doc, "reviews", ruleOutdated, strings.Join(outdated, "、")+"以后内容改过，等于没有审", "重新"+command(outdated))
	}
	if len(undigested) > 0 {
		s.warn(doc, "reviews", ruleOutdated, strings.Join(undigested, "、")+"没有记下内容的摘要，看不出审后改没改", command(undigested))
	}
	for _, doubt := range orderOf(doc, latest) {
		s.warn(doc, "reviews", ruleOrder, doubt.message, doubt.hint)
	}
}

// counted is the review of a stage that counts, the last one written, and its place among all.
type counted struct {
	content.Review
	place int
}

// holds reports whether the text is still the one that was read.
func (c counted) holds(doc *content.Document) bool {
	return len(c.Digest) >= shortestDigest && strings.HasPrefix(doc.ReviewDigest, c.Digest)
}

// day is its date as it is shown, "没有日期" without one.
func (c counted) day() string {
	if c.Date.IsZero() {
		return "没有日期"
	}
	return c.Date.ISO()
}

func latestReviews(doc *content.Document) map[string]counted {
	latest := map[string]counted{}
	for i, r := range doc.Front.Reviews {
		stage, _ := StageNamed(r.Stage)
		latest[stage] = counted{r, i}
	}
	return latest
}

// lacking says which readings are missing: "还没有初审、复审，却已经有了终审".
func lacking(missing []string, latest map[string]counted) string {
	words := "还没有" + strings.Join(missing, "、")
	for _, later := range Stages[slices.Index(Stages, missing[0]):] {
		if r, ok := latest[later]; ok && r.By != "" {
			return words + "，却已经有了" + later
		}
	}
	return words
}

// longBefore is how long before its page's date a reading is hardly meant: pages are read before they
// are published.
const longBefore = 31 * 24 * time.Hour

// orderOf finds what is odd about the readings that hold: one that comes first recorded after one that
// follows it, one person for two of them (图书质量保障体系 forbids it for any two), a date long before the page's.
func orderOf(doc *content.Document, latest map[string]counted) []finding {
	var out []finding
	stages := map[string][]string{} // that one person has read
	var people []string
	for i, stage := range Stages {
		r, ok := latest[stage]
		if !ok || !r.holds(doc) {
			continue
		}
		if stages[r.By] == nil {
			people = append(people, r.By)
		}
		stages[r.By] = append(stages[r.By], stage)
		if next, later := following(doc, latest, stage, i); later != "" {
			out = append(out, finding{ruleOrder, fmt.Sprintf("%s（%s）记在%s（%s）以后", stage, r.day(), later, next.day()), "按初审、复审、终审的次序审；后一审重新审过，再记一次"})
		}
		if date := doc.Front.Date; !date.IsZero() && !r.Date.IsZero() && date.Last(content.Zone).Sub(r.Date.Last(content.Zone)) > longBefore {
			out = append(out, finding{ruleOrder, fmt.Sprintf("%s的日期 %s 比文章的日期 %s 早了一个多月", stage, r.day(), date.ISO()), "核对 [[reviews]] 里的 date"})
		}
	}
	for _, name := range people {
		if read := stages[name]; len(read) > 1 && name != "" {
			out = append(out, finding{ruleOrder, strings.Join(read, "、") + "都是" + name + "一个人", "三审中任何两审都不由同一个人做；记错了，改 [[reviews]] 里的 by"})
		}
	}
	return out
}

// following finds the first of the stages behind one that was recorded before it.
func following(doc *content.Document, latest map[string]counted, stage string, i int) (counted, string) {
	r := latest[stage]
	for _, later := range Stages[i+1:] {
		next, ok := latest[later]
		if !ok || !next.holds(doc) {
			continue
		}
		days := 0
		if !r.Date.IsZero() && !next.Date.IsZero() {
			days = r.Date.Compare(next.Date)
		}
		if days > 0 || days == 0 && r.place > next.place {
			return next, later
		}
	}
	return counted{}, ""
}

// Doubts are what is odd about the readings of a page after one more has been recorded, in words, for
// whoever recorded it.
func Doubts(file string) []string {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	doc, _ := content.Parse(filepath.Base(file), raw)
	latest := latestReviews(doc)
	var out, missing []string
	since := "" // a text that was read before is read again
	held := map[string]counted{}
	for _, stage := range Stages {
		switch r, ok := latest[stage]; {
		case ok && r.holds(doc):
			held[stage] = r
		case ok:
			since = "内容改过以后，"
			fallthrough
		default:
			missing = append(missing, stage)
		}
	}
	if len(missing) > 0 {
		if words := lacking(missing, held); strings.Contains(words, "却") {
			out = append(out, since+words)
		}
	}
	for _, doubt := range orderOf(doc, latest) {
		out = append(out, doubt.message+"；"+doubt.hint)
	}
	return out
}
