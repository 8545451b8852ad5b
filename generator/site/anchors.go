package site

import (
	"net/url"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// anchored checks the fragment of a destination against the anchors there. What has no anchors
// of a document (a file, a list) keeps its fragment as it is written.
func (s *Site) anchored(d Destination, fragment string) (Destination, error) {
	raw, err := url.PathUnescape(fragment)
	if err != nil {
		raw = fragment
	}
	d.Fragment = raw
	doc := d.document()
	if fragment == "" || fragment == "top" || doc == nil {
		return d, nil
	}
	for _, h := range doc.Headings {
		if h.ID == raw || h.ID == fragment {
			d.Fragment = h.ID
			return d, nil
		}
	}
	for _, id := range doc.Anchors {
		if id == raw || id == fragment {
			d.Fragment = id
			return d, nil
		}
	}
	if title := content.TitleAnchor(doc.Front.Title); title == raw || title == fragment {
		d.Fragment = "top" // the page’s own title; HTML (“select the indicated part”) leads to the top of any page by this name
		return d, nil
	}
	return Destination{}, &Unresolved{"link/anchor", doc.Path + " 里没有小标题“" + raw + "”", nearHeading(doc, raw)}
}

// document is what was written at the destination; nil for what comes from no document.
func (d Destination) document() *content.Document {
	switch {
	case d.Page != nil:
		return d.Page.Document
	case d.Section != nil:
		return d.Section.Document
	}
	return nil
}

// nearHeading is a hint at the heading that was meant.
func nearHeading(doc *content.Document, id string) string {
	var ids []string
	for _, h := range doc.Headings {
		ids = append(ids, h.ID)
	}
	id = strings.TrimPrefix(id, "user-content-") // as GitHub writes it into its pages
	if near := diag.Nearest(id, ids); near != "" {
		return "是不是 #" + near + "？"
	}
	if len(ids) > 0 {
		return "这一页有 #" + strings.Join(firstFew(ids), "、#")
	}
	return "这一页没有小标题；删去 # 和后面的字"
}
