package site

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"一支部 一案例（定稿2）":      "yi-zhi-bu-yi-an-li-ding-gao-2",
		"2022年上半年工作总结":      "2022-nian-shang-ban-nian-gong-zuo-zong-jie",
		"5G党建":              "5g-dang-jian",
		"IMG_0012 (1)":      "img-0012-1",
		"Ｑ＆Ａ　问答":            "q-a-wen-da",
		"重庆银行业党委参与重组":       "chong-qing-yin-hang-ye-dang-wei-can-yu-chong-zu",
		"商会计划、会计、总会计师":      "shang-hui-ji-hua-kuai-ji-zong-kuai-ji-shi",
		"长江商会会长":            "chang-jiang-shang-hui-hui-zhang",
		"协调调解调研":            "xie-tiao-tiao-jie-diao-yan",
		"率先提高组建率":           "shuai-xian-ti-gao-zu-jian-lv",
		"市*商会":              "shi-shang-hui",
		"Café №3 Ⅳ":         "cafe-no3-iv",
		"绿色女企业家":            "lv-se-nv-qi-ye-jia",
		"a--b__c":           "a-b-c",
		"-x-":               "x",
		"CON":               "con-1",
		"com1":              "com1-1",
		"com10":             "com10",
		"already-a-slug-09": "already-a-slug-09",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSlugOfNothing(t *testing.T) {
	for _, name := range []string{"", "…", "！？", "\x00", "\xff\xfe", "😀"} {
		if got := Slug(name); !strings.HasPrefix(got, "p-") || got == Slug(name+"。") {
			t.Errorf("Slug(%q) = %q, want a hash of its own", name, got)
		}
	}
}

func TestLongSlug(t *testing.T) {
	long := strings.Repeat("深入学习贯彻", 10)
	a, b := Slug(long+"甲"), Slug(long+"乙")
	if len(a) > slugLimit || len(b) > slugLimit || a == b {
		t.Errorf("two long names give %q and %q", a, b)
	}
	if want := "shen-ru-xue-xi-guan-che-shen-ru-xue-xi-guan-che-"; !strings.HasPrefix(a, want) || len(a) != len(want)+hashLength {
		t.Errorf("%q is not cut between syllables", a)
	}
	if word := Slug(strings.Repeat("x", 300)); len(word) != slugLimit {
		t.Errorf("a long word gives %q of %d bytes", word, len(word))
	}
}

// A phrase is only worth its line when it says something else than its characters would.
func TestPhrases(t *testing.T) {
	for phrase, reading := range phrases {
		parts := strings.Fields(reading)
		if n := len([]rune(phrase)); n != len(parts) || n > longestPhrase {
			t.Errorf("%s is read %q", phrase, reading)
		}
	}
	if got := strings.Join(spell("银行业务"), " "); got != "yin hang ye wu" {
		t.Errorf("银行业务 is read %q", got)
	}
}

func TestTitleOrder(t *testing.T) {
	sorted := []string{"安排", "第2期", "第10期", "会长之家", "民企大讲堂", "长效机制"}
	keys := map[string]string{}
	for _, title := range sorted {
		keys[title] = titleOrder(title)
	}
	if !(keys["安排"] < keys["长效机制"] && keys["长效机制"] < keys["第2期"] && keys["第2期"] < keys["第10期"] && keys["第10期"] < keys["会长之家"]) {
		t.Error(keys)
	}
}

func TestFold(t *testing.T) {
	for _, pair := range [][2]string{
		{"５Ｇ党建", "5g党建"}, {"联合党支部（一）", "联合党支部(一)"}, {" 诚信　经营 ", "诚信 经营"}, {"Cafe\u0301", "café"}, {"党建", "党建"},
	} {
		if fold(pair[0]) != fold(pair[1]) {
			t.Errorf("%q and %q are not one: %q, %q", pair[0], pair[1], fold(pair[0]), fold(pair[1]))
		}
	}
	if fold("诚信") == fold("城信") {
		t.Error("different words are one")
	}
}

// FuzzSlug holds every name to what Slug promises.
func FuzzSlug(f *testing.F) {
	for _, name := range []string{"一支部 一案例（定稿2）", "CON", "café", "\xff", "", "重庆会计", strings.Repeat("长", 90), "㎡①Ⅳ", "lpt1"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := Slug(name)
		switch {
		case !isSlug(s) || len(s) > slugLimit+2 || isDevice(s):
			t.Errorf("Slug(%q) = %q", name, s)
		case Slug(s) != s:
			t.Errorf("Slug(%q) = %q, whose slug is %q", name, s, Slug(s))
		case Slug(norm.NFD.String(name)) != Slug(norm.NFC.String(name)):
			t.Errorf("the Unicode forms of %q have two slugs", name)
		}
	})
}
