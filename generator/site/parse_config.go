package site

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// formatVersion is the only number that `format` may have today.
const formatVersion = 1

// The defaults of site.toml.
const (
	defaultLanguage = "zh-CN"
	defaultTheme    = "hongyan"
	defaultPageSize = 20
	defaultFeedSize = 20
	largestList     = 1000 // the most pages a list page, or entries a feed, may have
)

// blockTypes are the bands of the home page (see HomeBlock).
var blockTypes = []string{"grid", "lead", "cards", "brand", "figures", "list", "plans", "text", "links"}

var (
	zonePattern  = regexp.MustCompile(`^([+-])(\d\d):(\d\d)$`)
	themePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)
)

// ParseConfig reads site.toml. It always returns a whole Config: what is missing or wrong has its
// default, and what is wrong is recorded in problems. An empty text is a site without a site.toml.
func ParseConfig(text *diag.Text, problems *diag.List) *Config {
	c := defaultConfig()
	c.Silences = table.Silences(text)
	t := table.ParseTOML(text, 0, len(text.String()), "site", problems)
	if t == nil {
		c.Unread = true
		return c
	}
	content.CheckDirection(text, problems)
	content.LeaveOutDirections(t)
	r := reader{t}
	r.format(c)
	r.general(c)
	r.organisation(c)
	r.footer(c)
	r.menu(c)
	r.blocks(c)
	r.links(c)
	r.build(c)
	c.OwnKinds = ownKinds(r)
	r.check(c)
	if params := t.Table("params"); params != nil {
		c.Params = plainTable(params)
	}
	c.Quotations = quotations(t)
	r.marks()
	t.WarnUnknown()
	return c
}

// defaultConfig is what a site without a site.toml has.
func defaultConfig() *Config {
	zone, _ := parseZone("+08:00")
	return &Config{
		Format: formatVersion, Language: defaultLanguage, Theme: defaultTheme, Zone: zone,
		Build: BuildConfig{PageSize: defaultPageSize, FeedSize: defaultFeedSize},
		Check: CheckConfig{Fresh: map[string]int{}}, Params: map[string]any{},
	}
}

func (r reader) format(c *Config) {
	if !r.Has("format") {
		return
	}
	if v, _ := r.Get("format"); v.Data != int64(formatVersion) {
		r.Report(v, diag.Error, "site/format", fmt.Sprintf("不认识的格式编号 %s", v.Raw),
			fmt.Sprintf("这一版只认识 format = %d；更新的格式要用更新的 qizhi", formatVersion))
	}
}

func (r reader) general(c *Config) {
	c.Title = r.needed("title", "网站名称")
	c.ShortTitle = r.String("short_title")
	c.Description = r.String("description")
	if s := r.String("language"); s != "" {
		c.Language = s
	}
	if s := r.String("theme"); themePattern.MatchString(s) {
		c.Theme, c.ThemePlace = s, r.place("theme")
	} else if s != "" {
		r.fail("theme", "site/theme", "主题的名称“"+s+"”不能用", `主题是 themes/ 下一个文件夹的名称，例如 theme = "hongyan"`)
	}
	if s := r.String("base_url"); s != "" {
		base, err := BaseURL(s)
		if err != nil {
			r.fail("base_url", "site/base-url", err.Error(), `写成 base_url = "https://example.org/"`)
		}
		c.BaseURL, c.Unread = base, err != nil
	}
	if s := r.String("zone"); s != "" {
		zone, ok := parseZone(s)
		if !ok {
			r.fail("zone", "site/zone", "读不懂时区“"+s+"”", `写成与世界时的时差，例如 zone = "+08:00"`)
			return
		}
		c.Zone = zone
	}
}

// BaseURL checks the address at which a site will stand and gives it a slash at the end. The error
// is a Chinese sentence for staff.
func BaseURL(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return "", fmt.Errorf("网址“%s”写法有误", raw)
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("网址“%s”要以 https:// 或 http:// 开头", raw)
	case u.Hostname() == "":
		return "", fmt.Errorf("网址“%s”缺少域名", raw)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", fmt.Errorf("网址“%s”里不能有用户名、? 或 #", raw)
	}
	return u.JoinPath("/").String(), nil // which also takes out //, . and ..
}

