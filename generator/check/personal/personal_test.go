package personal

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// found writes what is in a text as staff see it.
func found(text string) string {
	var words []string
	for _, n := range Find(text) {
		words = append(words, n.Kind.Label()+n.Masked())
	}
	return strings.Join(words, " ")
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		// ID numbers
		{"in a sentence", "张某，身份证号110101199003071006，住某地。", "身份证号110101********1006"},
		{"check character X", "11010119900307109X", "身份证号110101********109X"},
		{"small x", "11010119900307109x。", "身份证号110101********109X"},
		{"full width", "１１０１０１１９９００３０７１０９Ｘ", "身份证号110101********109X"},
		{"in parts", "110101 19900307 1006", "身份证号110101********1006"},
		{"in parts with dashes", "110101-1990-0307-109X", "身份证号110101********109X"},
		{"behind letters", "ID110101199003071006", "身份证号110101********1006"},
		{"in a file name", "名单_110101199003071006.xlsx", "身份证号110101********1006"},
		{"wrong checksum", "110101199003071007", ""},
		{"no such day", "110101199002301006", ""},
		{"no such region", "990101199003071006", ""},
		{"15 digits", "110101900307100", ""},
		{"15 digits that are said to be one", "身份证号：110101900307100，", "身份证号110101*****7100"},
		{"15 digits in parts", "证件号码 110101 900307 100", "身份证号110101*****7100"},
		{"15 digits and no such day", "身份证号：110101901307100", ""},
		{"15 digits of something else", "身份证办理流水号。编号110101900307100", ""},
		{"in a longer number", "1101011990030710061", ""},
		{"17 digits and no X", "11010119900307109", ""},
		{"17 digits and a word", "11010119900307109XL", ""},
		{"two", "110101199003071006、110101199003071014", "身份证号110101********1006 身份证号110101********1014"},

		// mobile numbers
		{"in a sentence", "电话13800138000。", "手机号138****8000"},
		{"behind a word", "Tel13800138000", "手机号138****8000"},
		{"three, four, four", "138-0013-8000", "手机号138****8000"},
		{"with spaces", "手机 138 0013 8000（周一至周五）", "手机号138****8000"},
		{"with full-width spaces", "138　0013　8000", "手机号138****8000"},
		{"with points", "138.0013.8000", "手机号138****8000"},
		{"full width", "１３８００１３８０００", "手机号138****8000"},
		{"+86", "+8613800138000", "手机号138****8000"},
		{"+86 apart", "+86 138 0013 8000", "手机号138****8000"},
		{"+86 with dashes", "+86-138-0013-8000", "手机号138****8000"},
		{"0086", "008613800138000", "手机号138****8000"},
		{"86 run together", "86138 0013 8000", "手机号138****8000"},
		{"several", "13800138000/13900139000", "手机号138****8000 手机号139****9000"},
		{"several in parts", "138 0013 8000 139 0013 9000", "手机号138****8000 手机号139****9000"},
		{"in a row of a list", "1.13800138000\n2. 13900139000", "手机号138****8000 手机号139****9000"},
		{"in CSV", "1,13800138000,男", "手机号138****8000"},
		{"in an address of mail", "13800138000@example.com", "手机号138****8000"},
		{"behind a landline", "023-63600000 13800138000", "手机号138****8000"},
		{"no such prefix", "12800138000", ""},
		{"in a longer number", "138001380001", ""},
		{"in a longer number, before", "213800138000", ""},
		{"masked", "138****8000", ""},
		{"a landline", "023-63600000", ""},
		{"a service number", "4008001234", ""},
		{"a decimal fraction", "0.13800138000", ""},
		{"a point behind", "13800138000.5", ""},
		{"within a word", "AB13800138000", ""},
		{"before a unit", "13800138000MB", ""},
		{"an amount", "增加值13812345678元", ""},
		{"an amount with zeros", "15000000000", ""},
		{"an amount of money", "￥13812345678", ""},
		{"an amount of money in words", "人民币 13812345678", ""},
		{"the number of a certificate", "社证字第13812345678号", ""},
		{"a page on the web", "https://example.com/item/13800138000.html", ""},
		{"an American number", "+13800138000", ""},
		{"a row of numbers", "100 150 2000 3000 400", ""},
		{"a size", "150 2000 3000 60", ""},
		{"a time", "1660000000000", ""},
		{"a date and a time", "2022-06-30 13:00:13.8000", ""},

		// bank cards
		{"UnionPay, 19", "6222020212345678909", "银行卡号622202*********8909"},
		{"UnionPay, 16", "6214831234567896", "银行卡号621483******7896"},
		{"in fours", "6222 0202 1234 5678 909", "银行卡号622202*********8909"},
		{"Visa", "4111-1111-1111-1111", "银行卡号411111******1111"},
		{"older, 19", "9558800200123456788", "银行卡号955880*********6788"},
		{"wrong checksum", "6222020212345678908", ""},
		{"nobody's prefix", "1234567812345670", ""},
		{"in a row of fours", "6214 8312 3456 7896 6214 1", ""},
		{"a page on the web", "https://example.com/6222020212345678909", ""},

		{"nothing", "", ""},
		{"years and dates", "2022年6月30日至2023-06-30，共40家、362人，占85%。", ""},
		{"a credit code of an organisation", "91110000600037341L", ""},
		{"a filing number", "渝ICP备2022012345号-1，渝公网安备50010302004567号", ""},
		{"a digest", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ""},
		{"a UUID", "550e8400-e29b-41d4-a716-446655440000", ""},
	} {
		if got := found(c.text); got != c.want {
			t.Errorf("%s: %q\ngot  %q\nwant %q", c.what, c.text, got, c.want)
		}
		if c.want != "" && !May(c.text) {
			t.Errorf("%s: May(%q) is false", c.what, c.text)
		}
	}
}

