package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/cli/browser"
	"github.com/spf13/cobra"

	"qizhi/generator/preview"
)

// serve is `qizhi serve`.
func (m mainCmd) serve() *cobra.Command {
	s := preview.Server{Log: m.Stderr, Colour: colourful(m.Stderr)}
	var now string
	var browse bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "预览网站，保存后网页跟着变",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if now != "" { // else today, whichever day it is
				day, err := day(now)
				if err != nil {
					return err
				}
				s.Options.Now = day
			}
			if err := s.Options.Usable(); err != nil {
				return err
			}
			if err := preview.CheckAddr(s.Addr); err != nil {
				return usageError{err}
			}
			if browse {
				s.Ready = openBrowser
			}
			return m.preview(c.Context(), s)
		},
	}
	f := c.Flags()
	f.StringVarP(&s.Options.Source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	f.StringVar(&s.Addr, "addr", defaultAddr, "在哪个`地址`打开预览；端口被占用时用下一个")
	f.BoolVar(&browse, "open", false, "打开浏览器")
	f.BoolVar(&s.Options.Drafts, "drafts", true, "显示草稿")
	f.BoolVar(&s.Poll, "poll", false, "每半秒检查一次文件，用于网络驱动器")
	f.StringVar(&s.Options.BaseURL, "base-url", "", "网站的`网址`，代替 site.toml 里的 base_url")
	f.StringVar(&s.Options.Theme, "theme", "", "主题`文件夹`，其中的文件代替原主题的同名文件")
	f.StringVar(&now, "now", "", "把这`一天`当作今天（例如 2022-07-01）")
	return c
}

// defaultAddr is reached from this machine alone.
const defaultAddr = "127.0.0.1:1313"

// preview serves until Ctrl-C.
func (m mainCmd) preview(ctx context.Context, s preview.Server) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	return s.Run(ctx)
}

// openBrowser shows the preview. Where there is no browser the address has been printed. Some systems
// come back only when the browser is closed, so nobody waits for it.
func openBrowser(url string) {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	go func() { _ = browser.OpenURL(url) }()
}

// bare is `qizhi` alone: in a site's folder the preview with the browser opened, since staff
// double-click the program; elsewhere the help.
func (m mainCmd) bare(c *cobra.Command, _ []string) error {
	if info, err := os.Stat(filepath.Join("content", "site.toml")); err != nil || !info.Mode().IsRegular() {
		return c.Help()
	}
	s := preview.Server{Addr: defaultAddr, Log: m.Stderr, Colour: colourful(m.Stderr), Ready: openBrowser}
	s.Options.Source, s.Options.Drafts = ".", true
	return m.preview(c.Context(), s)
}
