package content

import "testing"

// A file on a server of the house is no address: like C:\\…, the link is left to the site, which refuses it.
func TestServerPaths(t *testing.T) {
	for _, body := range []string{`[资料](\\server\share\a.doc)`, `<a href="\\server\share\a.doc">资料</a>`, "[资料][a]\n\n[a]: \\\\server\\share\\a.doc"} {
		doc, _ := Parse("a.md", []byte("+++\ntitle = \"题\"\n+++\n\n"+body+"\n"))
		if len(doc.References) != 1 || doc.References[0].Target != `\\server\share\a.doc` {
			t.Errorf("%s: %+v", body, doc.References)
		}
	}
}
