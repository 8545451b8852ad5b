package statistics

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// written is a number with its place in a period's file.
type written struct {
	value  table.Value
	number *big.Rat
}

// readNumbers reads one section of numbers. Which kinds of indicator may stand in it is for allowed
// to say (and to report).
func (l *loader) readNumbers(section *table.Table, allowed func(e table.Entry, i *Indicator) bool, exact bool) map[string]written {
	numbers := map[string]written{}
	if section == nil {
		return numbers
	}
	for _, e := range section.Entries() {
		i := l.knownIndicator(section, e.Key, e.KeyAt, len(e.Key))
		if i == nil || !allowed(e, i) {
			continue
		}
		n := readNumberOf(section, e.Key, e.Value)
		if n != nil && bounded(section, e, i, n) && (!exact || decimalsFit(section, e, i, n)) {
			numbers[e.Key] = written{e.Value, n}
		}
	}
	return numbers
}

// readNumberOf reads a value as an exact number and reports one that is none.
func readNumberOf(t *table.Table, key string, v table.Value) *big.Rat {
	switch data := v.Data.(type) {
	case int64:
		return new(big.Rat).SetInt64(data)
	case float64:
		if math.IsNaN(data) || math.IsInf(data, 0) {
			t.Report(v, diag.Error, "statistics/not-a-number", key+" 的值 "+v.Raw+" 不是一个数", "写一个确定的数；来源没有给出的，删去这一行，写进 not_given")
			return nil
		}
		if n, ok := parseDecimal(v.Raw); ok {
			return n
		}
		t.Report(v, diag.Error, "statistics/too-large", key+" 的值 "+v.Raw+" 超出范围", "核对这个数，不用科学记数法")
		return nil
	case string:
		message, hint := textSlip(key, data)
		t.Report(v, diag.Error, "statistics/not-a-number", message, hint)
		return nil
	}
	t.Report(v, diag.Error, "statistics/not-a-number", key+" 的值是"+v.Describe()+"，这里要数", "写成 "+key+" = 362")
	return nil
}

// numberMeant is the number that a text was most likely meant to be.
func numberMeant(text string) string {
	text = strings.NewReplacer(" 万", "万", " 亿", "亿").Replace(text)
	if found := numerals(text); len(found) == 1 {
		return shortest(found[0].value)
	}
	return "362"
}

// bounded refuses what cannot be: a number beyond all use, a negative count, a rate above 100 %.
func bounded(t *table.Table, e table.Entry, i *Indicator, n *big.Rat) bool {
	switch {
	case new(big.Rat).Abs(n).Cmp(largest) > 0:
		t.Report(e.Value, diag.Error, "statistics/too-large", e.Key+" 的值 "+e.Value.Raw+" 超出范围", "核对这个数；大数换单位，例如 unit = \"万元\"")
	case n.Sign() < 0 && !i.mayNegative:
		t.Report(e.Value, diag.Error, "statistics/negative", fmt.Sprintf("%s不能是负数：%s", i.named(), e.Value.Raw), "核对这个数"+wayOut(i, "negative"))
	case i.IsRate() && n.Cmp(hundred) > 0 && !i.mayExceed:
		t.Report(e.Value, diag.Error, "statistics/over-100", fmt.Sprintf("%s不能超过 100%%：%s", i.named(), e.Value.Raw), "核对这个数"+wayOut(i, "over_100"))
	default:
		return true
	}
	return false
}

// wayOut names the key by which a derived indicator is allowed what is refused by default.
func wayOut(i *Indicator, key string) string {
	if i.Kind != Derived {
		return ""
	}
	return "；确实会有的，在 [" + i.Name + "] 写 " + key + " = true"
}

// decimalsFit refuses a value that would be rounded when shown: the site would then say another
// number than its source.
func decimalsFit(t *table.Table, e table.Entry, i *Indicator, n *big.Rat) bool {
	if fitsDecimals(n, i.Decimals) {
		return true
	}
	hint := fmt.Sprintf("改这个数，或在 [%s] 写 decimals = %d", i.Name, decimalsOf(n))
	if i.Decimals == 0 {
		t.Report(e.Value, diag.Error, "statistics/decimals", i.named()+"应是整数："+e.Value.Raw, hint)
	} else {
		t.Report(e.Value, diag.Error, "statistics/decimals", fmt.Sprintf("%s最多 %d 位小数：%s", i.named(), i.Decimals, e.Value.Raw), hint)
	}
	return false
}

func decimalsOf(n *big.Rat) int {
	_, fraction, _ := strings.Cut(shortest(n), ".")
	return len(fraction)
}

// listOf returns the texts of a list with their places; a single text is a list of one. What is no
// text is reported by Table.Strings, which reads the same key.
func listOf(t *table.Table, key string) []table.Value {
	v, _ := t.Get(key)
	items, isList := v.Data.([]table.Value)
	if !isList {
		items = []table.Value{v}
	}
	var texts []table.Value
	for _, item := range items {
		if _, isText := item.Data.(string); isText {
			texts = append(texts, item)
		}
	}
	return texts
}
