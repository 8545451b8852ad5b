package check

import (
	"fmt"
	"strings"
	"testing"
)

// Every rule of the text has three switches: for the next block, for the page and for the site.
func TestSwitches(t *testing.T) {
	const settings = "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [%s]\n[check.terms]\n\"帐号\" = \"账号\"\n"
	const news = "-- news/_index.md --\n+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n-- news/a.md --\n+++\ntitle = \"题\"\ndate = 2022-06-30\nsource = \"某报\"\nauthor = \"张某\"\nignore = [%s]\n+++\n\n%s\n"
	for rule, body := range map[string]string{ // @ is where the comment goes
		ruleHeading: "## 甲\n\n@#### 乙\n", ruleHTTP: "@[外](http://a.example/)\n", ruleHalf: "@党建引领,诚信经营。\n",
		ruleDoubled: "@完成。。下一项\n", rulePairs: "@他说“好。\n\n后面。\n", ruleMixed: "@共5万5千元。\n", ruleDate: "@22/6/30召开。\n",
		ruleTerm: "@登录帐号。\n", ruleMobile: "@电话13800138000。\n", ruleID: "@证号11010519491231002X。\n", ruleCard: "@账号6222020212345678909。\n",
	} {
		quoted := fmt.Sprintf("%q", rule)
		plain := strings.Replace(body, "@", "", 1)
		found := func(site, page, body string) bool {
			return strings.Contains(look(t, fmt.Sprintf(settings, site)+fmt.Sprintf(news, page, body)), " "+rule+" ")
		}
		switch {
		case !found("", "", plain):
			t.Errorf("%s says nothing of %q", rule, plain)
		case found("", "", strings.Replace(body, "@", "<!-- qizhi-ignore "+rule+" -->\n\n", 1)):
			t.Errorf("%s is not silenced for the block", rule)
		case found("", quoted, plain):
			t.Errorf("%s is not silenced for the page", rule)
		case found(quoted, "", plain):
			t.Errorf("%s is not silenced for the site", rule)
		}
	}
}
