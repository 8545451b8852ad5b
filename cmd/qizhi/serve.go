package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

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
			if err := withinSite(s.Options.Source); err != nil {
				return err
			}
			if err := preview.CheckAddr(s.Addr); err != nil {
				return usageError{err}
			}
			s.Options.Scheduled = s.Options.Drafts
			if browse {
				s.Ready, s.Running = m.openBrowser, m.openRunning
			}
			return m.preview(c.Context(), s)
		},
	}
	f := c.Flags()
	f.StringVarP(&s.Options.Source, "source", "s", ".", "网站`文件夹`（里面有 content）")
	f.StringVar(&s.Addr, "addr", defaultAddr, "在哪个`地址`打开预览；端口被占用时用下一个")
	f.BoolVar(&browse, "open", false, "打开浏览器")
	f.BoolVar(&s.Options.Drafts, "drafts", true, "显示草稿和没到日期的文章")
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

// openBrowser shows the preview, and where there is no browser says who has to. Some systems come back
// only when the browser is closed, so nobody waits for it.
func (m mainCmd) openBrowser(url string) {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	go func() {
		if browser.OpenURL(url) != nil {
			fmt.Fprintf(m.Stderr, "没有打开浏览器，请用浏览器打开 %s\n", url)
		}
	}()
}

// openTime is how long a browser that does not open may take to say so.
const openTime = 2 * time.Second

// openRunning shows the preview of the site that is open already: whoever double-clicks again wants to see
// the site. The program is about to end, so it waits to hear whether there is a browser.
func (m mainCmd) openRunning(url string) error {
	fmt.Fprintf(m.Stderr, "这个网站的预览已经开着：%s\n", url)
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	opened := make(chan error, 1)
	go func() { opened <- browser.OpenURL(url) }()
	select {
	case err := <-opened:
		if err != nil {
			return fmt.Errorf("没有打开浏览器，请用浏览器打开 %s", url)
		}
	case <-time.After(openTime):
	}
	return nil
}

// errNoSite is what `qizhi` alone ends with where there is no site; the help has been shown.
var errNoSite = errors.New("no site here")

// bare is `qizhi` alone: in a site's folder the preview with the browser opened, since staff
// double-click the program; elsewhere the help.
func (m mainCmd) bare(c *cobra.Command, _ []string) error {
	source, ok := siteNear()
	if !ok {
		fmt.Fprint(m.Stdout, "这里不是网站文件夹（没有 content/site.toml）。\n已有网站：到那个文件夹里再运行，或把旗帜放进去双击。\n还没有：qizhi init 我的网站\n\n")
		return errors.Join(errNoSite, c.Help())
	}
	if source != "." {
		fmt.Fprintf(m.Stderr, "网站文件夹：%s\n", source)
	}
	s := preview.Server{Addr: defaultAddr, Log: m.Stderr, Colour: colourful(m.Stderr), Ready: m.openBrowser, Running: m.openRunning}
	s.Options.Source, s.Options.Drafts, s.Options.Scheduled = source, true, true
	return m.preview(c.Context(), s)
}

// siteNear finds the site that a double-click means: in the working folder, around it, else beside the
// program. A content folder is enough: that its site.toml is missing the preview says itself.
func siteNear() (folder string, ok bool) {
	if info, err := os.Stat("content"); err == nil && info.IsDir() {
		return ".", true
	}
	if site, _, ok := siteAbove("."); ok {
		return site, true
	}
	if program, err := os.Executable(); err == nil {
		beside := filepath.Dir(program)
		if info, err := os.Stat(filepath.Join(beside, "content")); err == nil && info.IsDir() {
			return beside, true
		}
	}
	return "", false
}
