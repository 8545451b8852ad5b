package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// completion is `qizhi completion SHELL`.
func (m mainCmd) completion() *cobra.Command {
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     "生成命令行补全脚本（bash、zsh、fish、powershell）",
		Long:      "生成命令行补全脚本：按 Tab 键补全命令和选项。例如 bash：\n\n  source <(qizhi completion bash)",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		Args:      needs(1, 1, "bash、zsh、fish、powershell之一", "qizhi completion bash"),
		RunE: func(c *cobra.Command, args []string) error {
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(m.Stdout, true)
			case "zsh":
				return root.GenZshCompletion(m.Stdout)
			case "fish":
				return root.GenFishCompletion(m.Stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(m.Stdout)
			}
			return usageError{fmt.Errorf("不认识 %s，可以是 bash、zsh、fish、powershell", args[0])}
		},
	}
}

// help is `qizhi help COMMAND`.
func (m mainCmd) help() *cobra.Command {
	return &cobra.Command{
		Use:   "help 命令",
		Short: "显示某个命令的说明",
		Args:  usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Root().Help()
			}
			about, _, err := c.Root().Find(args)
			if err != nil || about == c.Root() {
				return noSuchCommand(c.Root(), args)
			}
			return about.Help()
		},
	}
}
