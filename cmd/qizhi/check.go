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
	"qizhi/generator/check"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// checkFlags are those of `qizhi check`.
type checkFlags struct {
	source, theme, format, now string
	fix, strict, rules         bool

	only string // the part of the content that is asked about: content/news; "" for all
}

// check is `qizhi check`.
func (m mainCmd) check() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check [文件夹]",
		Short: "检查内容：个人信息、标点、数字、用语、审校；写上已发布的文件夹（public）就检查它",
		Args:  needs(0, 1, "一个文件夹", "qizhi check public"),
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
			case len(args) == 1:
				return m.checkGiven(f, args[0], today)
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
	list, elsewhere := only(list, f.only)
	err := m.conclude(list, f)
	if f.format == "text" && f.only == "" {
		m.sayOfSamples(check.Samples(project.Site))
	}
	if elsewhere > 0 && f.format == "text" {
		fmt.Fprintf(m.Stdout, "只列出了 %s 里的；网站别处还有 %d 个问题，运行 qizhi check %s 看全部\n", f.only, elsewhere, diag.Argument(f.source))
	}
	return err
}

// shownSamples is how many samples a report names.
const shownSamples = 10

// sayOfSamples names what still says of itself that it is a sample: it is for the writer to know, and no mistake.
func (m mainCmd) sayOfSamples(samples []string) {
	if len(samples) == 0 {
		return
	}
	more := ""
	if len(samples) > shownSamples {
		more = " 等"
	}
	fmt.Fprintf(m.Stdout, "还标着“示例”的有 %d 个文件：%s%s；换成真的内容以后，删去 sample = true 这一行\n",
		len(samples), strings.Join(samples[:min(len(samples), shownSamples)], "、"), more)
}

// mend writes changes and shows them; beside a report for programs they go to the standard error. A file that
// cannot be changed leaves the others theirs.
func (m mainCmd) mend(changes []check.Change, format string) (changed bool, err error) {
	out := m.Stdout
	if format != "text" {
		out = m.Stderr
	}
	mended := 0
	for _, c := range changes {
		if failed := c.Write(); failed != nil {
			err = errors.Join(err, fmt.Errorf("%s 没有改成：%w", c.Path, failed))
			continue
		}
		fmt.Fprintln(out, c.Diff(colourful(out)))
		mended++
	}
	switch {
	case mended > 0:
		fmt.Fprintf(out, "改好了 %d 个文件\n\n", mended)
	case err == nil:
		fmt.Fprintf(out, "没有可以代改的地方\n\n")
	}
	return mended > 0, err
}

// checkGiven checks what a name on the command line is: a site, a part of its content, or a published
// folder. It guesses nothing: a folder of sources judged as a published one would pass.
func (m mainCmd) checkGiven(f checkFlags, name string, today time.Time) error {
	if _, err := os.Stat(name); err != nil {
		return usageError{fmt.Errorf("没有 %s 这个文件夹；检查内容不用写文件夹，用 -s 指明网站", name)}
	}
	what, site, inside := recognise(name)
	switch {
	case what == givenSite && f.fix && inside != "":
		return usageError{fmt.Errorf("--fix 改的是整个网站的内容，不能只改 %s；去掉它", name)}
	case what == givenSite:
		f.source, f.only = site, inside
		if f.format == "text" {
			fmt.Fprintf(m.Stdout, "检查网站 %s 的内容\n", site)
		}
		return m.checkSources(f, today)
	case what == givenNothing:
		return usageError{fmt.Errorf("看不出 %s 是什么：不是网站文件夹（没有 content/site.toml），也不是已发布的网站（一个网页也没有）；"+
			"检查内容写网站文件夹，检查已发布的写 public", name)}
	case f.fix:
		return usageError{errors.New("--fix 改的是内容，不改已发布的文件夹")}
	case !hasSite(f.source) && site != "":
		f.source = site
	}
	return m.checkPublished(f, name)
}

// checkPublished checks a published folder. When the source folder is that of a site, what it publishes
// on purpose is known.
func (m mainCmd) checkPublished(f checkFlags, dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usageError{fmt.Errorf("%s 不是文件夹；检查已发布的网站写整个文件夹，例如 public", dir)}
	}
	if f.format == "text" {
		fmt.Fprintf(m.Stdout, "检查已发布的网站 %s\n", dir)
	}
	intent := check.IntentOf(snapshot.Take(filepath.Join(f.source, "content"), "content/"))
	list := check.Tree(os.DirFS(dir), intent)
	if f.format != "text" {
		return m.conclude(list, f)
	}
	return m.concludeFolded(list, f)
}

// shownPublished is how many findings of one rule a report on a published folder shows: a mistake of a layout stands
// on every page, and would hide what stands on one. Personal numbers are all shown.
const shownPublished = 20

func (m mainCmd) concludeFolded(list diag.List, f checkFlags) error {
	shown, left := list.FewerOf(shownPublished, func(d diag.Diagnostic) bool { return !strings.HasPrefix(d.Rule, "personal/") })
	if err := shown.Write(m.Stdout, colourful(m.Stdout)); err != nil {
		return err
	}
	for _, line := range left {
		fmt.Fprintln(m.Stdout, line+"（加 --format json 可以看到全部）")
	}
	return m.concluded(list, f)
}

// only is the part of a report that was asked for, and how many problems there are elsewhere.
func only(list diag.List, part string) (in diag.List, elsewhere int) {
	for _, d := range list {
		if part == "" || d.Path == part || strings.HasPrefix(d.Path, part+"/") {
			in = append(in, d)
		} else {
			elsewhere++
		}
	}
	return in, elsewhere
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
	return m.concluded(list, f)
}

// concluded ends a report.
func (m mainCmd) concluded(list diag.List, f checkFlags) error {
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
