package plan

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
)

// sourcePage is the page of the site that holds the document a period's values come from: the one
// that source_url names, else the one whose title source is. named is the key that names it. Both are
// empty where the document is not on the site.
func (p *planner) sourcePage(period *statistics.Period) (page *site.Page, named string) {
	if url := period.SourceURL; url != "" && !outside(url) {
		return p.Site.PageAt(strings.TrimPrefix(url, "/")), "source_url"
	}
	if period.SourceURL == "" && period.Source != "" {
		if page, _ := p.Site.Find("", period.Source); page != nil {
			return page, "source"
		}
	}
	return nil, ""
}

// sourceURL is where a reader finds the document; "" where it cannot be read.
func (p *planner) sourceURL(u urls, period *statistics.Period) string {
	if outside(period.SourceURL) {
		return period.SourceURL
	}
	if page, _ := p.sourcePage(period); page != nil && page.Withdrawn == "" {
		return u.to(page.Address)
	}
	if file := p.sourceFile(period); file != nil {
		return u.to(file.Address)
	}
	return ""
}

// sourceFile is the document where it is a file of the site (a PDF), nil otherwise.
func (p *planner) sourceFile(period *statistics.Period) *site.File {
	return p.Site.FileAt(strings.TrimPrefix(period.SourceURL, "/"))
}

// checkSources holds every quotation of a period against the document it is taken from, where that
// document is a page of the site.
func (p *planner) checkSources() {
	for _, period := range p.Site.Statistics.Periods {
		page, named := p.sourcePage(period)
		switch {
		case named == "" || page == nil && (p.sourceFile(period) != nil || p.held(period.SourceURL)):
		case page == nil:
			p.problems = append(p.problems, period.SourcePlace(named).Report(diag.Error, "statistics/source-url", "站内没有 "+period.SourceURL+" 这篇文章",
				"写 content/ 下的路径，例如 \"news/report.md\"；文章不在站内的，写 https:// 网址或删去这一行"))
		default:
			p.checkQuotes(period, page, named)
		}
	}
}

// held reports whether a source is a draft or a page that waits for its day.
func (p *planner) held(name string) bool {
	for _, h := range p.Site.Held {
		if h.Document.Path == strings.TrimPrefix(name, "/") {
			return true
		}
	}
	return false
}

// checkQuotes reports the quotations that are not words of the page. A page that only bears the
// source's title may be an extract of it: then it is a warning.
func (p *planner) checkQuotes(period *statistics.Period, page *site.Page, named string) {
	text, err := p.words(page)
	p.unsure = p.unsure || err != nil
	if err != nil || page.Withdrawn != "" {
		return
	}
	severity := diag.Error
	if named == "source" {
		severity = diag.Warning
	}
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		if f.Quote == "" || strings.Contains(text, bare(f.Quote)) {
			continue
		}
		if strings.Contains(bare(p.Site.Statistics.ExpandUnmarked(text, page.Period)), bare(f.Quote)) {
			p.problems = append(p.problems, f.QuotePlace().Report(diag.Error, "statistics/quote-circle",
				fmt.Sprintf("原话“%s”在来源《%s》里是用 {{…}} 填出来的，等于拿这个数和它自己核对", f.Quote, page.Title),
				"在 content/"+page.Document.Path+" 里照文件原文写数字，不用 {{…}}"))
			continue
		}
		p.problems = append(p.problems, f.QuotePlace().Report(severity, "statistics/quote-source",
			fmt.Sprintf("原话“%s”不在来源《%s》里", f.Quote, page.Title), quoteHint(text, f.Quote, page.Document)))
	}
}

// quoteHint shows the words of the source where it begins as the quotation does and, not much later,
// ends as it does.
func quoteHint(text, quote string, doc *content.Document) string {
	where := "照抄 content/" + doc.Path + " 里的原文，一个字也不改"
	quote = bare(quote)
	at := strings.Index(text, common(text, quote, func(s string, n int) string { return s[:n] }))
	tail := common(text, quote, func(s string, n int) string { return s[len(s)-n:] })
	if at < 0 || tail == "" {
		return where
	}
	window := text[at:min(len(text), at+2*len(quote))]
	if end := strings.Index(window, tail); end >= 0 {
		return "原文是“" + window[:end+len(tail)] + "”；" + where
	}
	return where
}

// common is the longest part of the quotation, as cut takes it from one of its ends, that stands in
// the text; a part of less than two Han characters says nothing and gives "".
func common(text, quote string, cut func(s string, bytes int) string) string {
	for n := len(quote) - 1; n >= len("两字"); n-- {
		if part := cut(quote, n); utf8.ValidString(part) && strings.Contains(text, part) {
			return part
		}
	}
	return ""
}

// words are all the words of a page without their blanks. Its figures are not filled in: what comes from
// the values is no source for them.
func (p *planner) words(page *site.Page) (string, error) {
	p.read = append(p.read, page.Document)
	blocks, err := p.Bodies.Blocks(page.Document, &Room{})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, block := range blocks {
		b.WriteString(bare(block.Text))
	}
	return b.String(), nil
}

// bare leaves the blanks out, which Word and Markdown put in at will.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
