package check

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// contactKeys are the settings in which a mobile number is meant to be read: the site's [organisation]
// phone, a notice's contact. The same names serve kinds of a site's own.
var contactKeys = []string{"contact", "contacts", "phone", "tel", "telephone", "mobile", "hotline", "fax"}

// purpose returns what tells a number that is published on purpose from one that is not: a mobile number
// that is the value of a contact key, and whatever the text silences for its block or page.
func purpose(name string, raw []byte) func(diag.Diagnostic) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md":
		doc, _ := content.Parse(name, raw)
		text := decoded(name, raw)
		return func(d diag.Diagnostic) bool {
			return d.Rule == ruleMobile && d.Line < doc.Lead && isContact(text.Line(d.Line)) || doc.Silences(d.Rule, d.Line)
		}
	case ".toml":
		text := decoded(name, raw)
		quiet := table.Silences(text)
		return func(d diag.Diagnostic) bool {
			return d.Rule == ruleMobile && isContact(text.Line(d.Line)) || table.Silenced(quiet, d.Rule, d.Line)
		}
	}
	return func(diag.Diagnostic) bool { return false }
}

// decoded is a source as a text whose offsets have lines and columns.
func decoded(name string, raw []byte) *diag.Text {
	source, _ := content.Decode("content/"+name, raw)
	return diag.NewText("content/"+name, source)
}

// isContact reports a line of settings whose key is a contact's.
func isContact(line string) bool {
	key, _, ok := strings.Cut(strings.TrimSpace(line), "=")
	if yaml, _, colon := strings.Cut(strings.TrimSpace(line), ":"); !ok || colon && len(yaml) < len(key) {
		key = yaml
	}
	key = strings.ToLower(strings.Trim(strings.TrimSpace(key), `"'`))
	return slices.Contains(contactKeys, key)
}
