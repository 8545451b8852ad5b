package personal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Whatever a reader takes for a digit is one.
func TestDigitsOfEveryScript(t *testing.T) {
	const mobile, id = "手机号138****8000", "身份证号110101********109X"
	written := func(zero rune, number string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return r
			}
			return zero + r - '0'
		}, number)
	}
	circled := strings.NewReplacer("0", "⓪", "1", "①", "2", "②", "3", "③", "4", "④", "5", "⑤", "6", "⑥", "7", "⑦", "8", "⑧", "9", "⑨")
	raised := strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	han := strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九")
	for _, c := range []struct{ text, want string }{
		{"一三八〇〇一三八〇〇〇", mobile}, {"电话一三八零零一三八零零零。", mobile}, {"幺三八○○幺三八○○○", mobile},
		{"一三八 〇〇一三 八〇〇〇", mobile}, {"一三八-〇〇一三-八〇〇〇", mobile}, {"壹叁捌零零壹叁捌零零零", mobile}, {"一三八 0013 八〇〇〇", mobile},
		{han.Replace("11010119900307109") + "X", id}, {han.Replace("110101 19900307 109") + "X", id},
		{circled.Replace("13800138000"), mobile}, {raised.Replace("13800138000"), mobile}, {circled.Replace("11010119900307109X"), id},
		{"❶❸❽⓿⓿❶❸❽⓿⓿⓿", mobile}, {"⒈⒊⒏00⒈⒊⒏000", mobile}, {"1③8００一三8000", mobile},
		{written('𝟎', "13800138000"), mobile}, {written('𝟘', "13800138000"), mobile}, {written('𝟶', "138 0013 8000"), mobile}, {written('٠', "13800138000"), mobile},
		{written('０', "13800138000"), mobile}, {written('₀', "13800138000"), mobile}, {written('🯰', "13800138000"), mobile},
		{"1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", mobile},

		{"138·0013·8000", mobile}, {"138・0013・8000", mobile}, {"138•0013•8000", mobile}, {"138\u200b0013\u200b8000", mobile},
		{"138\u20630013\u20638000", mobile}, {"1\u200e38\u202e00138000", mobile}, {"138\u20060013\u20068000", mobile}, {"138―0013―8000", mobile},

		{"138\U000E00200013\U000E00208000", mobile}, {"138\u115f0013\u17b48000", mobile}, {"138\ufff900138000", mobile}, {"138\u180b00138000", mobile},
		{"1\u0303380\u0332013800\u20dd0", mobile}, {"138\x010013\x028000", mobile}, {"138\U000E010000138000", mobile}, {"138\u20280013\u20288000", mobile},
		{"138\u28000013\u28008000", mobile}, {"138\v0013\f8000", mobile}, {"138\u00850013\u00858000", mobile},

		// what is found beside such a digit is found as before
		{"①13800138000", mobile}, {"13800138000①", mobile}, {"13800138000²", mobile}, {"周一13800138000", mobile}, {"⒈13800138000", mobile},

		{"一二三四五六七八九十", ""}, {"一九二一年至二〇二一年", ""}, {"一九二一·一九四九·二〇二一", ""}, {"二〇二二一二三四五六七", ""},
		{"一三八〇〇一三八〇〇〇元", ""}, {"一二三四五六七八九〇一二三四五六七八九", ""}, {"①②③④⑤⑥⑦⑧⑨", ""}, {"三三八〇〇一三八〇〇〇", ""},
		{"产值13800138²", ""}, {"一三八〇〇一三八〇〇〇一二", ""},
	} {
		if got := found(c.text); got != c.want {
			t.Errorf("%q\ngot  %q\nwant %q", c.text, got, c.want)
		}
		if masked := Mask(c.text); c.want != "" && (len(Find(masked)) > 0 || utf8.RuneCountInString(masked) != utf8.RuneCountInString(c.text)) {
			t.Errorf("%q is masked as %q", c.text, masked)
		}
	}
}

// What Unicode's compatibility forms fold to a digit is read as that digit.
func TestDigitsAreThoseOfUnicode(t *testing.T) {
	count := 0
	for r := rune(0x80); r < 0x20000; r++ {
		if unicode.Is(unicode.Han, r) {
			continue
		}
		fold := norm.NFKC.String(string(r))
		value := strings.Trim(fold, "().,")
		d, ok := digitOf(r)
		if len(value) == 1 && value[0] >= '0' && value[0] <= '9' {
			count++
			if !ok || d != value[0] {
				t.Errorf("%U %q folds to %q, and is read as %q", r, r, fold, d)
			}
		} else if unicode.Is(unicode.Nd, r) && !ok {
			t.Errorf("%U %q is a digit, and is not read as one", r, r)
		}
	}
	if count < 100 {
		t.Errorf("only %d", count)
	}
}

// The end of a line takes no number apart; figures in the lines of a column are none.
func TestBrokenLines(t *testing.T) {
	const mobile, id, card = "手机号138****8000", "身份证号110101********109X", "银行卡号622202*********8909"
	for _, c := range []struct{ text, want string }{
		{"联系张某1380013\n8000。", mobile}, {"电话：138\n0013\n8000", mobile}, {"张某138001\n38000", mobile}, {"电话：138-0013-\r\n  8000", mobile}, {"手机 138-0013\n8000", mobile},
		{"身份证号110101\n19900307109X", id}, {"110101\n19900307\n109X", id}, {"110101199003071\n09X", id},
		{"卡号6222 0202 1234\n5678 909", card}, {"银行卡6222020212\n345678909", card}, {"电话一三八〇〇\n一三八〇〇〇", mobile},
		{"13800138000\n13900139000", mobile + " 手机号139****9000"}, {"2022\n13800138000\n5", mobile}, {"电话13800138000\n8000", mobile},

		{"150\n2000\n3000", ""}, {"会员数\n150\n2000\n3000\n", ""}, {"a,150\n20003000,b", ""}, {"合计\t150\n20003000\t1", ""},
		{"电话：138\n\n00138000", ""}, {"6222\n0202\n1234\n5678\n909", ""}, {"得票150\n2000\n3000\n400", ""},
	} {
		if got := found(c.text); got != c.want {
			t.Errorf("%q\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}