// parseZone reads a difference from universal time. Names of zones are refused on purpose: what
// they mean depends on the machine.
func parseZone(s string) (*time.Location, bool) {
	if s == "Z" || s == "UTC" {
		return time.FixedZone("+00:00", 0), true
	}
	m := zonePattern.FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	var hours, minutes int
	fmt.Sscanf(m[2]+" "+m[3], "%d %d", &hours, &minutes)
	if hours > 14 || minutes > 59 {
		return nil, false
	}
	seconds := hours*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone(s, seconds), true
}

func (r reader) organisation(c *Config) {
	r.section("organisation", func(o reader) {
		c.Organisation = Organisation{
			Name: o.String("name"), Address: o.String("address"), Phone: o.String("phone"),
			Email: o.String("email"), Postcode: o.String("postcode"), Emblem: o.String("emblem"),
			Place: o.place("emblem"),
		}
	})
}

func (r reader) footer(c *Config) {
	r.section("footer", func(f reader) {
		c.Footer = Footer{ICP: f.String("icp"), Police: f.String("police"), Identifier: f.String("identifier"), Copyright: f.String("copyright")}
	})
}

func (r reader) menu(c *Config) {
	r.each("menu", func(m reader) {
		item := MenuItem{Title: m.needed("title", "菜单的文字"), Target: m.needed("target", "菜单的去处"), Place: m.place("target")}
		if item.Title != "" && item.Target != "" {
			c.Menu = append(c.Menu, item)
		}
	})
}

func (r reader) blocks(c *Config) {
	r.section("home", func(h reader) {
		h.each("blocks", func(b reader) {
			block := HomeBlock{
				Type: b.needed("type", "版块的样式"), Title: b.String("title"), Section: strings.Trim(b.String("section"), "/"),
				Pages: b.Strings("pages"), Indicators: b.Strings("indicators"), Text: b.String("text"),
				Note: b.String("note"), Count: b.count("count"), More: b.String("more"), Place: b.place("type"), indicators: b.textPlaces("indicators"), pages: b.textPlaces("pages"), section: b.place("section"),
			}
			if block.Type != "" && b.oneOf("type", block.Type, blockTypes, "site/block", "版块样式") {
				c.Blocks = append(c.Blocks, block)
			}
		})
	})
}

func (r reader) links(c *Config) {
	r.each("links", func(l reader) {
		link := OutsideLink{Title: l.needed("title", "链接的文字"), URL: l.needed("url", "网址")}
		if link.URL != "" && !strings.HasPrefix(link.URL, "https://") && !strings.HasPrefix(link.URL, "http://") {
			l.fail("url", "site/link", "网址“"+link.URL+"”要以 https:// 或 http:// 开头", "站内的页面写在 [[menu]]")
			return
		}
		if link.Title != "" && link.URL != "" {
			c.Links = append(c.Links, link)
		}
	})
}

func (r reader) build(c *Config) {
	r.section("build", func(b reader) {
		c.Build.PageSize = b.size("page_size", defaultPageSize)
		c.Build.FeedSize = b.size("feed_size", defaultFeedSize)
	})
}

func (r reader) check(c *Config) {
	names := NewKinds(c).Names()
	r.section("check", func(k reader) {
		c.Check.Ignore = k.Strings("ignore")
		c.Check.Reviews = k.Bool("reviews")
		c.Check.Terms = k.texts("terms")
		fresh := k.Table.Table("fresh")
		if fresh == nil {
			return
		}
		f := reader{fresh}
		for _, name := range fresh.Keys() {
			if f.oneOf(name, name, names, "site/kind", "种类") {
				c.Check.Fresh[name] = f.count(name)
			}
		}
	})
}

// texts reads a table whose keys are the user's own and whose values are texts; nil when absent.
func (r reader) texts(key string) map[string]string {
	sub := r.Table.Table(key)
	if sub == nil {
		return nil
	}
	out := make(map[string]string, len(sub.Keys()))
	for _, k := range sub.Keys() {
		out[k] = sub.String(k)
	}
	return out
}
