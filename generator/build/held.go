package build

import (
	"fmt"

	"qizhi/generator/site"
)

// heldWords says which pages wait or have left the lists, and when to build again.
func heldWords(s *site.Site) []string {
	var out []string
	drafts := 0
	for _, h := range s.Held {
		switch h.Reason {
		case site.Draft:
			drafts++
		case site.Future:
			out = append(out, fmt.Sprintf("content/%s 的日期还没到，%s 再生成一次就会发布", h.Document.Path, h.Until.Format("2006-01-02")))
		case site.Expired:
			out = append(out, fmt.Sprintf("content/%s 已于 %s 过期，已从列表中撤下", h.Document.Path, h.Document.Front.Expires))
		}
	}
	if !s.NextChange.IsZero() {
		out = append(out, fmt.Sprintf("%s 起有文章到期或到发布的日子，那天请再生成一次", s.NextChange.Format("2006-01-02")))
	}
	if drafts > 0 {
		out = append(out, fmt.Sprintf("%d 篇草稿没有发布（预览里可以看到）", drafts))
	}
	return out
}
