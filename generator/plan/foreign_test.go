package plan

import (
	"html/template"
	"testing"

	"qizhi/generator/content"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// A page wholly in another language than the site's says so; what names a table for a screen reader does not count.
func TestLanguages(t *testing.T) {
	const notes = `<p>The chambers of the city and <em>their</em> branches.</p><div class="table" aria-label="表格"></div>`
	for _, c := range []struct{ site, title, excerpt, body, wantBody, wantTitle string }{
		{"zh-CN", "About the chambers", "The chambers of the city", notes, "en", "en"},
		{"zh-CN", "英文简介", "The chambers of the city", notes, "en", ""},
		{"zh-CN", "About the chambers", "The chambers of the city", notes + "<p>商会</p>", "", ""},
		{"zh-CN", "Shanghui", "Shi shanghui hangye dangwei", "<p>Shi shanghui hangye dangwei</p>", "", ""},
		{"zh-CN", "商会", "商会党建", "<p>商会党建 the party of the people and so on to the end</p>", "", ""},
		{"zh-CN", "2022", "", "", "", ""},
		{"en", "商会", "商会党建", "<p>商会党建</p>", "zh-CN", "zh-CN"},
		{"en", "About", "The chambers", notes, "", ""},
	} {
		p := &planner{ground: &ground{Input: Input{Site: &site.Site{Config: &site.Config{Language: c.site}}}}}
		v := &theme.PageView{Body: template.HTML(c.body)}
		p.languages(&site.Page{Title: c.title, Document: &content.Document{Excerpt: c.excerpt}}, v)
		if v.BodyLang != c.wantBody || v.TitleLang != c.wantTitle {
			t.Errorf("%s, %s: body %q, title %q; want %q, %q", c.site, c.title, v.BodyLang, v.TitleLang, c.wantBody, c.wantTitle)
		}
	}
}
