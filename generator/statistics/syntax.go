package statistics

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// sayPlainly says what staff most often get wrong in names and numbers, in place of the decoder's
// own words, and says it for every line, since the decoder stops at the first.
func (l *loader) sayPlainly(text *diag.Text, found diag.List) diag.List {
	slips := numberSlips(text)
	maps.Copy(slips, l.nameSlips(text))
	if len(slips) == 0 {
		return found
	}
	var others diag.List
	for _, d := range found {
		if _, told := slips[d.Line]; !told {
			others = append(others, d)
		}
	}
	return append(others, inOrder(slips)...)
}

func inOrder(slips map[int]diag.Diagnostic) diag.List {
	var list diag.List
	for _, d := range slips {
		list = append(list, d)
	}
	return list.Sorted()
}

// numberSections are the tables whose lines are all “name = number”, and one of which two lines are.
var numberSections = map[string][]string{"values": nil, "published": nil, "goals": nil, "corrections": {"was", "now"}}

// numberSlips looks at the lines of the number sections of a text that is no TOML.
func numberSlips(text *diag.Text) map[int]diag.Diagnostic {
	slips := map[int]diag.Diagnostic{}
	inside, only := false, []string(nil)
	for n := 1; n <= strings.Count(text.String(), "\n")+1; n++ {
		line := text.Line(n)
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "[") {
			name, _, _ := strings.Cut(strings.TrimLeft(trimmed, "[ "), "]")
			only, inside = numberSections[strings.TrimSpace(name)]
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !inside || !ok || !isName(strings.TrimSpace(key)) || only != nil && !slices.Contains(only, strings.TrimSpace(key)) {
			continue
		}
		value, _, _ = strings.Cut(value, "#")
		blanks := len(value) - len(strings.TrimLeftFunc(value, unicode.IsSpace))
		at := text.Offset(n) + len(key) + 1 + blanks
		if message, hint := numberSlip(strings.TrimSpace(key), strings.TrimSpace(value)); message != "" {
			slips[n] = text.Report(at, len(strings.TrimSpace(value)), diag.Error, "statistics/not-a-number", message, hint)
		}
	}
	return slips
}

// numberSlip says what is wrong with the value of one line; nothing when TOML could read it.
func numberSlip(key, value string) (message, hint string) {
	if value == "" {
		return key + " 没有写值", "写成 " + key + " = 362；来源没有给出的，删去这一行，写进 not_given"
	}
	if first := value[0]; first == '"' || first == '\'' {
		return textSlip(key, strings.Trim(value, value[:1]))
	}
	if isTooLong(value) {
		return key + " 的值 " + value + " 超出范围", "核对这个数；大数换单位，例如 unit = \"万元\""
	}
	if _, ok := parseDecimal(value); ok && !strings.HasPrefix(value, "0") {
		return "", ""
	}
	fix := "写成 " + key + " = " + numberMeant(value)
	folded := strings.Map(func(r rune) rune {
		if d, ok := foldDigit(r); ok {
			return rune(d)
		}
		return r
	}, value)
	if _, ok := parseDecimal(folded); ok && folded != value {
		return key + " 的值用了全角数字：" + value, fix
	}
	if strings.ContainsAny(value, ",，") && len(numerals(strings.ReplaceAll(value, "，", ","))) == 1 {
		return key + " 的值里有逗号：" + value, "写成 " + key + " = " + numberMeant(strings.NewReplacer("，", "", ",", "").Replace(value)) + "，大数不分节"
	}
	found := numerals(value)
	if len(found) == 1 && found[0].end < len(value) || len(found) == 1 && strings.HasSuffix(value, "%") {
		return key + " 的值里有数字以外的字：" + value, fix + "，单位写在 " + definitionsFile
	}
	if len(found) == 1 && !strings.ContainsFunc(value, isPlain) {
		return key + " 的值不是阿拉伯数字：" + value, fix
	}
	if len(found) == 1 && found[0].bare != nil { // 1.4万
		return key + " 的值里有数字以外的字：" + value, fix
	}
	return bareSlip(key, value, fix)
}

// isTooLong reports whether a value is a whole number with more digits than TOML can read.
func isTooLong(value string) bool {
	digits := strings.ReplaceAll(strings.TrimLeft(value, "+-"), "_", "")
	return len(digits) > len("1000000000000000") && strings.Trim(digits, "0123456789") == ""
}

// bareSlip is about what is neither a number nor a text nor anything else that TOML knows.
func bareSlip(key, value, fix string) (message, hint string) {
	_, err := strconv.ParseFloat(value, 64)
	first, _ := utf8.DecodeRuneInString(value)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return key + " 的值 " + value + " 超出范围", "核对这个数，不用科学记数法"
	case len(value) > 1 && value[0] == '0' && '0' <= value[1] && value[1] <= '9':
		return key + " 的值前面多了 0：" + value, fix
	case unicode.IsLetter(first) && !slices.Contains([]string{"true", "false", "inf", "nan"}, value):
		return key + " 的值不是一个数：" + value, "写成 " + key + " = 362；来源没有给出的，删去这一行，写进 not_given"
	}
	return "", ""
}

// textSlip is a number between quotation marks.
func textSlip(key, text string) (message, hint string) {
	return fmt.Sprintf("%s 的值是文字“%s”，这里要数", key, text), "写成 " + key + " = " + numberMeant(text) + "（半角数字，不加引号和单位）"
}

func isPlain(r rune) bool { return r < utf8.RuneSelf }
