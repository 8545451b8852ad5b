package preview

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// dress adds to a page what the preview needs: the script that follows changes, and in the page's
// Content-Security-Policy the leave to run it. These are the only differences between a page here
// and a published one.
func dress(a *answer) []byte {
	page := admit(a.data)
	quiet := ""
	if a.quiet {
		quiet = " data-quiet"
	}
	script := fmt.Sprintf(`<script src="%sclient.js" data-digest="%s" data-style="%s"%s defer></script>`,
		own, attribute(a.digest()), attribute(a.style), quiet)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], []byte(script), page[at:])
}

// attribute escapes a value between double quotes.
var attribute = strings.NewReplacer("&", "&amp;", `"`, "&#34;").Replace
