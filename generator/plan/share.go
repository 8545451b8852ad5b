package plan

import (
	"crypto/sha256"
	"fmt"
	"image/color"
	"sync"

	"qizhi/generator/chart"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// sharePictures add the picture that a shared link shows, for each period: 四十格 of that period, in
// the theme's colours. A made-up period (示例) has a plain one, since a picture on its own cannot say so, and so has a
// site without figures. A site without base_url or with a theme that names no colours has none.
func (p *planner) sharePictures() {
	p.shared = map[string]string{}
	spec := p.gridSpec()
	colours, ok := palette(p.Theme.Share())
	if !ok || p.Site.Config.BaseURL == "" {
		return
	}
	made := map[string]bool{}
	add := func(period string, data []byte) {
		name := fmt.Sprintf("assets/share-%x", sha256.Sum256(data))[:len("assets/share-")+10] + ".png"
		p.shared[period] = name
		if !made[name] { // two periods with the same figures share one
			made[name] = true
			p.fixed(name, Asset, "分享图", data)
		}
	}
	bare := len(p.Site.Statistics.Periods) == 0
	for _, period := range p.Site.Statistics.Periods {
		if data := p.sharePicture(spec, period, colours); data != nil {
			add(period.Name, data)
		} else {
			bare = true
		}
	}
	if !bare {
		return
	}
	if data := plainPicture(colours); data != nil {
		add("", data) // of every page whose period has none
	}
}

// plainPictures are the plain pictures made so far, by their colours: a preview plans again after every
// save, and drawing one takes as long as all the rest of that.
var plainPictures sync.Map

// plainPicture is the picture without squares; nil when it cannot be made.
func plainPicture(colours chart.Palette) []byte {
	if data, made := plainPictures.Load(colours); made {
		return data.([]byte)
	}
	data, err := chart.PlainPNG(colours)
	if err != nil {
		return nil
	}
	plainPictures.Store(colours, data)
	return data
}

// sharePicture is the picture of a period; nil for none.
func (p *planner) sharePicture(spec *statistics.Chart, period *statistics.Period, colours chart.Palette) []byte {
	if period.Sample || spec == nil {
		return nil
	}
	g := p.squaresOf(urls{from: "index.html"}, spec, period.Name, nil)
	if g == nil {
		return nil
	}
	data, err := g.PNG(colours)
	if err != nil { // reported by checkCharts
		return nil
	}
	return data
}

// periodNames are the names of the periods: they decide which one an undated page shows.
func periodNames(periods []*statistics.Period) []string {
	out := make([]string, len(periods))
	for i, p := range periods {
		out[i] = p.Name
	}
	return out
}

// palette reads a theme's colours; false when one is missing.
func palette(s theme.Share) (out chart.Palette, ok bool) {
	var all [4]color.RGBA
	for i, text := range []string{s.Paper, s.Ink, s.Band, s.Line} {
		c := color.RGBA{A: 255}
		if n, err := fmt.Sscanf(text, "#%02x%02x%02x", &c.R, &c.G, &c.B); n != 3 || err != nil {
			return out, false
		}
		all[i] = c
	}
	return chart.Palette{Paper: all[0], Ink: all[1], Band: all[2], Line: all[3]}, true
}
