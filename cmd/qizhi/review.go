package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"qizhi/generator/check"
)

// review is `qizhi review FILE`.
func (m mainCmd) review() *cobra.Command {
	var source, date string
	var r check.Reviewed
	c := &cobra.Command{
		Use:   "review 文件 --stage 初审|复审|终审 --by 姓名",
		Short: "记下一次审校（三审三校）和当时正文的摘要",
		Args:  usageArgs(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			stage, known := check.StageNamed(r.Stage)
			switch {
			case !known:
				return usageError{fmt.Errorf("--stage %s 不认识，可以是 %s", r.Stage, strings.Join(check.Stages, "、"))}
			case strings.TrimSpace(r.By) == "":
				return usageError{errors.New("--by 后面要写审稿人的姓名")}
			}
			r.Stage = stage
			on, err := day(date)
			if err != nil {
				return usageError{errors.New(strings.Replace(err.Error(), "--now", "--date", 1))}
			}
			r.Date = on.Format(time.DateOnly)
			file, err := findPage(source, args[0])
			if err != nil {
				return err
			}
			digest, err := check.RecordFile(file, r)
			if err != nil {
				return fmt.Errorf("%s 没有改动：%w", file, err)
			}
			fmt.Fprintf(m.Stdout, "%s：记下了%s（%s，%s），正文摘要 %s\n", file, r.Stage, r.By, r.Date, digest[:8])
			return nil
		},
	}
	f := c.Flags()
	f.StringVarP(&source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	f.StringVar(&r.Stage, "stage", "", "审的是哪一`遍`：初审、复审或终审（写一审、二审、三审也可以）")
	f.StringVar(&r.By, "by", "", "审稿人的`姓名`")
	f.StringVar(&date, "date", "", "审校的`日期`（例如 2022-06-30），不写就是今天")
	return c
}

// findPage finds the file of a page by its path: as it is, within the site, or within its content.
func findPage(source, name string) (string, error) {
	for _, dir := range []string{"", source, filepath.Join(source, "content")} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() && strings.EqualFold(filepath.Ext(file), ".md") {
			return file, nil
		}
	}
	return "", fmt.Errorf("没有找到 %s；写文章的路径，例如 content/news/a.md", name)
}
