package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"qizhi/generator/build"
)

// newPage is `qizhi new KIND TITLE`.
func (m mainCmd) newPage() *cobra.Command {
	var source, now string
	c := &cobra.Command{
		Use:   "new 类型 标题",
		Short: "新建一篇，字段都列好，照着填",
		Args:  needs(2, -1, "类型 标题", "qizhi new 工作动态 文章标题"),
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := day(now)
			if err != nil {
				return err
			}
			if err := (build.Options{Source: source}).Usable(); err != nil {
				return err
			}
			if err := isSite(source); err != nil {
				return err
			}
			made, err := build.NewPage(source, args[0], strings.Join(args[1:], " "), today)
			if err != nil {
				return err
			}
			fmt.Fprintf(m.Stdout, "建好了：%s\n用记事本或别的编辑器打开它，填好后删去 draft = true 这一行就会发布\n", made.Page)
			if made.Section != "" {
				fmt.Fprintf(m.Stdout, "网站还没有这个栏目，一起建好了：%s\n要放进菜单，在 content/site.toml 里加上：\n\n%s", made.Section, made.Menu)
			}
			return nil
		},
	}
	c.Flags().StringVarP(&source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	c.Flags().StringVar(&now, "now", "", "把这`一天`当作今天")
	return c
}
