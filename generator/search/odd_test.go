package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// oddTexts are what visitors and staff write beside plain Chinese.
var oddTexts = []string{
	"５Ｇ＋党建：ＡＰＰ上线，全角ＡＢＣ１２３（试行）", "5G+党建: APP上线,全角abc123(试行)",
	"党员😀示范户👨‍👩‍👧‍👦共建🇨🇳园区🏳️‍🌈", "𠮷野家𪚥𠀀𠀁党支部", "e-mail、Wi-Fi、state-of-the-art、C++、.NET与F#",
	"总额1,234,567.89元，占12.5%，同比-3.2%；比例1:2", "2022-06-30、2022.6.30、2022年6月30日、2022/06/30、二〇二二年六月",
	"市*商会、市**物流园、*等16名、李**同志", "会长、副会长；书记（兼）——副书记……委员", "会长副会长书记副书记",
	"café cafe\u0301 Straße ΑΘΗΝΑ İstanbul ﬁne ①②③ ㎡ ㈱ ½ Ⅳ", "黨建引領 臺灣 後臺 发展髮展 乾坤",
	"한국어 조선말 ㄱㄴ", "日本語のカタカナｶﾀｶﾅ ガギグ がぎぐ", "עברית العربية ไทย हिन्दी", "零\u200b宽\u200d连\u00ad接\ufeff符\u2060号",
	"<img src=x onerror=alert(1)>&amp;</script><b>粗</b>", `反斜杠\n、C:\党建\2022、"引号"、'单引'、${x}、.*+?^|()[]{}`,
	"１＋１＋Ｎ，1+1+N；“1+1+n”", "AAAAAAAAAAAAAAAAAAAAAAAAaaaaaaaaaa", "的的的的的的的的的的的的", "，。；：！？、，。；：", "a,b.c;d:e!f?g", "abc def  ghi　jkl\tmno\u00a0pqr",
	"葛\U000E0100城 邊\U000E0101界", "①支部②党委", "3.14159265358979", "http://www.example.org/a_b?c=d&e=f#g", "zhangsan@example.org", "+86-23-6789", "Ⅰ.总则 Ⅱ.细则", "㊣㊗㊙", "\u3400\u9fff\ufa0e豈",
}

// oddCorpus has each text in a page of its own, by turns as title, heading, tag, branch, and text.
func oddCorpus() (docs []Document) {
	for i, s := range oddTexts {
		d := Document{Address: fmt.Sprintf("odd/%d.html", i), Title: fmt.Sprint("页", i), Digest: s, Date: fmt.Sprintf("20%02d-01-02", i%30), Blocks: []Block{{Text: "引子"}}}
		switch i % 5 {
		case 0:
			d.Title = s
		case 1:
			d.Headings = []Heading{{"h", s}}
		case 2:
			d.Tags = []string{"标签", s}
		case 3:
			d.Branch = s
		}
		if i%2 == 0 {
			d.Blocks = append(d.Blocks, Block{Text: s}, Block{Text: s + oddTexts[(i+7)%len(oddTexts)]})
		}
		docs = append(docs, d)
	}
	return docs
}

// stretchesOf are the stretches of a text of 1 to most characters, of the longer ones some, that are one word of
// a query.
func stretchesOf(text string, most int) (all []string) {
	runes := []rune(text)
	for from := range runes {
		for to := from + 1; to <= min(len(runes), from+most); to += 1 + (to-from)/8 {
			q := string(runes[from:to])
			if len(Words(q)) == 1 && Words(q)[0] == Fold(q) {
				all = append(all, q)
			}
		}
	}
	return all
}

// Stretches of 1 to 20 characters of texts in any script, with masks, numbers, signs and invisible characters,
// find the pages that have them and no other; the browser finds the same of some.
func TestEveryStretchOfOddTexts(t *testing.T) {
	t.Parallel()
	docs := oddCorpus()
	o, files := newOracle(docs), build(t, docs, Options{}).Files()
	r, err := OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, s := range oddTexts {
		for _, q := range stretchesOf(s, 20) {
			asked = append(asked, q)
			if got, want := whole(t, r, q), o.find(Words(q)); !slices.Equal(got, want) {
				t.Errorf("%q: %v found, %v have it", q, got, want)
			}
		}
	}
	rng := rand.New(rand.NewPCG(8, 8))
	var queries []clientQuery
	for range 1200 {
		a, b := asked[rng.IntN(len(asked))], []rune(asked[rng.IntN(len(asked))])
		switch rng.IntN(6) {
		case 0:
			a += " " + string(b)
		case 1:
			a += string(b[:min(len(b), 3)])
		case 2:
			a = `"` + strings.Trim(a, `"“”`) + `"`
		}
		queries = append(queries, clientQuery{Query: a})
	}
	answers, _ := askClient(t, files, queries, nil)
	for i, q := range queries {
		compare(t, r, q.Query, Filter{}, &answers[i])
		checkMarks(t, docs, &answers[i])
	}
}
