package build

import (
	"os"

	"qizhi/generator/site"
)

// Usable checks what options say before anything is read: folders that are not there, and an address
// that is none. The error is a UsageError.
func (o Options) Usable() error {
	if !isFolder(o.Source) {
		return usage("没有 %s 这个文件夹；用 -s 指明网站文件夹（里面有 content）", o.Source)
	}
	if o.Theme != "" && !isFolder(o.Theme) {
		return usage("--theme：没有 %s 这个文件夹", o.Theme)
	}
	if o.BaseURL != "" {
		if _, err := site.BaseURL(o.BaseURL); err != nil {
			return usage("--base-url：%w", err)
		}
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
