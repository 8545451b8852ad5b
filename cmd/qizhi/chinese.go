package main

import (
	"errors"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/fatih/color"
	"github.com/mattn/go-isatty"
	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageTemplate is cobra's help with Chinese headings.
const usageTemplate = `用法：
  {{if .HasAvailableSubCommands}}{{.CommandPath}} 命令{{else}}{{.UseLine}} [选项]{{end}}
{{if .HasAvailableSubCommands}}
命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
选项：
{{flags .LocalFlags}}{{end}}{{if .HasAvailableSubCommands}}
某个命令的说明：{{.CommandPath}} 命令 --help
{{end}}`

// chinese gives a command and its subcommands Chinese help.
func chinese(c *cobra.Command) {
	cobra.AddTemplateFunc("flags", listFlags)
	c.SetUsageTemplate(usageTemplate)
	c.InitDefaultHelpCmd()
	for _, sub := range append([]*cobra.Command{c}, c.Commands()...) {
		sub.DisableFlagsInUseLine = true
		sub.InitDefaultHelpFlag()
		if f := sub.Flags().Lookup("help"); f != nil {
			f.Usage = "显示说明"
		}
	}
}

// listFlags is a line for each flag: its names, what is written behind it, what it is for, and what it
// is without it.
func listFlags(set *pflag.FlagSet) string {
	var names, words []string
	widest := 0
	set.VisitAll(func(f *pflag.Flag) {
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		value, text := pflag.UnquoteUsage(f)
		if f.Value.Type() != "bool" {
			name += " " + value
		}
		if d := f.DefValue; d != "" && d != "false" && d != "[]" {
			text += "（默认 " + strings.Replace(d, "true", "开", 1) + "）"
		}
		names, words = append(names, name), append(words, text)
		widest = max(widest, uniseg.StringWidth(name))
	})
	var b strings.Builder
	for i, name := range names {
		b.WriteString(name + strings.Repeat(" ", widest+3-uniseg.StringWidth(name)) + words[i] + "\n")
	}
	return b.String()
}

// sentences are cobra's and pflag's messages that staff may meet.
var sentences = []struct{ english, chinese string }{
	{`^unknown shorthand flag: '.+' in (-.+)$`, `没有这个选项：$1`},
	{`^flag needs an argument: '.+' in (-.+)$`, `选项后面要写一个值：$1`},
	{`^unknown (?:shorthand )?flag: (.+)$`, `没有这个选项：$1`},
	{`^flag needs an argument: (.+)$`, `选项后面要写一个值：$1`},
	{`^invalid argument "(.*?)" for "(.*?)" flag.*`, `选项 $2 不能是“$1”`},
	{`^unknown command "(.*?)" for "(.*?)"(?s:.*)$`, `$2 后面不用写“$1”`},
	{`^bad flag syntax: (.+)$`, `选项写得不对：$1`},
	{`^accepts at most (\d+) arg\(s\), received (\d+)$`, `最多写 $1 个参数，写了 $2 个`},
	{`^accepts (\d+) arg\(s\), received (\d+)$`, `要写 $1 个参数，写了 $2 个`},
	{`^requires at least (\d+) arg\(s\), only received (\d+)$`, `至少要写 $1 个参数，只写了 $2 个`},
}

// translate says a message of the command line library in Chinese.
func translate(err error) error {
	for _, s := range sentences {
		english := regexp.MustCompile(s.english) // here: every start would pay for what is said of mistakes
		if english.MatchString(err.Error()) {
			return errors.New(english.ReplaceAllString(err.Error(), s.chinese))
		}
	}
	return err
}

// colourful reports whether w is a terminal that wants colours (NO_COLOR is honoured by fatih/color).
func colourful(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd()) && !color.NoColor
}
