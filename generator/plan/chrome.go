package plan

import (
	"path"
	"strings"
	"sync"

	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// chrome is a theme.Chrome with the digest that stands for it in every view that shows it.
type chromeKey struct {
	folder, base string
	section      *site.Section
	self         string // the page's own address, when the menu names that very page
}

type chromeEntry struct {
	once   sync.Once
	chrome *theme.Chrome
}

// chrome returns what surrounds a page. Pages of one folder and one section share it: its URLs are
// relative to the folder, and the menu marks the section.
func (p *planner) chrome(u urls, section *site.Section) *theme.Chrome {
	key := chromeKey{path.Dir(u.from), u.base, section, ""}
	if p.inMenu[u.from] {
		key.self = u.from
	}
	e, _ := p.chromes.LoadOrStore(key, &chromeEntry{})
	entry := e.(*chromeEntry)
	entry.once.Do(func() {
		c := p.makeChrome(u, section)
		c.Sum = digest.Of(*c)
		entry.chrome = c
	})
	return entry.chrome
}

func (p *planner) makeChrome(u urls, section *site.Section) *theme.Chrome {
	c := p.Site.Config
	asset := func(name string) string {
		if a := p.Theme.AssetPath(name); a != "" {
			return u.to(a)
		}
		return ""
	}
	chrome := &theme.Chrome{
		Lang: c.Language, Root: u.root(), Home: u.to("index.html"),
		Title: c.Title, ShortTitle: c.ShortTitle, Description: p.expand(c.Description, p.Site.Home.Period),
		Organisation: theme.Organisation{Name: c.Organisation.Name, Address: c.Organisation.Address,
			Phone: c.Organisation.Phone, Email: c.Organisation.Email, Postcode: c.Organisation.Postcode},
		Menu:  p.menu(u, section),
		Tools: []theme.Link{{Title: p.Theme.Text("map"), URL: u.to("map.html")}},
		ICP:   c.Footer.ICP, Police: c.Footer.Police, PoliceURL: policeURL(c.Footer.Police),
		Identifier: c.Footer.Identifier, Copyright: c.Footer.Copyright,
		Style: asset("style.css"), Script: asset("script.js"), Icon: asset("icon.svg"),
		Colour: p.Theme.Share().Band, DarkColour: p.Theme.Share().Dark,
	}
	if p.Theme.Has("search") {
		chrome.Search = u.to(searchPage)
	}
	if len(p.Site.Terms) > 0 {
		chrome.Tools = append(chrome.Tools, theme.Link{Title: p.Theme.Text("tags"), URL: u.to("tags/index.html")})
	}
	for _, page := range p.Site.Home.Pages {
		if page.Listed {
			chrome.FooterLinks = append(chrome.FooterLinks, theme.Link{Title: page.LinkTitle, URL: u.to(page.Address)})
		}
	}
	for _, l := range c.Links {
		chrome.Outside = append(chrome.Outside, theme.Link{Title: l.Title, URL: l.URL})
	}
	if feed := p.Site.FeedOf(p.Site.Home); feed != "" {
		chrome.Feed = u.to(feed)
	}
	if e := c.Organisation.Emblem; e != "" {
		if f := p.Site.FileAt(e); f != nil {
			chrome.Organisation.Emblem = p.emblem(u, f)
		}
	}
	return chrome
}

// policeURL is the page of the public-security filing; it names the number's digits.
func policeURL(number string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	if digits == "" {
		return ""
	}
	return "https://beian.mps.gov.cn/#/query/webSearch?code=" + digits
}

// menu marks the entry whose section the page is in, else that of its kin.
func (p *planner) menu(u urls, section *site.Section) []theme.Link {
	menu := make([]theme.Link, len(p.Site.Config.Menu))
	entries := make([]*site.Section, len(menu))
	for i, m := range p.Site.Config.Menu {
		menu[i] = theme.Link{Title: m.Title, URL: m.Target, Outside: outside(m.Target)}
		if d, ok := p.configTarget(m.Target); ok {
			entries[i] = d.Section
			menu[i].URL = u.to(d.Address) + fragment(d.Fragment)
			menu[i].Current = d.Address == u.from || d.Section != nil && within(section, d.Section)
		}
	}
	markKin(menu, entries, section)
	return menu
}

// within reports whether s is top or lies below it.
func within(s, top *site.Section) bool {
	for ; s != nil; s = s.Parent {
		if s == top {
			return s.Folder != ""
		}
	}
	return false
}

// configTarget resolves a target of site.toml; outside addresses are not resolved.
func (p *planner) configTarget(target string) (site.Destination, bool) {
	if outside(target) {
		return site.Destination{}, false
	}
	d, err := p.Site.Destination("site.toml", target)
	return d, err == nil
}

func outside(target string) bool {
	return strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") || strings.HasPrefix(target, "tel:")
}

func fragment(id string) string {
	if id == "" {
		return ""
	}
	return "#" + id
}
