package main

import (
	"errors"
	"io"
	"os"
	"regexp"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
)

// usageTemplate is cobra's help with Chinese headings.
const usageTemplate = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令{{else}}{{.UseLine}}{{end}}
{{if .HasAvailableSubCommands}}
命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableSubCommands}}
某个命令的说明：{{.CommandPath}} 命令 --help
{{end}}`

// chinese gives a command and its subcommands Chinese help.
func chinese(c *cobra.Command) {
	c.SetUsageTemplate(usageTemplate)
	c.InitDefaultHelpCmd()
	c.InitDefaultCompletionCmd()
	for _, sub := range append([]*cobra.Command{c}, c.Commands()...) {
		sub.InitDefaultHelpFlag()
		if f := sub.Flags().Lookup("help"); f != nil {
			f.Usage = "显示说明"
		}
		switch sub.Name() {
		case "help":
			sub.Short = "显示某个命令的说明"
		case "completion":
			sub.Short = "生成命令行补全脚本（bash、zsh、fish、powershell）"
		}
	}
}

// sentences are cobra's and pflag's messages that staff may meet.
var sentences = []struct {
	english *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`^unknown (?:shorthand )?flag: (.+)$`), `没有这个选项：$1`},
	{regexp.MustCompile(`^flag needs an argument: (.+)$`), `选项后面要写一个值：$1`},
	{regexp.MustCompile(`^invalid argument "(.*?)" for "(.*?)" flag.*`), `选项 $2 不能是“$1”`},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), `要写 $1 个参数，写了 $2 个`},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)$`), `至少要写 $1 个参数，只写了 $2 个`},
}

// translate says a message of the command line library in Chinese.
func translate(err error) error {
	for _, s := range sentences {
		if s.english.MatchString(err.Error()) {
			return errors.New(s.english.ReplaceAllString(err.Error(), s.chinese))
		}
	}
	return err
}

// colourful reports whether w is a terminal that wants colours (NO_COLOR is honoured by fatih/color).
func colourful(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && !color.NoColor
}
