// Command qizhi builds a public Party-building showcase from a folder of Markdown, pictures and
// statistics. Each subcommand is one file: flags in, calls out, no logic.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"

	"qizhi/generator/build"
)

// The exit statuses (DESIGN, "The command").
const (
	exitDone    = 0
	exitContent = 1 // the content has errors; nothing in the output changed
	exitUsage   = 2
)

func main() {
	useHugePages()
	paceCollector()
	m := mainCmd{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, DoubleClicked: mousetrap.StartedByExplorer()}
	os.Exit(m.Run(os.Args[1:]))
}

// mainCmd is the whole program, so that a test can drive it.
type mainCmd struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer // required
	// DoubleClicked says that the program has a window of its own, which closes when it ends.
	DoubleClicked bool
}

// errReported is returned by a subcommand that has already said what is wrong.
var errReported = errors.New("reported")

// usageError is a mistake on the command line.
type usageError struct{ error }

// Run runs the command line and returns the exit status.
func (m mainCmd) Run(args []string) int {
	root := m.root()
	root.SetArgs(args)
	command, err := root.ExecuteC()
	var usage usageError
	var wrong build.UsageError
	if err != nil && m.DoubleClicked {
		defer m.hold()
	}
	switch {
	case err == nil, errors.Is(err, errNoSite):
		return exitDone
	case errors.Is(err, errReported):
		return exitContent
	case errors.As(err, &usage), errors.As(err, &wrong):
		fmt.Fprintf(m.Stderr, "qizhi: %v\n用法见 %s\n", translate(err), helpOn(command))
		return exitUsage
	}
	fmt.Fprintf(m.Stderr, "qizhi: %v\n", err)
	return exitContent
}

// hold keeps the window open until what it says has been read.
func (m mainCmd) hold() {
	fmt.Fprint(m.Stderr, "\n按回车键关闭这个窗口")
	_, _ = bufio.NewReader(m.Stdin).ReadString('\n') // the end of the input is as good
}

func (m mainCmd) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // staff double-click the program
	root := &cobra.Command{
		Use:           "qizhi",
		Short:         "旗帜：把文章、照片和统计数据做成党建展示网站",
		Long:          "旗帜：把一个文件夹里的文章、照片和统计数据做成一个可以直接公开的党建展示网站。",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		RunE:          m.bare,
	}
	root.SuggestionsMinimumDistance = 2
	root.SetIn(m.Stdin)
	root.SetOut(m.Stdout)
	root.SetErr(m.Stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.DisableDefaultCmd = true // ours speaks Chinese, and so does help
	root.SetHelpCommand(m.help())
	root.AddCommand(m.build(), m.init(), m.newPage(), m.serve(), m.check(), m.review(), m.version(), m.completion())
	root.Version = versionText()
	root.SetVersionTemplate("{{.Version}}\n")
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = "显示版本"
	chinese(root)
	return root
}

// noSuchCommand says which command a mistyped one was meant to be.
func noSuchCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := "没有“" + args[0] + "”这个命令"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		message += "；是不是 " + near[0] + "？"
	}
	return usageError{errors.New(message)}
}

// helpOn is the command that shows how a command is used.
func helpOn(c *cobra.Command) string {
	if c == nil || !c.HasParent() {
		return "qizhi help"
	}
	return "qizhi help " + c.Name()
}

// needs wants so many arguments (most is -1 for any number), and says by their names which are missing
// and what a whole line looks like.
func needs(least, most int, names, example string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		all := strings.Fields(names)
		switch n := len(args); {
		case n < least:
			return usageError{fmt.Errorf("%s 后面还要写%s，例如：%s", c.CommandPath(), strings.Join(all[n:], "和"), example)}
		case most >= 0 && n > most:
			return usageError{fmt.Errorf("%s 后面只写%s，多了“%s”；名称里有空格时两头加英文引号，例如：%s", c.CommandPath(), strings.Join(all, "和"), args[most], example)}
		}
		return nil
	}
}

// usageArgs marks what the check of the arguments finds as a mistake of usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}
