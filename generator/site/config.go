package site

import (
	"qizhi/generator/table"
	"time"

	"qizhi/generator/content"
)

// Config is content/site.toml, typed (DESIGN, "What a user writes").
type Config struct {
	Format      int    // 1
	Title       string // of the site: 商会党建
	ShortTitle  string
	Description string
	BaseURL     string // "https://…/" with a slash at the end, or ""
	// Silences are what the comments of site.toml silence.
	Silences []table.Silence
	// Unread says that base_url may have been written and could not be read, of which an error speaks.
	Unread       bool
	Language     string // "zh-CN"
	Theme        string // "hongyan"
	ThemePlace   content.Place
	Zone         *time.Location
	Organisation Organisation
	Footer       Footer
	Menu         []MenuItem
	Blocks       []HomeBlock
	Links        []OutsideLink
	Build        BuildConfig
	Check        CheckConfig
	OwnKinds     []*Kind
	Params       map[string]any
	Quotations   []Quotation // every {{…}} of the file, in the order of its keys
}

// Organisation is the unit that answers for the site.
type Organisation struct {
	Name, Address, Phone, Email, Postcode string
	Emblem                                string // the unit's own approved file, shown unmodified
	Place                                 content.Place
}

// Footer holds the filing numbers; each is left out when empty.
type Footer struct {
	ICP, Police, Identifier, Copyright string
}

// MenuItem is one entry of the main menu. Target is a content path ("cases/", "about.md"), resolved
// like a link between pages, or an outside address.
type MenuItem struct {
	Title, Target string
	Place         content.Place
}

// HomeBlock is one band of the home page. Type is one of: grid (四十格 with its sentence), lead (lead
// story and list), cards, brand, figures, list, plans, text, links. Which of the other fields a block
// uses is said in the theme's README.
type HomeBlock struct {
	Type       string
	Title      string
	Section    string   // the folder whose pages are shown
	Pages      []string // or the pages themselves, by content path or title
	Indicators []string // of figures
	Text       string   // may hold figures
	Note       string   // small print under the block; may hold figures
	Count      int
	More       string // the words of the link to the whole section
	Place      content.Place

	indicators, pages []content.Place // where each of Indicators and Pages is written
	section           content.Place   // where Section is written
}

// IndicatorPlace is where the nth indicator is written.
func (b HomeBlock) IndicatorPlace(n int) content.Place {
	if n < len(b.indicators) {
		return b.indicators[n]
	}
	return b.Place
}

// pagePlace is where the nth page is written.
func (b HomeBlock) pagePlace(n int) content.Place {
	if n < len(b.pages) {
		return b.pages[n]
	}
	return b.Place
}

// OutsideLink is a friendly link of the footer.
type OutsideLink struct{ Title, URL string }

// BuildConfig is [build].
type BuildConfig struct {
	PageSize int // pages a list page; 20 by default
	FeedSize int // entries a feed; 20 by default
}

// CheckConfig is [check]: the rules silenced for the whole site, the freshness limits by kind, the
// words that the site does not use with those it does, and whether every page needs its reviews.
type CheckConfig struct {
	Ignore  []string
	Fresh   map[string]int
	Terms   map[string]string
	Reviews bool
}
