package prose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// Numerals finds numbers written two ways at once and dates that can be read two ways (GB/T 15835-2011,
// 4 and 5).
func Numerals(b *Block, report func(Finding)) {
	for i := 0; i < len(b.Text); {
		r, size := utf8.DecodeRuneInString(b.Text[i:])
		if !isNumeral(r) {
			i += size
			continue
		}
		end := i
		for end < len(b.Text) {
			next, n := utf8.DecodeRuneInString(b.Text[end:])
			if !isNumeral(next) {
				break
			}
			end += n
		}
		for _, judge := range []func(i, end int) (Finding, bool){b.mixedYear, b.mixedAmount, b.shortYear, b.slashDate} {
			if f, ok := judge(i, end); ok {
				report(f)
				break
			}
		}
		i = end
	}
}

// FullWidth finds numbers in full-width digits, as a Chinese input method types them: ２００人. Which number is meant
// is certain.
func FullWidth(b *Block, report func(Finding)) {
	if !strings.Contains(b.Text, "\uFF10"[:2]) { // all full-width digits begin with these bytes
		return
	}
	for i := 0; i < len(b.Text); {
		end, digits := i, ""
		for end < len(b.Text) {
			r, n := utf8.DecodeRuneInString(b.Text[end:])
			if r < '０' || r > '９' {
				break
			}
			digits += string(r - '０' + '0')
			end += n
		}
		if end == i {
			_, n := utf8.DecodeRuneInString(b.Text[i:])
			i += n
			continue
		}
		report(b.mend(i, end, digits, "numeral/full-width", "数字“"+b.Text[i:end]+"”是全角的", "改成 "+digits))
		i = end
	}
}

const (
	hanDigits = "〇零一二三四五六七八九"
	wrongZero = "○OoＯ０0" // what is typed for 〇
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isNumeral reports what may stand in a number that Numerals looks at. ○ and O count: they are typed for
// 〇 when the keyboard does not give it.
func isNumeral(r rune) bool {
	return isDigit(r) || r == '○' || r == 'O' || r == 'o' || r == 'Ｏ' || r >= '〇' && (strings.ContainsRune(hanDigits, r) || strings.ContainsRune("十百千万亿", r))
}

// mixedYear finds 二0二二年, 二O二二年, 20二二年 and 二零二二年. In the number of a year zero is 〇 (GB/T
// 15835-2011, 5.2.2).
func (b *Block) mixedYear(i, end int) (Finding, bool) {
	run := []rune(b.Text[i:end])
	if len(run) != 4 || !strings.HasPrefix(b.Text[end:], "年") {
		return Finding{}, false
	}
	var year strings.Builder
	hans, digits, letters := 0, 0, 0
	for _, r := range run {
		switch k := strings.IndexRune(hanDigits, r); {
		case isDigit(r):
			digits++
			year.WriteRune(r)
		case k >= 0:
			hans++
			year.WriteByte(byte('0' + max(k/len("〇")-1, 0)))
		case strings.ContainsRune(wrongZero, r):
			letters++
			year.WriteByte('0')
		default:
			return Finding{}, false
		}
	}
	if hans == 0 || digits+letters == 0 && !strings.ContainsRune(b.Text[i:end], '零') {
		return Finding{}, false
	}
	if y := year.String(); y < "1000" || y > "2999" {
		return Finding{}, false
	}
	message := "年份“" + b.Text[i:end] + "年”混用了两种数字"
	if digits+letters == 0 {
		message = "年份里的零要写成“〇”"
	}
	return b.find(i, end, "numeral/mixed", message, "写成"+year.String()+"年或"+hanYear(year.String())+"年"), true
}

func hanYear(year string) string {
	var out strings.Builder
	for _, d := range year {
		out.WriteString([]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}[d-'0'])
	}
	return out.String()
}

// mixedAmount finds 5万5千, 3千人 and 2百多家: digits go with 万 and 亿 only (GB/T 15835-2011, 4.4.2).
func (b *Block) mixedAmount(i, end int) (Finding, bool) {
	run := b.Text[i:end]
	at := -1
	var power rune
	for k, r := range run {
		if (r == '千' || r == '百' || r == '十') && k > 0 && isDigit(rune(run[k-1])) {
			at, power = k, r
			break
		}
	}
	if at < 0 || i > 0 && isLatin(b.Text[i-1]) || power == '十' && !strings.ContainsAny(run, "百千万") {
		return Finding{}, false
	}
	rest := run[at+len("千"):]
	after := b.after(end)
	if rest == "" && !strings.ContainsAny(run[:at], "万亿") && !counts(after, b.Text[end:]) {
		return Finding{}, false
	}
	start := strings.LastIndexFunc(run[:at], func(r rune) bool { return !isDigit(r) && r != '万' && r != '亿' }) + 1
	return b.find(i+start, end, "numeral/mixed", "“"+run[start:]+"”混用了两种数字", "全用阿拉伯数字（5.5万、3000），或全用汉字（五万五千、三千）"), true
}

