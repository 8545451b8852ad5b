package check

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// listName is the dot-file in which a build lists what it published (DESIGN, "What is published").
const listName = ".qizhi.sha256"

// keptMark begins the line of a file that only older pages need: it may be there or not; draftMark that of
// a page which is a draft.
const (
	keptMark  = "# kept "
	draftMark = "# draft "
)

// listing is what a published folder should hold by its own list.
type listing struct {
	sums map[string]string // hexadecimal, by path
	kept map[string]bool

	drafts []string
}

// readListing reads the list of a published folder; nil without one. Lines that mean nothing are passed
// over: sha256sum does so too.
func readListing(files fs.FS) *listing {
	raw, err := fs.ReadFile(files, listName)
	if err != nil {
		return nil
	}
	l := &listing{sums: map[string]string{}, kept: map[string]bool{}}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\r\n")
		if draft, ok := strings.CutPrefix(line, draftMark); ok {
			l.drafts = append(l.drafts, draft)
		}
		line, kept := strings.CutPrefix(line, keptMark)
		sum, name, ok := strings.Cut(line, "  ")
		if ok && len(sum) == hex.EncodedLen(sha256.Size) && fs.ValidPath(name) {
			l.sums[name], l.kept[name] = strings.ToLower(sum), kept
		}
	}
	return l
}

// compare holds a file that is there to the list.
func (l *listing) compare(t *tree, name string, raw []byte) {
	if l == nil || name == listName {
		return
	}
	want, listed := l.sums[name]
	sum := sha256.Sum256(raw)
	switch {
	case !listed:
		t.report(name, ruleUnlisted, "清单 "+listName+" 里没有这个文件：别处放进来的，或以前发布、现在已经撤下的",
			"不需要就删去；撤下的内容留在服务器上，别人照样打得开")
	case hex.EncodeToString(sum[:]) != want:
		t.report(name, ruleChanged, "这个文件和发布时的不一样（"+listName+"）",
			"重新上传它，上传工具选二进制方式；要改内容，改 content 里的原稿再生成")
	}
}

// missing reports the files of the list that are not there, and the drafts.
func (l *listing) missing(t *tree) {
	if l == nil {
		return
	}
	for _, name := range l.drafts {
		if t.files[name] {
			t.report(name, ruleDraft, "这一页是草稿", "要公开，不写 --drafts 再生成一次")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.sums)) {
		if !t.files[name] && !l.kept[name] {
			t.report(name, ruleGone, "清单 "+listName+" 里有这个文件，文件夹里却没有", "重新上传它；public 里也没有，就重新生成")
			t.files[name] = true // it has been said once; every page that links to it would say so again
		}
	}
}
