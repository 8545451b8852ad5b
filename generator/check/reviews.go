package check

import (
	"slices"
	"strings"

	"qizhi/generator/content"
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
	latest := map[string]content.Review{}
	for _, r := range doc.Front.Reviews {
		stage, _ := StageNamed(r.Stage)
		latest[stage] = r // the last one written counts
	}
	var missing, outdated, undigested []string
	for _, stage := range Stages {
		r, ok := latest[stage]
		switch {
		case !ok || r.By == "":
			missing = append(missing, stage)
		case r.Digest == "":
			undigested = append(undigested, stage)
		case len(r.Digest) < shortestDigest || !strings.HasPrefix(doc.BodyDigest, r.Digest):
			outdated = append(outdated, stage)
		}
	}
	command := func(stages []string) string {
		return "审过后运行 qizhi review content/" + doc.Path + " --stage " + stages[0] + " --by 姓名"
	}
	if len(missing) > 0 {
		s.warn(doc, "reviews", ruleMissing, "还没有"+strings.Join(missing, "、"), command(missing))
	}
	if len(outdated) > 0 {
		s.warn(doc, "reviews", ruleOutdated, strings.Join(outdated, "、")+"以后正文改过，等于没有审", "重新"+command(outdated))
	}
	if len(undigested) > 0 {
		s.warn(doc, "reviews", ruleOutdated, strings.Join(undigested, "、")+"没有记下正文的摘要，看不出审后改没改", command(undigested))
	}
}