// counts reports that what follows 3千 or 5百 counts something, so that 千 is a number and not the
// beginning of a unit (千克, 千瓦) or a name.
func counts(r rune, rest string) bool {
	if strings.HasPrefix(rest, "个百分点") {
		return false
	}
	return strings.ContainsRune("多余个人家名户元次件条项篇场位所", r) && r != 0
}

func isLatin(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// shortYear finds 22年6月30日: the year of a date has four digits (GB/T 15835-2011, 5.1.2).
func (b *Block) shortYear(i, end int) (Finding, bool) {
	if end-i != 2 || !isDigit(rune(b.Text[i])) || !isDigit(rune(b.Text[i+1])) || !strings.HasPrefix(b.Text[end:], "年") {
		return Finding{}, false
	}
	rest, ok := afterDigits(b.Text[end+len("年"):], "月")
	if !ok {
		return Finding{}, false
	}
	if rest, ok = afterDigits(rest, "日"); !ok {
		return Finding{}, false
	}
	if r := b.before(i); isDigit(r) || strings.ContainsRune("'’.-/", r) && r != 0 {
		return Finding{}, false
	}
	return b.find(i, len(b.Text)-len(rest), "numeral/date", "日期的年份只写了两位", "年份写四位，例如 20"+b.Text[i:end]+"年"), true
}

// afterDigits is what follows one or two digits and a word.
func afterDigits(s, word string) (rest string, ok bool) {
	n := 0
	for n < len(s) && isDigit(rune(s[n])) {
		n++
	}
	if n < 1 || n > 2 {
		return "", false
	}
	return strings.CutPrefix(s[n:], word)
}

// slashDate finds 22/6/30 and 6/7/2022, which mean different days to different readers. Rows of numbers
// (4/8/16, 1/2/3) are none.
func (b *Block) slashDate(i, end int) (Finding, bool) {
	var n [3]int
	var widths [3]int
	at := i
	for k := range n {
		if k > 0 {
			if at >= len(b.Text) || b.Text[at] != '/' {
				return Finding{}, false
			}
			at++
		}
		for at < len(b.Text) && isDigit(rune(b.Text[at])) && widths[k] < 5 {
			n[k] = n[k]*10 + int(b.Text[at]-'0')
			widths[k]++
			at++
		}
		if widths[k] == 0 {
			return Finding{}, false
		}
	}
	if !isolated(b.before(i)) || !isolated(b.after(at)) || !ambiguous(n, widths) {
		return Finding{}, false
	}
	return b.find(i, at, "numeral/date", fmt.Sprintf("日期“%s”可以有几种读法", b.Text[i:at]), "写成2022年6月30日这样"), true
}

// isolated reports what may stand beside a date: nothing that makes a path or a word of it.
func isolated(r rune) bool {
	return r == 0 || r == ' ' || r == '\n' || han.Is(r) || han.IsPunct(r) || han.IsShared(r) || strings.ContainsRune("(),;:", r)
}

// ambiguous reports three numbers that are a date in some order, the year without its century or the
// day and month interchangeable.
func ambiguous(n, widths [3]int) bool {
	monthDay := func(m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= 31 }
	row := n[1]-n[0] == n[2]-n[1] || n[1]*n[1] == n[0]*n[2]
	switch {
	case widths[2] == 4:
		return widths[0] <= 2 && widths[1] <= 2 && n[2] >= 1900 && n[2] <= 2099 && (monthDay(n[0], n[1]) || monthDay(n[1], n[0]))
	case row || widths[0] > 2 || widths[1] > 2 || widths[2] > 2:
		return false
	case widths[0] == 2:
		return n[0] >= 10 && n[0] <= 39 && monthDay(n[1], n[2]) && (n[0] > 12 || n[2] > 12)
	}
	return widths[2] == 2 && n[2] >= 10 && n[2] <= 39 && (monthDay(n[0], n[1]) || monthDay(n[1], n[0])) && n[0] != 1
}
