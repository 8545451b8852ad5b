package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"qizhi/generator/build"
	"qizhi/generator/check"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// checkFlags are those of `qizhi check`.
type checkFlags struct {
	source, theme, format, now string
	fix, strict, rules         bool
}

// check is `qizhi check`.
func (m mainCmd) check() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check [已发布的文件夹]",
		Short: "检查内容：个人信息、标点、数字、用语、审校；写上文件夹就检查已发布的网站",
		Args:  usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("--format", f.format, "text", "json", "sarif"); err != nil {
				return err
			}
			today, err := day(f.now)
			switch {
			case err != nil:
				return err
			case f.rules:
				return check.WriteRules(m.Stdout)
			case len(args) == 1 && f.fix:
				return usageError{errors.New("--fix 改的是内容，不改已发布的文件夹")}
			case len(args) == 1:
				return m.checkPublished(f, args[0])
			}
			return m.checkSources(f, today)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&f.source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	flags.StringVar(&f.theme, "theme", "", "主题`文件夹`，其中的文件代替原主题的同名文件")
	flags.StringVar(&f.format, "format", "text", "报告的`格式`：text、json 或 sarif")
	flags.StringVar(&f.now, "now", "", "把这`一天`当作今天（例如 2022-07-01）")
	flags.BoolVar(&f.fix, "fix", false, "改好其中有把握的，并列出改了什么")
	flags.BoolVar(&f.strict, "strict", false, "有警告也算没有通过")
	flags.BoolVar(&f.rules, "rules", false, "列出所有规则，和怎样忽略其中一条")
	return c
}

// checkSources checks the content, after mending it when asked to.
func (m mainCmd) checkSources(f checkFlags, today time.Time) error {
	o := build.Options{Source: f.source, Theme: f.theme, Now: today}
	if err := o.Usable(); err != nil {
		return err
	}
	if err := isSite(f.source); err != nil {
		return err
	}
	bar := newBar(m.Stderr)
	defer bar.done()
	if f.format == "text" && colourful(m.Stderr) {
		o.Progress = bar
	}
	w := build.Open(o, false)
	defer w.Close()
	snap := w.Look()
	project := w.Load(snap)
	if f.fix {
		changed, err := m.mend(check.Mend(project.Site, snap), f.format)
		if err != nil {
			return err
		}
		if changed {
			snap = w.Look()
			project = w.Load(snap)
		}
	}
	list := check.Sources(check.Input{Site: project.Site, Snapshot: snap, Found: append(project.Diagnostics, w.Damage(project)...), Now: today})
	bar.done()
	return m.conclude(list, f)
}

// mend writes changes and shows them; beside a report for programs they go to the standard error.
func (m mainCmd) mend(changes []check.Change, format string) (changed bool, err error) {
	out := m.Stdout
	if format != "text" {
		out = m.Stderr
	}
	for _, c := range changes {
		if err := c.Write(); err != nil {
			return changed, fmt.Errorf("%s 没有改成：%w", c.Path, err)
		}
		fmt.Fprintln(out, c.Diff(colourful(out)))
		changed = true
	}
	if !changed {
		fmt.Fprintf(out, "没有可以代改的地方\n\n")
		return false, nil
	}
	fmt.Fprintf(out, "改好了 %d 个文件\n\n", len(changes))
	return true, nil
}

// checkPublished checks a published folder. When the source folder is that of a site, what it publishes
// on purpose is known.
func (m mainCmd) checkPublished(f checkFlags, dir string) error {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return usageError{fmt.Errorf("没有 %s 这个文件夹；检查内容不用写文件夹，用 -s 指明网站", dir)}
	}
	intent := check.IntentOf(snapshot.Take(filepath.Join(f.source, "content"), "content/"))
	return m.conclude(check.Tree(os.DirFS(dir), intent), f)
}

// conclude writes the report and says with the exit status whether the check was passed.
func (m mainCmd) conclude(list diag.List, f checkFlags) error {
	var err error
	switch f.format {
	case "json":
		err = list.WriteJSON(m.Stdout)
	case "sarif":
		err = check.WriteSARIF(m.Stdout, list, "")
	default:
		err = list.Write(m.Stdout, colourful(m.Stdout))
	}
	if err != nil {
		return err
	}
	failed, warned := list.Count()
	if f.format == "text" {
		fmt.Fprintln(m.Stdout, verdict(list, failed, warned))
	}
	if failed > 0 || f.strict && warned > 0 {
		return errReported
	}
	return nil
}

// verdict is the end of a report.
func verdict(list diag.List, failed, warned int) string {
	if failed+warned == 0 {
		return "检查完毕，没有发现问题"
	}
	files := map[string]bool{}
	for _, d := range list {
		files[d.Path] = true
	}
	return fmt.Sprintf("检查完毕：%d 个文件里有 %d 个错误、%d 个警告\n各条规则的意思和忽略的办法：qizhi check --rules", len(files), failed, warned)
}
