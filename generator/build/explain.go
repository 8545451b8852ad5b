package build

import (
	"fmt"
	"slices"
	"strings"

	"qizhi/generator/digest"
	"qizhi/generator/plan"
	"qizhi/generator/snapshot"
)

// The reasons why a file is rendered again, in the words of --explain.
const (
	reasonNew    = "以前没有发布过"
	reasonSource = "原稿改过"
	reasonUsed   = "用到的内容变了"
	reasonLost   = "已发布的文件不见了，或者被改过"
	reasonClean  = "写了 --clean，全部重新生成"
	reasonCache  = "没有缓存"
)

// setting is a source that every page may use, site.toml or a file of the statistics, as a build found it.
type setting struct {
	Path   string
	Digest digest.Digest
}

// settingsOf are those of a snapshot, and the folders of themes as one.
func (w *Workspace) settingsOf(snap *snapshot.Snapshot) []setting {
	out := []setting{{"主题", w.themeDigest()}}
	for _, s := range snap.Sources {
		if strings.HasSuffix(s.Path, ".toml") {
			out = append(out, setting{"content/" + s.Path, w.library.own("content/" + s.Path)})
		}
	}
	return out
}

// own is the digest of a source as it was last looked at; zero for what is no source (theme/…).
func (l *library) own(source string) digest.Digest {
	path, ok := strings.CutPrefix(source, "content/")
	if !ok {
		return digest.Digest{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if k := l.known[path]; k != nil {
		return k.Digest
	}
	return digest.Digest{}
}

// explain says why each file was rendered, "path: reason", with what is known of the cause: a page whose
// own source is the same uses something of the sources that changed.
func explain(targets []plan.Target, outcomes []outcome, before, after []setting) []string {
	changed := changedSettings(before, after)
	for i, o := range outcomes {
		source := targets[i].Source
		if (o.reason == reasonSource || o.reason == reasonNew) && strings.HasPrefix(source, "content/") && !slices.Contains(changed, source) {
			changed = append(changed, source)
		}
	}
	slices.Sort(changed)
	var reasons []string
	for i, o := range outcomes {
		switch reason := o.reason; reason {
		case "":
			continue
		case reasonSource:
			reasons = append(reasons, o.name+": "+reason+"（"+targets[i].Source+"）")
		case reasonUsed:
			reasons = append(reasons, o.name+": "+reason+causes(changed))
		default:
			reasons = append(reasons, o.name+": "+reason)
		}
	}
	return reasons
}

// changedSettings are those that are new, gone or have other bytes.
func changedSettings(before, after []setting) []string {
	var out []string
	for _, pair := range [][2][]setting{{before, after}, {after, before}} {
		for _, s := range pair[0] {
			if !slices.Contains(pair[1], s) && !slices.Contains(out, s.Path) {
				out = append(out, s.Path)
			}
		}
	}
	return out
}

// shownCauses is how many changed sources are named.
const shownCauses = 3

// causes says which sources changed since the last build.
func causes(changed []string) string {
	switch n := len(changed); {
	case n == 0:
		return "（有文章删去、到期或到了日子，或者选项、日期不同）"
	case n > shownCauses:
		return fmt.Sprintf("（上次以后改过：%s 等 %d 个）", strings.Join(changed[:shownCauses], "、"), n)
	}
	return "（上次以后改过：" + strings.Join(changed, "、") + "）"
}
