package markup

// kind says where an element may stand.
type kind uint8

const (
	phrasing kind = iota // within text
	flow                 // a block
	part                 // only inside a certain parent
)

// rule is what is known of an allowed element.
type rule struct {
	kind     kind
	void     bool
	optional bool // HTML closes it by itself
	hollow   bool // left out when there is nothing in it
	text     bool // a block that holds no blocks
	clear    bool // holds whatever its parent may hold
	implies  string
	allowed  string // attributes beside the common ones, each between spaces
}

// rules are the elements that raw HTML may hold (the HTML standard's content models). Everything
// else is dropped and its contents kept, but for the skipped ones.
var rules = map[string]*rule{
	"p": {kind: flow, optional: true, hollow: true, text: true}, "pre": {kind: flow, text: true},
	"h2": {kind: flow, text: true, hollow: true}, "h3": {kind: flow, text: true, hollow: true}, "h4": {kind: flow, text: true, hollow: true},
	"h5": {kind: flow, text: true, hollow: true}, "h6": {kind: flow, text: true, hollow: true},
	"div": {kind: flow, hollow: true}, "section": {kind: flow}, "article": {kind: flow}, "aside": {kind: flow},
	"address": {kind: flow}, "blockquote": {kind: flow}, "figure": {kind: flow}, "hr": {kind: flow, void: true},
	"details": {kind: flow, allowed: " open "}, "table": {kind: flow, implies: "tbody"},
	"ul": {kind: flow, implies: "li", hollow: true}, "ol": {kind: flow, implies: "li", hollow: true, allowed: " start reversed "},
	"dl": {kind: flow, implies: "dd", hollow: true},

	"li": {kind: part, optional: true, allowed: " value "}, "dt": {kind: part, optional: true}, "dd": {kind: part, optional: true},
	"caption": {kind: part}, "colgroup": {kind: part, optional: true, allowed: " span "}, "col": {kind: part, void: true, allowed: " span "},
	"thead": {kind: part, optional: true, implies: "tr", hollow: true}, "tbody": {kind: part, optional: true, implies: "tr", hollow: true},
	"tfoot": {kind: part, optional: true, implies: "tr", hollow: true}, "tr": {kind: part, optional: true, implies: "td", hollow: true},
	"td": {kind: part, optional: true, allowed: " colspan rowspan "}, "th": {kind: part, optional: true, allowed: " colspan rowspan scope "},
	"summary": {kind: part, text: true}, "figcaption": {kind: part},

	"a": {clear: true}, "abbr": {}, "b": {hollow: true}, "bdi": {}, "bdo": {}, "cite": {hollow: true}, "code": {}, "del": {hollow: true, clear: true}, "dfn": {hollow: true},
	"em": {hollow: true}, "i": {hollow: true}, "ins": {hollow: true, clear: true}, "kbd": {}, "mark": {hollow: true}, "q": {}, "s": {hollow: true},
	"ruby": {}, "rt": {optional: true}, "rp": {optional: true},
	"samp": {}, "small": {hollow: true}, "span": {hollow: true}, "strong": {hollow: true}, "sub": {hollow: true}, "sup": {hollow: true},
	"time": {allowed: " datetime "}, "u": {hollow: true}, "var": {}, "br": {void: true}, "wbr": {void: true}, "img": {void: true},
}

// renamed are elements that have a better name today, or on this page: its one h1 is its title.
var renamed = map[string]string{"h1": "h2", "strike": "s", "tt": "code", "acronym": "abbr", "menu": "ul", "dir": "ul", "listing": "pre", "xmp": "pre"}

// layout are elements of old word processors that only set type; they go without a trace of text.
var layout = set("font", "center", "big", "basefont", "nobr", "o:p", "marquee", "blink")

// frameless are the parts of a whole page, pasted with it.
var frameless = set("html", "body", "main", "header", "footer", "nav", "form", "label", "fieldset", "legend", "hgroup", "search", "picture")

// skippedElements go with all that is in them, when they are closed.
var skippedElements = set("script", "style", "head", "title", "xml", "template", "noscript", "iframe", "object", "applet", "svg", "math",
	"select", "textarea", "canvas", "noframes", "frameset", "noembed", "audio", "video", "map", "dialog", "button")

// barriers end the search for a parent: what is beyond them is another world.
var (
	tableParts = set("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "colgroup")
	rowGroups  = set("thead", "tbody", "tfoot")
	cells      = set("td", "th", "caption")
	worlds     = set("table", "td", "th", "caption", "blockquote", "figure", "details", "section", "article", "aside")
	parentsOf  = map[string]map[string]bool{"li": set("ul", "ol"), "dt": set("dl"), "dd": set("dl"), "figcaption": set("figure"), "summary": set("details"), "rt": set("ruby"), "rp": set("ruby")}
	anyTable   = set("table")
	colgroups  = set("colgroup")
	rows       = set("tr")
	noElements = map[string]bool{}
	pres       = set("pre")
	codes      = set("pre", "code", "kbd", "samp")
	worldsOf   = map[string]map[string]bool{"li": union(worlds, set("dl")), "dt": union(worlds, set("ul", "ol")), "dd": union(worlds, set("ul", "ol")),
		"figcaption": anyCell, "summary": anyCell, "rt": worlds, "rp": worlds}
	anyCell     = set("td", "th", "table")
	alignable   = set("td", "th", "p", "div", "caption", "h2", "h3", "h4", "h5", "h6")
	media       = set("audio", "video", "source", "track", "bgsound")
	countedTags = set("input", "embed", "param", "source", "track", "link", "meta", "base", "frame", "area", "bgsound", "keygen")
)

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

func union(a, b map[string]bool) map[string]bool {
	m := make(map[string]bool, len(a)+len(b))
	for n := range a {
		m[n] = true
	}
	for n := range b {
		m[n] = true
	}
	return m
}
