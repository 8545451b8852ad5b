package statistics

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestNumerals(t *testing.T) {
	for text, want := range map[string]string{
		"商会现有党员362人": "362", "３６２人": "362", "三百六十二人": "362", "三六二": "362", "1,234人": "1234", "12,34": "12 34", "1,2345": "1 2345",
		"85%": "85%", "８５％": "85%", "百分之八十五": "85%", "百分之85": "85%", "85.5％": "85.5%", "百分之": "", "百分之百": "100%",
		"1.2万人": "12000", "三万": "30000", "一万二千": "12000", "3亿": "300000000", "一百零五": "105", "十": "10", "十六": "16", "二十": "20", "二〇二二年": "2022",
		"两次": "2", "2022-06-30": "2022 6 30", "2.3.4": "", "0": "0", "〇": "0", "3.": "3", "第3期": "3", "五十百": "", "一支部一案例": "1 1", "": "", "无": "",
		strings.Repeat("9", 50): "", strings.Repeat("九", 50): "", strings.Repeat("万", 50): "", "一亿亿亿亿": "",
	} {
		var got []string
		for _, n := range numerals(text) {
			s := shortest(n.value)
			if n.percent {
				s += "%"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestNumeralBounds: the byte range is the numeral, sign and multiplier included.
func TestNumeralBounds(t *testing.T) {
	for text, want := range map[string]string{"共３６２人": "３６２", "约1.2万元": "1.2万", "率百分之八十五。": "百分之八十五", "是85％的": "85％"} {
		n := numerals(text)[0]
		if got := text[n.at:n.end]; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestHanNumerals writes numbers as Chinese text does and reads them again.
func TestHanNumerals(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		want := r.IntN(100_000_000)
		text := inHan(want)
		found := numerals(text)
		if len(found) != 1 || found[0].value.Num().Int64() != int64(want) || found[0].end != len(text) {
			t.Fatalf("%d is written %s and read %v", want, text, found)
		}
	}
}

// inHan writes a number below 10^8 in full: 一万零三十, 二十, 十六 as 一十六.
func inHan(n int) string {
	if n == 0 {
		return "零"
	}
	if n >= 10_000 {
		rest := ""
		if n%10_000 > 0 {
			if rest = inHan(n % 10_000); n%10_000 < 1000 {
				rest = "零" + rest
			}
		}
		return inHan(n/10_000) + "万" + rest
	}
	digits, gap := "", false
	for _, power := range []struct {
		worth int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / power.worth % 10
		if d == 0 {
			gap = digits != ""
			continue
		}
		if gap {
			digits += "零"
			gap = false
		}
		digits += string([]rune("零一二三四五六七八九")[d]) + power.name
	}
	return digits
}

// TestQuoted: which numbers of a quotation a value may be.
func TestQuoted(t *testing.T) {
	clinics, posts := &Indicator{Label: "义诊", Unit: "场"}, &Indicator{Label: "示范岗", Unit: "个"}
	growth, visitors := &Indicator{Label: "新增党员", Unit: "人"}, &Indicator{Label: "服务群众", Unit: "人次"}
	people, rate := &Indicator{Unit: "人"}, &Indicator{Unit: "%"}
	money, bare := &Indicator{Unit: "万元"}, &Indicator{}
	for _, c := range []struct {
		quote string
		of    *Indicator
		want  string
	}{
		{"商会现有党员362人", people, "362"}, {"党员362名", people, "362"}, {"党员 362 人", people, "362"},
		{"商会现有党员3620人", people, "3620"}, {"41家商会，党员362人", people, "362"}, {"党员三百六十二人", people, "362"},
		{"党员数为362", people, "362"}, {"组建率85%", people, ""}, {"第3人", people, ""}, {"1.2万人", people, "12000"},
		{"组建率85%", rate, "85"}, {"百分之八十五", rate, "85"}, {"积极分子85人", rate, ""},
		{"党费1.2万元", money, "1.2"}, {"党费三万元", money, "3"}, {"得分4.5", bare, "4.5"}, {"28家和6家", &Indicator{Unit: "家"}, "28、6"},
		// the number of something else
		{"义诊12人", clinics, ""}, {"义诊 12 人次", clinics, ""}, {"2022年义诊12场", clinics, "12"}, {"义诊12次", clinics, "12"}, {"12期义诊", clinics, "12"},
		{"义诊12个专场", clinics, "12"}, {"义诊12", clinics, "12"}, {"开展12义诊", clinics, "12"}, {"义诊用时12天", clinics, ""}, {"组织义诊专家12名", clinics, ""},
		{"示范岗12个", posts, "12"}, {"示范岗12处", posts, "12"}, {"示范岗12人", posts, ""}, {"示范岗12场", posts, ""}, {"12家示范岗", posts, "12"}, {"12项示范", posts, "12"}, {"12成员单位", posts, "12"},
		{"党员362人次", people, ""}, {"服务362人", visitors, ""}, {"服务362人次", visitors, "362"}, {"362个党员", people, "362"}, {"362户", people, ""},
		{"党费12元", money, ""}, {"党费12万元", money, "12"}, {"用时12年", people, ""}, {"3名商会行业党委委员作为党建指导员", &Indicator{Unit: "名"}, "3"},
		// no count of it
		{"义诊近12场", clinics, ""}, {"义诊约12场", clinics, ""}, {"超过12场", clinics, ""}, {"12余场", clinics, ""}, {"12多场", clinics, ""}, {"不足12场", clinics, ""}, {"至少 12 场", clinics, ""},
		{"增加12场", clinics, ""}, {"增加了12场", clinics, ""}, {"较上年增长12场", clinics, ""}, {"组建率提高5%", rate, ""}, {"近85%", rate, ""},
		{"增加到12场", clinics, "12"}, {"组建率提高到85%", rate, "85"}, {"新增12人", growth, "12"}, {"新增12人", people, ""}, {"最近12场", clinics, "12"}, {"签约12家", posts, "12"}, {"附近12家", posts, "12"},
		{"义诊由10场增加到12场", clinics, "10、12"},
	} {
		if got := values(quoted(c.quote, c.of)); got != c.want {
			t.Errorf("%s in %q: %s, want %s", c.quote, c.of.Unit, got, c.want)
		}
	}
}

// What may stand in a Chinese numeral is what has a value.
func TestHanNumeralsHaveValues(t *testing.T) {
	for r := range rune(0x10000) {
		_, digit := hanDigits[r]
		_, power := hanPowers[r]
		_, myriad := hanMyriad[r]
		if want := digit || power || myriad; isHanNumeral(r) != want {
			t.Errorf("%c: %v", r, !want)
		}
	}
}
