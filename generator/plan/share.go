package plan

import (
	"crypto/sha256"
	"fmt"
	"image/color"

	"qizhi/generator/chart"
	"qizhi/generator/theme"
)

// sharePicture adds the picture that a shared link shows: 四十格 of the newest period, in the theme's
// colours. A site without figures, without base_url or with a theme that names no colours has none.
func (p *planner) sharePicture() {
	spec, period := p.gridSpec(), p.Site.Statistics.Newest()
	colours, ok := palette(p.Theme.Share())
	if spec == nil || period == nil || !ok || p.Site.Config.BaseURL == "" {
		return
	}
	g := p.squaresOf(urls{from: "index.html"}, spec, period.Name, nil)
	if g == nil {
		return
	}
	data, err := g.PNG(colours)
	if err != nil { // reported by checkCharts
		return
	}
	p.shared = fmt.Sprintf("assets/share-%x.png", sha256.Sum256(data))[:len("assets/share-")+10] + ".png"
	p.fixed(p.shared, Asset, "分享图", data)
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
