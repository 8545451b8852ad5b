package build

import (
	"fmt"
	"slices"

	"qizhi/generator/site"
)

// shownHeld is how many of the pages that wait are named, the next ones, and of the expired ones, the last.
const shownHeld = 10

// heldWords says which pages wait or have left the lists, when to build again, and how many are samples.
func heldWords(s *site.Site) []string {
	var out []string
	var waiting, expired []site.Held
	drafts := 0
	for _, h := range s.Held {
		switch h.Reason {
		case site.Draft:
			drafts++
		case site.Future:
			waiting = append(waiting, h)
		case site.Expired:
			expired = append(expired, h)
		}
	}
	slices.SortStableFunc(waiting, func(a, b site.Held) int { return a.Until.Compare(b.Until) })
	for _, h := range waiting[:min(len(waiting), shownHeld)] {
		out = append(out, fmt.Sprintf("content/%s 的日期还没到，%s 再生成一次就会发布", h.Document.Path, h.Until.Format("2006-01-02")))
	}
	if more := len(waiting) - shownHeld; more > 0 {
		out = append(out, fmt.Sprintf("日期还没到的还有 %d 篇，最后一篇到 %s 发布", more, waiting[len(waiting)-1].Until.Format("2006-01-02")))
	}
	slices.SortStableFunc(expired, func(a, b site.Held) int { return b.Until.Compare(a.Until) })
	for _, h := range expired[:min(len(expired), shownHeld)] {
		out = append(out, fmt.Sprintf("content/%s 已于 %s 过期，已从列表中撤下", h.Document.Path, h.Document.Front.Expires))
	}
	if more := len(expired) - shownHeld; more > 0 {
		out = append(out, fmt.Sprintf("更早过期、已从列表中撤下的还有 %d 篇", more))
	}
	if !s.NextChange.IsZero() {
		out = append(out, fmt.Sprintf("%s 起有文章到期或到发布的日子，那天请再生成一次", s.NextChange.Format("2006-01-02")))
	}
	if drafts > 0 {
		out = append(out, fmt.Sprintf("%d 篇草稿没有发布（预览里可以看到）", drafts))
	}
	samples := 0
	for _, p := range s.Pages {
		if p.Document.Front.Sample && p.Withdrawn == "" {
			samples++
		}
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		if section.Document != nil && section.Document.Front.Sample {
			samples++
		}
	}
	if samples > 0 {
		out = append(out, fmt.Sprintf("%d 篇标着“示例”；换成真的内容以后，删去 sample = true 这一行（qizhi check 会列出来）", samples))
	}
	return out
}
