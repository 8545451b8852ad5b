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

// A name that no rule has silences nothing, and that is said with the rule that was meant.
func TestUnknownSwitches(t *testing.T) {
	const page = "-- a.md --\n+++\ntitle = \"题\"\n"
	for _, c := range []struct{ what, files, want string }{
		{"for a page", page + "ignore = [\"punctuation/halfwidth\", \"link/http\"]\n+++\n", "content/a.md:3:12 ignore/unknown 没有“punctuation/halfwidth”这条规则，等于没有忽略；是不是 punctuation/half-width？规则的名称写在每条提示后面的方括号里"},
		{"one text", page + "ignore = \"Link/Http\"\n+++\n", "content/a.md:3:11 ignore/unknown 没有“Link/Http”这条规则，等于没有忽略；是不是 link/http？规则的名称写在每条提示后面的方括号里"},
		{"in YAML", "-- a.md --\n---\ntitle: 题\nignore:\n  - numeral/mixt\n---\n", "content/a.md:4:5 ignore/unknown 没有“numeral/mixt”这条规则，等于没有忽略；是不是 numeral/mixed？规则的名称写在每条提示后面的方括号里"},
		{"for a block", page + "+++\n\n<!-- qizhi-ignore term/wrong numeral/dates -->\n\n文。\n", "content/a.md:5:30 ignore/unknown 没有“numeral/dates”这条规则，等于没有忽略；是不是 numeral/date？规则的名称写在每条提示后面的方括号里"},
		{"in code, which silences nothing", page + "+++\n\n```\n<!-- qizhi-ignore a/b -->\n```\n", ""},
		{"for a line", "-- site.toml --\n# qizhi-ignore term/worng\ntitle = \"站\"\n", "content/site.toml:1:16 ignore/unknown 没有“term/worng”这条规则，等于没有忽略；是不是 term/wrong？规则的名称写在每条提示后面的方括号里"},
		{"for the site", "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [\"gallery/twice\", \"gallery/twise\"]\n", "content/site.toml:3:29 ignore/unknown 没有“gallery/twise”这条规则，等于没有忽略；是不是 gallery/twice？规则的名称写在每条提示后面的方括号里"},
		{"a room", page + "ignore = [\"numeral/*\"]\n+++\n", "content/a.md:3:12 ignore/unknown 没有“numeral/*”这条规则，等于没有忽略；要一条一条写：numeral/mixed、numeral/date、numeral/full-width"},
		{"half a name", page + "ignore = [\"half-width\"]\n+++\n", "content/a.md:3:12 ignore/unknown 没有“half-width”这条规则，等于没有忽略；要一条一条写：punctuation/half-width"},
		{"with its brackets", page + "ignore = [\"[link/http]\"]\n+++\n", "content/a.md:3:12 ignore/unknown 没有“[link/http]”这条规则，等于没有忽略；是不是 link/http？规则的名称写在每条提示后面的方括号里"},
		{"nothing near", page + "ignore = [\"标点\"]\n+++\n", "content/a.md:3:12 ignore/unknown 没有“标点”这条规则，等于没有忽略；规则的名称写在每条提示后面的方括号里，全部列在 qizhi check --rules"},
		{"an error", page + "ignore = [\"link/broken\"]\n+++\n", "content/a.md:3:12 ignore/unknown link/broken 是错误，不能忽略；改好它指出的地方，再删去这里的 link/broken"},
		{"a personal number", page + "ignore = [\"personal/mobile\"]\n+++\n", ""},
		{"itself", page + "ignore = [\"a/b\", \"ignore/unknown\"]\n+++\n", ""},
	} {
		var said []string
		for _, d := range Sources(input(t, c.files)) {
			if d.Rule == ruleSwitch {
				said = append(said, fmt.Sprintf("%s:%d:%d %s %s；%s", d.Path, d.Line, d.Column, d.Rule, d.Message, d.Hint))
			}
		}
		if got := strings.Join(said, "\n"); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.want)
		}
	}
}
