package table

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// dateKeys are the keys whose values are dates.
var dateKeys = map[string]bool{"date": true, "updated": true, "expires": true, "as_of": true}

// judgeDay says what is wrong with a day that quotation marks would not make right: a year of two
// digits (22/6/30), no year (6月30日) and a day that is not in the calendar (2月30日). message is ""
// for every other value.
func judgeDay(s string) (message, hint string) {
	numbers, chinese := dayNumbers(s)
	switch {
	case len(numbers) == 3 && len(numbers[0]) < 4:
		return "日期“" + s + "”有歧义，看不出哪一个是年", "年份写四位，例如 2022-06-30"
	case len(numbers) == 3 && len(numbers[0]) == 4:
		if year, month, day := number(numbers[0]), number(numbers[1]), number(numbers[2]); !isDay(year, month, day) {
			return fmt.Sprintf("没有“%s”这一天", s), "改成正确的日期，例如 2022-06-30"
		}
	case len(numbers) == 2 && chinese:
		if !isDay(2000, number(numbers[0]), number(numbers[1])) { // a leap year: 2月29日 may be one
			return fmt.Sprintf("没有“%s”这一天，也没有写年份", s), "改成正确的日期，连年份一起写，例如 2022-06-30"
		}
		return "日期“" + s + "”没有写年份", "连年份一起写，例如 2022-06-30"
	}
	return "", ""
}

// dayNumbers cuts 22/6/30, 2022年2月30日 and 2月30日 into their numbers; none for anything else.
// chinese says that the last two are a month and a day by name.
func dayNumbers(s string) (numbers []string, chinese bool) {
	body := strings.TrimRight(s, "日号")
	chinese = body != s && strings.Contains(s, "月")
	numbers = strings.FieldsFunc(body, func(r rune) bool { return strings.ContainsRune("-/.年月", r) })
	for _, n := range numbers {
		if !digitsOnly(n) || len(n) > 4 {
			return nil, false
		}
	}
	return numbers, chinese
}

// number reads a number of a few digits.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func isDay(year, month, day int) bool {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t.Year() == year && int(t.Month()) == month && t.Day() == day
}
