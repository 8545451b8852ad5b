package build

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/file"
)

// asideName is the folder in the cache for published files that somebody changed and a build replaced. The
// content is what is published, so their changes go from the site; they are not lost, and are named.
const asideName = "replaced"

// setAside keeps a copy of a published file that is to be replaced, when somebody changed it since it was
// published. A file that lies as the record says is not read. The copy is made before anything is published:
// where it cannot be made, the build fails and the output stays as it is.
func (p *publisher) setAside(name string, info file.Info) (bool, error) {
	if w := p.written[name]; w.lies(info) {
		return false, nil
	}
	data, err := os.ReadFile(filepath.Join(p.output, filepath.FromSlash(name)))
	if err != nil {
		return false, err
	}
	if sha256.Sum256(data) == p.before.files[name].sum {
		return false, nil
	}
	if err := keepCopy(filepath.Join(p.aside, filepath.FromSlash(name)), data); err != nil {
		return false, fmt.Errorf("%s 发布后被人改过，留不下改过的这一份，没有覆盖：%w；先把它移到别处", name, cause(err))
	}
	return true, nil
}

// keepCopy writes a file under a name, or under the next one that is free; the same bytes are kept once.
func keepCopy(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	ending := filepath.Ext(name)
	for n, free := 1, name; ; {
		have, err := os.ReadFile(free)
		if os.IsNotExist(err) {
			if _, err = file.Create(free, data); err != nil {
				return err
			}
			return flushFile(free)
		}
		if err != nil || bytes.Equal(have, data) {
			return err
		}
		n++
		free = strings.TrimSuffix(name, ending) + "-" + strconv.Itoa(n) + ending
	}
}

// warnOfChanges names the published files that somebody changed: those that were replaced, and those that
// are published no more and were left.
func (p *publisher) warnOfChanges(outcomes []outcome) (list diag.List) {
	warn := func(name, message, hint string) {
		list = append(list, diag.Diagnostic{Position: diag.Position{Path: filepath.ToSlash(filepath.Join(p.output, name))},
			Severity: diag.Warning, Rule: "publish/changed", Message: message, Hint: hint})
	}
	for _, o := range outcomes {
		if o.changed {
			warn(o.name, "这个文件发布后被人直接改过，已经换回由内容生成的一版",
				"改动要写进 content 里才留得住；改过的那一份在 "+filepath.ToSlash(filepath.Join(p.aside, o.name)))
		}
	}
	for _, name := range p.kept {
		warn(name, "这个文件不再发布，但发布后被人改过，没有删除", "确认不需要后请自己删除")
	}
	return list
}
