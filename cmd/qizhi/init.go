package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"qizhi/generator/diag"
)

// starter is the site that `qizhi init` writes; "all:" keeps _index.md.
//
//go:embed all:starter
var starter embed.FS

// init is `qizhi init DIR`.
func (m mainCmd) init() *cobra.Command {
	return &cobra.Command{
		Use:   "init 文件夹",
		Short: "新建一个网站，马上就能生成",
		Args:  needs(1, 1, "文件夹", "qizhi init 我的网站"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := args[0]
			if err := writeStarter(dir); err != nil {
				return err
			}
			fmt.Fprintf(m.Stdout, "新网站建好了：%s\n  文章写在 %s 里，先从 site.toml 和 _index.md 改起\n  生成网站：qizhi build -s %s\n",
				dir, filepath.Join(dir, "content"), diag.Argument(dir))
			return nil
		},
	}
}

// writeStarter copies the starter into an empty or a new folder; what is there is never overwritten.
func writeStarter(dir string) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return fmt.Errorf("文件夹 %s 不是空的，没有写入任何东西；换一个名字，或先清空它", dir)
	}
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	return os.CopyFS(dir, files)
}
