package plan

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// planner makes targets, and the views of those that show bodies. Two planners with the same ground differ in the
// bodies alone: a plan whose texts have changed is made of the one before; see [Plan.Again].
type planner struct {
	*ground
	Bodies Bodies
}

// ground is all that a planner knows but the bodies. Its fields are set before the first Work runs and only read
// afterwards, but for the chromes, which are made when first needed.
type ground struct {
	Input    // without its Bodies
	targets  []Target
	problems diag.List
	// order is each page's place in the reading order of its section, of a chapter in that of its book, from 1; by
	// the page's number.
	order    []int
	nearOnce sync.Once
	nearby   nearby // see near
	// known are the faces of the pages, by their numbers; see planner.face.
	known []face
	// chromes by folder and section; see chrome.
	chromes sync.Map
	// chambersByForm are the pages of chambers; see chambers.
	chambersOnce   sync.Once
	chambersByForm map[string][]*site.Page
	// last is the newest instant of the site; see findLast.
	lastOnce sync.Once
	last     time.Time
	headSum  digest.Digest
	inMenu   map[string]bool // the addresses that the menu names
	// shared are the addresses of the pictures for sharing, by period.
	shared map[string]string
	album  album
	names  []bodyName          // what the theme calls otherwise than package content
	labels map[labelKey]string // what it calls otherwise than the content model
	dates  dates
	read   []*content.Document // whose bodies were looked at to find what is wrong; each may be in it more than once
	unsure bool                // something could not be read, and may be by now
}

func newPlanner(in Input) *planner {
	p := &planner{Bodies: in.Bodies}
	in.Bodies = nil
	p.ground = &ground{Input: in, targets: make([]Target, 0, len(in.Site.Pages)*5/4+100), order: make([]int, len(in.Site.Pages)), known: make([]face, len(in.Site.Pages)), chambersByForm: map[string][]*site.Page{}, inMenu: map[string]bool{},
		album: newAlbum()}
	for _, m := range in.Site.Config.Menu {
		if d, ok := p.configTarget(m.Target); ok {
			p.inMenu[d.Address] = true
		}
	}
	p.names, p.labels, p.dates = p.otherNames(), p.otherLabels(), newDates(in.Theme)
	p.sharePictures()
	p.headSum = digest.Of(headInputs(in.Site.Config), p.shared, periodNames(in.Site.Statistics.Periods), in.Site.Home.Period)
	for _, s := range append([]*site.Section{in.Site.Home}, in.Site.Sections...) {
		inOrder := s.Pages
		if s.Book != nil {
			inOrder = s.Chapters // those of a part have their place in the whole
		}
		for i, page := range inOrder {
			p.order[page.Number()] = i + 1
		}
	}
	return p
}

func (p *planner) add(t Target) { p.targets = append(p.targets, t) }

// sheet is a view on its way to a layout.
type sheet struct {
	layout string
	view   any
	// cards are the lists of cards that the view will hold.
	cards []cardList
	// rest is the digest of what finish will add to the view.
	rest digest.Digest
	// finish loads what is too heavy to make for a view that may turn out to be fresh; may be nil.
	finish func() error
	// head fills what machines read; may be nil.
	head func()
}

// layout adds a target that is a view laid out by the theme. make is called when the target is
// looked at, and must be pure; bodies are the documents whose bodies it shows, of which nil is none. They are those
// of the planner that make is handed.
func (p *planner) layout(address string, class Class, source string, make func(p *planner) sheet, bodies ...*content.Document) {
	bodies = slices.DeleteFunc(bodies, func(d *content.Document) bool { return d == nil })
	p.add(Target{Path: address, Class: class, Source: source, Bounded: true, Bodies: bodies, work: func(p *planner) (Work, error) {
		return p.workOf(address, make(p)), nil
	}})
}

// layoutNear is layout of a target that has a near digest, which look takes. It goes on with what makes the view.
func (p *planner) layoutNear(address string, class Class, source string, look func(p *planner) (digest.Digest, func() sheet), bodies ...*content.Document) {
	p.layout(address, class, source, func(p *planner) sheet {
		_, make := look(p)
		return make()
	}, bodies...)
	p.targets[len(p.targets)-1].near = look
}

// workOf is the work of laying out a sheet at an address.
func (p *planner) workOf(address string, s sheet) Work {
	return Work{
		Digest: digest.Of(s.layout, p.Theme.Digest(s.layout), s.view, s.rest[:], p.headSum[:], p.faces(s.cards)),
		Render: func(w *bytes.Buffer) error {
			p.deal(address, s.cards)
			if s.finish != nil {
				if err := s.finish(); err != nil {
					return err
				}
			}
			if s.head != nil {
				s.head()
			}
			return laidOut(address, p.Theme.Execute(w, s.layout, s.view))
		},
	}
}

// laidOut makes a mistake in a layout one that the page at an address showed.
func laidOut(address string, err error) error {
	if fault := (*theme.Fault)(nil); errors.As(err, &fault) {
		return &Fault{fault.Diagnostic, address}
	}
	return err
}

// fixed adds a target whose bytes are there already.
func (p *planner) fixed(address string, class Class, source string, data []byte) {
	p.add(Target{Path: address, Class: class, Source: source, Work: func() (Work, error) {
		return Work{Digest: digest.Bytes(data), Render: func(w *bytes.Buffer) error {
			_, err := w.Write(data)
			return err
		}}, nil
	}})
}

// urls makes the URLs of one page: relative to it, or for 404.html absolute paths.
type urls struct {
	from string // the page's address
	base string // with which every URL begins, when the page is shown at any address
}

// to is the URL of another address of the site.
func (u urls) to(address string) string {
	if u.base != "" {
		return u.base + address
	}
	return site.Relative(u.from, address)
}

// root is the URL of the site's root folder, "" when the page lies in it.
func (u urls) root() string {
	if u.base != "" {
		return u.base
	}
	return strings.Repeat("../", strings.Count(u.from, "/"))
}

// absolute is the full address of a page, without index.html; "" for a site without base_url.
func (p *planner) absolute(address string) string {
	if p.Site.Config.BaseURL == "" {
		return ""
	}
	if address == "index.html" {
		return p.Site.Config.BaseURL
	}
	return p.Site.Config.BaseURL + strings.TrimSuffix(address, "/index.html") + slashIfIndex(address)
}

func slashIfIndex(address string) string {
	if strings.HasSuffix(address, "/index.html") {
		return "/"
	}
	return ""
}

// date makes a date ready for a layout.
func (p *planner) date(d content.Date) theme.Date {
	d = d.In(p.Site.Config.Zone)
	if d.IsZero() {
		return theme.Date{}
	}
	return theme.Date{Text: p.dateText(d), Machine: d.Machine()}
}
