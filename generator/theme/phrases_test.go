package theme

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	for _, test := range []struct{ title, want string }{
		{"关于我们", "关于我们"},
		{"会长之家：走进", "会长之家：走进"},           // short titles stay whole
		{"会长之家：走进纾困", "[会长之家：][走进纾困]"},   // one longer than a phone's line in the elder mode does not
		{"关于市商会行业党委", "{关于}{市商会}{行业党委}"}, // what is no word goes with the word behind it, and no two characters stand alone at the end
		{"“红色引擎·匠心五金”——以党建引领五金行业", "[{“红色引擎·}{匠心}{五金”——}][{以党建}{引领}{五金行业}]"},
		{"十六名商会党员示范户现场签订《诚信经营承诺书》", "[{十六名}{商会}{党员}{示范户}{现场签订}][《诚信经营承诺书》]"},
		{"参观红岩革命纪念馆，重温红色历史", "[{参观}{红岩}{革命}{纪念馆，}][重温红色历史]"},
		{"推荐商会党支部书记参评全市“最美退役军人”", "[{推荐}{商会}{党支部}{书记}{参评全市}][“最美退役军人”]"},
		{"民企大讲堂：激荡爱国情怀 砥砺奋进力量", "[民企大讲堂：][激荡爱国情怀] [砥砺奋进力量]"},
		{"全面提升商会党建“两个全覆盖”质量", "[{全面}{提升}{商会党建}][[“{两个全}{覆盖”}]{质量}]"},
		{"关于印发《商会党建，入章》的通知（2022年）", "[关于印发][[《{商会}{党建，}{入章》的}]{通知}][（2022年）]"}, // nothing is cut inside a title
		{"一、二、三、四、五、六、七、八", "[一、二、][三、四、][五、六、七、八]"},                           // short pieces go together
		{"关于报送2022年上半年党建工作总结的通知", "{关于}{报送}{2022年上半年}{党建}{工作}{总结的通知}"},
		{"共产党员带头亮牌诚信经营", "{共产党员}{带头}{亮牌}{诚信经营}"},
		{"A long English title stays as it is", "A long English title stays as it is"},
		{"推荐参评全市“最美退役军人”（一）：市商会副会长", "[推荐参评全市][[“{最美}{退役}{军人”（一）：}]][市商会副会长]"}, // a number stays with what it counts
		{"市商会行业党委关于进一步推进直属商会党组织组建工作", "{市商会}{行业}{党委}{关于}{进一步}{推进}{直属}{商会}{党组织}{组建工作}"},
		{"亮牌经营——诚信兴商从我做起", "[亮牌经营——][{诚信}兴商从我做起]"},
	} {
		got := bracketed(string(Phrases(test.title)))
		if got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.title, got, test.want)
		}
	}
}

// bracketed writes pieces in square brackets and words in braces.
func bracketed(markup string) string {
	var open []string
	return regexp.MustCompile(`<span class="[bw]">|</span>`).ReplaceAllStringFunc(markup, func(tag string) string {
		if tag == "</span>" {
			last := open[len(open)-1]
			open = open[:len(open)-1]
			return last
		}
		if tag == `<span class="b">` {
			open = append(open, "]")
			return "["
		}
		open = append(open, "}")
		return "{"
	})
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Nothing of a title is lost, and no piece begins with a mark that may not begin a line.
func FuzzPhrases(f *testing.F) {
	for _, s := range []string{"关于《甲，乙》的通知：三、四", "”“：，—— ……", "市*市场商会 与 **物流园，（一）", "a\xffb，丙丁戊己庚辛壬癸", "关于“商会”党建，的<b>通知（十）2022年"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		title = strings.ToValidUTF8(title, "?")
		pieces := phrases(nil, title)
		if strings.Join(pieces, "") != title {
			t.Fatalf("%q became %q", title, pieces)
		}
		if got := html.UnescapeString(tags.ReplaceAllString(string(Phrases(title)), "")); !strings.ContainsAny(title, "*\x00") && got != title {
			t.Fatalf("%q is written %q", title, got)
		}
		for _, p := range pieces[1:] {
			if strings.IndexAny(p, closing+"：，、；。！？") == 0 {
				t.Fatalf("a piece of %q begins with a mark: %q", title, pieces)
			}
		}
	})
}

func TestMasked(t *testing.T) {
	const star, masked = `<span class="mask"><span aria-hidden="true">*</span><span class="sr">某</span></span>`, `<span class="mask"><span aria-hidden="true">**</span><span class="sr">某</span></span>`
	for text, want := range map[string]string{
		"市*商会<b>":    "市" + star + "商会&lt;b>",
		"市**物流园":     "市" + masked + "物流园",
		"党支部书记*":     "党支部书记" + star,
		"2 * 3, x*y": "2 * 3, x*y",
	} {
		if got := string(Masked(text)); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestNumerals(t *testing.T) {
	if got, want := string(Numerals("40家，组建率85.5%<。")), `<b class="n">40</b>家，组建率<b class="n">85.5%</b>&lt;。`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestFill(t *testing.T) {
	for _, test := range []struct {
		s    string
		args []any
		want string
	}{
		{"第 {1} 页，共 {2} 页", []any{3, 12}, "第 3 页，共 12 页"},
		{"{2}/{1}", []any{"a", "b"}, "b/a"},
		{"{3} {x} { }", []any{"a"}, "{3} {x} { }"},
		{"{1}", []any{"{2}", "b"}, "{2}"},
	} {
		if got := fill(test.s, test.args); got != test.want {
			t.Errorf("fill(%q) = %q, want %q", test.s, got, test.want)
		}
	}
}
