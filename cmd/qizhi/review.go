package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
		Use:   "review 文件或文件夹… --stage 初审|复审|终审 --by 姓名",
		Short: "记下一次审校（三审三校）和当时内容的摘要",
		Args:  needs(1, -1, "文件", "qizhi review content/news/某篇.md --stage 初审 --by 张某"),
		RunE: func(_ *cobra.Command, args []string) error {
			stage, known := check.StageNamed(r.Stage)
			switch {
			case r.Stage == "":
				return usageError{errors.New("没有写 --stage：审的是哪一遍，例如 --stage 初审")}
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
			files, err := findPages(source, args)
			if err != nil {
				return err
			}
			return m.record(files, r)
		},
	}
	f := c.Flags()
	f.StringVarP(&source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	f.StringVar(&r.Stage, "stage", "", "审的是哪一`遍`：初审、复审或终审（写一审、二审、三审也可以）")
	f.StringVar(&r.By, "by", "", "审稿人的`姓名`")
	f.StringVar(&date, "date", "", "审校的`日期`（例如 2022-06-30），不写就是今天")
	return c
}

// record records one reading in every file; one that refuses it leaves the others theirs. What a shell adds to
// *.md and no reading is asked of is no fault, unless it is all there is.
func (m mainCmd) record(files []string, r check.Reviewed) error {
	refused, left := 0, 0
	for _, file := range files {
		digest, err := check.RecordFile(file, r)
		if errors.As(err, new(check.NotAsked)) {
			fmt.Fprintf(m.Stderr, "%s 没有记：%v\n", file, err)
			left++
			continue
		}
		if err != nil {
			fmt.Fprintf(m.Stderr, "%s 没有改动：%v\n", file, err)
			refused++
			continue
		}
		fmt.Fprintf(m.Stdout, "%s：记下了%s（%s，%s），内容摘要 %s\n", file, r.Stage, r.By, r.Date, digest[:8])
		for _, doubt := range check.Doubts(file) {
			fmt.Fprintf(m.Stderr, "%s 请留意：%s\n", file, doubt)
		}
	}
	if refused > 0 {
		fmt.Fprintf(m.Stderr, "%d 篇记下了，%d 篇没有\n", len(files)-refused-left, refused)
	}
	if refused > 0 || left == len(files) {
		return errReported
	}
	return nil
}

// findPages finds the files of pages, all of them or none: what is not there is said before anything is
// written. The command line of Windows leaves news/*.md to the program.
func findPages(source string, names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		found, err := findPage(source, name)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files, nil
}

// findPage finds the file of a page by its path, the files of a pattern, or the articles of a folder: as it is,
// within the site, or within its content.
func findPage(source, name string) ([]string, error) {
	other := ""
	for _, dir := range []string{"", source, filepath.Join(source, "content")} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if isPageFile(file) {
			return []string{file}, nil
		}
		if pages := articlesIn(file); len(pages) > 0 {
			return pages, nil
		}
		if _, err := os.Stat(file); err == nil {
			other = file
		}
		if matches, _ := filepath.Glob(file); strings.ContainsAny(name, "*?") && len(matches) > 0 {
			if pages := slices.DeleteFunc(matches, func(f string) bool { return !isPageFile(f) || isSectionFile(f) }); len(pages) > 0 {
				return pages, nil
			}
		}
	}
	if other != "" {
		return nil, usageError{fmt.Errorf("%s 不是文章：审校记在文章（.md）开头，连同内容的摘要；%s", name, insteadOfReview(other))}
	}
	return nil, usageError{fmt.Errorf("没有找到 %s；写文章的路径，例如 content/news/a.md", name)}
}

// articlesIn are the articles in a folder and in those inside it, in order; none for what is no folder.
func articlesIn(folder string) []string {
	var pages []string
	_ = filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // what cannot be read holds no article that could be changed
		case entry.IsDir() && file != folder && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case file != folder && !isSectionFile(file) && isPageFile(file):
			pages = append(pages, file)
		}
		return nil
	})
	return pages
}

func isSectionFile(file string) bool { return filepath.Base(file) == "_index.md" }

func isPageFile(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && strings.EqualFold(filepath.Ext(file), ".md")
}

// insteadOfReview says how something that is no page is checked.
func insteadOfReview(file string) string {
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return "这个文件夹里没有文章"
	case strings.EqualFold(filepath.Ext(file), ".toml"):
		return "设置和统计数据没有正文，数字由 [quotes] 里的原话核对，qizhi check 就查"
	}
	return "这样的文件请另行登记"
}