// A number is found wherever it stands: the search looks at every third byte only.
func TestFindEverywhere(t *testing.T) {
	for _, number := range []string{"13800138000", "１３８００１３８０００", "+86 138 0013 8000", "110101199003071006", "6222 0202 1234 5678 909"} {
		for n := range 12 {
			for _, pad := range []string{"a ", "文", "，", "１ ", "12 文"} {
				text := strings.Repeat(pad, n) + "文" + number + "文" + strings.Repeat(pad, 2)
				if len(Find(text)) != 1 {
					t.Fatalf("%q: %q", text, found(text))
				}
			}
		}
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"张某（138-0013-8000）":    "张某（138-****-8000）",
		"110101 19900307 109x": "110101 ******** 109x",
		"１３８００１３８０００":          "１３８****８０００",
		"没有号码 2022":            "没有号码 2022",
	} {
		got := Mask(text)
		if got != want || utf8.RuneCountInString(got) != utf8.RuneCountInString(text) {
			t.Errorf("Mask(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzFind: no text breaks the search, and a masked text holds no number.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "电话１３８-0013-8000", "11010119900307109X", "6222 0202 1234 5678 909", "\xEF\xBC138 \xA3", "1.13800138000", "+86 138 0013 8000 139 0013 9000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, n := range Find(text) {
			if n.At < end || n.At+n.Len > len(text) || n.Len < 11 || !May(text) {
				t.Fatalf("%q: %+v", text, n)
			}
			end = n.At + n.Len
		}
		if masked := Mask(text); len(Find(masked)) > 0 {
			t.Fatalf("%q is masked as %q", text, masked)
		}
	})
}

func BenchmarkMay(b *testing.B) {
	page := strings.Repeat("2022年6月30日，40家直属商会中，34家建有党组织，组建率85%。党建引领，诚信经营，服务会员企业。\n\n", 40)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		if May(page) {
			b.Fatal("a number")
		}
	}
}
