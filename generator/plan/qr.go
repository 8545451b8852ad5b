package plan

import (
	"html"
	"html/template"
	"strconv"

	"rsc.io/qr"

	"qizhi/generator/diag"
	"qizhi/generator/site"
)

// quiet is the empty border that a QR code has on every side, in modules (ISO/IEC 18004).
const quiet = 4

// qrCode is the address of a page that asks for it (qr = true) as a QR code; "" for any other page, and
// on a site without base_url, whose addresses are not known.
func (p *planner) qrCode(page *site.Page) template.HTML {
	address := p.absolute(page.Address)
	if !page.Document.Front.QR || address == "" {
		return ""
	}
	code, err := qr.Encode(address, qr.M)
	if err != nil { // an address has at most 256 bytes, a code room for 2,331
		return ""
	}
	return drawCode(code, p.Theme.Text("qr")+" "+address)
}

// drawCode draws a code as SVG: a run of dark modules is one rectangle of the path.
func drawCode(code *qr.Code, name string) template.HTML {
	size := strconv.Itoa(code.Size + 2*quiet)
	b := []byte(`<svg viewBox="0 0 ` + size + " " + size + `" width="` + size + `" height="` + size + `" role="img" aria-label="` +
		html.EscapeString(name) + `" shape-rendering="crispEdges"><path d="`)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for code.Black(x+run, y) { // outside of the code nothing is black
				run++
			}
			if run > 0 {
				b = append(b, "M"+strconv.Itoa(x+quiet)+" "+strconv.Itoa(y+quiet)+"h"+strconv.Itoa(run)+"v1h-"+strconv.Itoa(run)+"z"...)
				x += run
			}
		}
	}
	return template.HTML(append(b, `"/></svg>`...))
}

// checkCodes reports the pages that ask for a QR code on a site whose address is not known.
func (p *planner) checkCodes() {
	if p.Site.Config.BaseURL != "" || p.Site.Config.Unread { // an address that cannot be read has its own error
		return
	}
	for _, page := range p.Site.Pages {
		if page.Document.Front.QR && page.Withdrawn == "" {
			p.problems = append(p.problems, placeOfKey(page.Document, "qr").Report(diag.Warning, "page/qr",
				"没有写网站的地址，二维码做不出来", "在 site.toml 里写 base_url，或删去 qr = true"))
		}
	}
}
