package preview

import (
	"regexp"
	"strings"
	"testing"
)

// The preview's own pages have the default theme's colours and name none twice: every property that their sheet uses
// stands before it, in the light and in the dark.
func TestStaffSheet(t *testing.T) {
	css := string(files()["staff.css"])
	at := strings.Index(css, "/* The preview's own pages")
	if at < 0 {
		t.Fatal("the preview's own rules do not stand behind the tokens")
	}
	for _, use := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(css[at:], -1) {
		if !strings.Contains(css, "\n  "+use[1]+": ") && !strings.Contains(css, "{ "+use[1]+": ") {
			t.Errorf("nothing says what %s is", use[1])
		}
	}
	if strings.Contains(css[at:], "--paper:") {
		t.Error("the preview's sheet repeats a token")
	}
}
