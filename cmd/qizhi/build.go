package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"qizhi/generator/build"
	"qizhi/generator/diag"
)

// build is `qizhi build`.
func (m mainCmd) build() *cobra.Command {
	var o build.Options
	var now, format string
	c := &cobra.Command{
		Use:   "build",
		Short: "生成网站，发布到输出文件夹",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			var err error
			if o.Now, err = day(now); err != nil {
				return err
			}
			if err := oneOf("--format", format, "text", "json"); err != nil {
				return err
			}
			if err := o.Usable(); err != nil {
				return err
			}
			if err := isSite(o.Source); err != nil {
				return err
			}
			if !c.Flags().Changed("output") {
				o.Output = filepath.Join(o.Source, "public")
			}
			bar := newBar(m.Stderr)
			if format == "text" && colourful(m.Stderr) {
				o.Progress = bar
			}
			result, err := build.Run(o)
			bar.done()
			return m.report(result, err, format, o.Output)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.Source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	f.StringVarP(&o.Output, "output", "o", "public", "输出`文件夹`")
	f.StringVar(&o.BaseURL, "base-url", "", "网站的`网址`，代替 site.toml 里的 base_url")
	f.StringVar(&o.Theme, "theme", "", "主题`文件夹`，其中的文件代替原主题的同名文件")
	f.StringVar(&now, "now", "", "把这`一天`当作今天（例如 2022-07-01）")
	f.BoolVar(&o.Drafts, "drafts", false, "连草稿一起发布")
	f.BoolVar(&o.Clean, "clean", false, "不用缓存，全部重新生成")
	f.BoolVar(&o.Explain, "explain", false, "逐个说明每个文件为什么重新生成")
	f.BoolVar(&o.Verify, "verify", false, "发布后在内存里全新生成一遍，逐字节比较")
	f.StringVar(&format, "format", "text", "报告的`格式`：text 或 json")
	return c
}

// unchanged is what can be said of an output folder after a build that publishes nothing.
func unchanged(output string) string {
	switch list, err := os.ReadDir(output); {
	case os.IsNotExist(err):
		return "也没有新建 " + output
	case err == nil && len(list) == 0:
		return output + " 是空的"
	}
	return output + " 里的文件没有改动"
}

// report says what a build did, and what is wrong with the content.
func (m mainCmd) report(result *build.Result, err error, format, output string) error {
	if format == "json" {
		if werr := result.Diagnostics.WriteJSON(m.Stdout); werr != nil {
			return werr
		}
	} else if werr := m.show(result.Diagnostics); werr != nil {
		return werr
	}
	if errors.Is(err, build.ErrContent) {
		failed, warned := result.Diagnostics.Count()
		fmt.Fprintf(m.Stderr, "%d 个错误，%d 个警告；没有发布，%s\n", failed, warned, unchanged(output))
		return errReported
	}
	for _, name := range result.Touched {
		fmt.Fprintf(m.Stderr, "%s 发布以后被改过，和 %s 里记的不一样\n", name, build.ManifestName)
	}
	for _, name := range result.Differences {
		fmt.Fprintf(m.Stderr, "%s 与全新生成的不一致\n", name)
	}
	if n := len(result.Differences); n > 0 {
		fmt.Fprintf(m.Stderr, "核对完毕：全新生成的 %d 个文件里，有 %d 个与已发布的不一致\n", result.Verified, n)
	}
	if n := len(result.Touched); n > 0 {
		fmt.Fprintf(m.Stderr, "核对完毕：%d 个文件里，有 %d 个不是旗帜发布的那样\n", result.Verified, n)
	}
	if err != nil || format == "json" {
		return err
	}
	if len(result.Reasons) > 0 {
		fmt.Fprintf(m.Stdout, "重新生成的 %d 个文件和原因：\n", len(result.Reasons))
	}
	for _, reason := range result.Reasons {
		fmt.Fprintln(m.Stdout, "  "+reason)
	}
	for _, line := range result.Held {
		fmt.Fprintln(m.Stdout, line)
	}
	drafts := ""
	if result.Drafts > 0 {
		drafts = fmt.Sprintf("（其中草稿 %d 篇，不要公开）", result.Drafts)
	}
	fmt.Fprintf(m.Stdout, "完成：%d 个网页%s，共 %d 个文件；重新生成 %d，新写 %d，未变 %d，移除 %d；用时 %s\n已发布到 %s\n",
		result.Pages, drafts, result.Files, result.Rendered, result.Written, result.Unchanged, result.Removed, times(result), output)
	if result.Verified > 0 {
		fmt.Fprintf(m.Stdout, "核对完毕：在内存里全新生成了一遍，%d 个文件与已发布的逐字节相同\n", result.Verified)
	}
	return nil
}

// times is how long a build took, and its stages when it was long enough for somebody to wonder.
func times(result *build.Result) string {
	all := result.Took.Round(time.Millisecond).String()
	if result.Took < slow {
		return all
	}
	var stages []string
	for _, s := range result.Stages {
		if s.Took >= 10*time.Millisecond {
			stages = append(stages, s.Name+" "+s.Took.Round(time.Millisecond).String())
		}
	}
	if len(stages) == 0 { // it waited for another build
		return all
	}
	return all + "（" + strings.Join(stages, "，") + "）"
}

// shownWarnings is how many warnings of one rule a build shows; --format json has all.
const shownWarnings = 10

// show writes what is wrong with the content: every error, and the first warnings of each rule.
func (m mainCmd) show(list diag.List) error {
	shown, left := list.Fewer(shownWarnings)
	if err := shown.Write(m.Stderr, colourful(m.Stderr)); err != nil {
		return err
	}
	for _, line := range left {
		fmt.Fprintln(m.Stderr, line+"（加 --format json 可以看到全部）")
	}
	return nil
}

// day reads --now; without it today is the day.
func day(text string) (time.Time, error) {
	if text == "" {
		return time.Now(), nil
	}
	zone := time.FixedZone("+08:00", 8*60*60)
	t, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return t, usageError{fmt.Errorf("--now %s 不是日期，写成 2022-07-01 这样", text)}
	}
	return t, nil
}

// oneOf checks a flag with a few possible values.
func oneOf(flag, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return usageError{fmt.Errorf("%s %s 不认识，可以是 %s", flag, value, strings.Join(allowed, "、"))}
}
