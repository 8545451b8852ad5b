package site

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// phrases are the words of this field whose reading is not that of their characters' first
// readings in the dictionary, by longest match. The second part holds words that only keep a
// polyphone from being taken for another word that straddles two: 商会计划 is no 会计.
var phrases = map[string]string{
	"重庆": "chong qing", "重组": "chong zu", "重温": "chong wen", "重新": "chong xin", "重建": "chong jian",
	"重复": "chong fu", "重申": "chong shen", "重塑": "chong su", "重阳": "chong yang", "重启": "chong qi",
	"重振": "chong zhen", "双重": "shuang chong", "多重": "duo chong",
	"银行": "yin hang", "行业": "hang ye", "央行": "yang hang", "分行": "fen hang", "支行": "zhi hang",
	"总行": "zong hang", "行长": "hang zhang", "行情": "hang qing", "行家": "hang jia", "排行": "pai hang",
	"内行": "nei hang", "外行": "wai hang", "各行各业": "ge hang ge ye",
	"会计": "kuai ji", "财会": "cai kuai",
	"长江": "chang jiang", "长效": "chang xiao", "长期": "chang qi", "长远": "chang yuan", "特长": "te chang",
	"专长": "zhuan chang", "擅长": "shan chang", "长处": "chang chu", "长短": "chang duan", "长久": "chang jiu",
	"长城": "chang cheng", "长征": "chang zheng", "长沙": "chang sha", "长春": "chang chun",
	"长三角": "chang san jiao", "延长": "yan chang",
	"调解": "tiao jie", "调整": "tiao zheng", "协调": "xie tiao", "调节": "tiao jie", "调和": "tiao he",
	"调控": "tiao kong", "调剂": "tiao ji",
	"率先": "shuai xian", "率领": "shuai ling", "表率": "biao shuai",
	"音乐": "yin yue", "乐清": "yue qing", "首都": "shou du", "成都": "cheng du", "都市": "du shi",
	"还款": "huan kuan", "归还": "gui huan", "偿还": "chang huan",
	"供给": "gong ji", "给予": "ji yu", "反省": "fan xing", "西藏": "xi zang", "传记": "zhuan ji",
	"校对": "jiao dui", "审校": "shen jiao", "校正": "jiao zheng", "角色": "jue se", "了解": "liao jie",
	"着力": "zhuo li", "着手": "zhuo shou", "着眼": "zhuo yan", "着重": "zhuo zhong", "执着": "zhi zhuo",
	"薄弱": "bo ruo", "便宜": "pian yi", "出差": "chu chai", "差旅": "chai lv", "厦门": "xia men",
	"曝光": "bao guang", "没收": "mo shou", "称职": "chen zhi", "对称": "dui chen", "弹性": "tan xing",
	"模样": "mu yang", "投降": "tou xiang", "参差": "cen ci", "人参": "ren shen", "畜牧": "xu mu",
	"番禺": "pan yu", "六安": "lu an", "东阿": "dong e", "会稽": "kuai ji", "似": "si", "翟": "zhai",

	"会计划": "hui ji hua", "会长": "hui zhang", "秘书长": "mi shu zhang", "理事长": "li shi zhang",
	"部长": "bu zhang", "行业务": "xing ye wu", "银行业务": "yin hang ye wu", "率领先": "lv ling xian",
	"效率": "xiao lv", "参与": "can yu", "党委": "dang wei",
}

// longestPhrase is the length of the longest phrase in characters.
const longestPhrase = 4

// The block in which all characters of everyday use lie (Unicode, CJK Unified Ideographs).
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// phraseStarts says of each character whether a phrase begins with it.
var phraseStarts = func() *[lastHan - firstHan + 1]bool {
	starts := new([lastHan - firstHan + 1]bool)
	for p := range phrases {
		r, _ := utf8.DecodeRuneInString(p)
		starts[r-firstHan] = true
	}
	return starts
}()

// readings are first readings without their tone, each made when it is first asked for: the dictionary keeps them
// as text with tone marks, and a large site asks 100,000 times for a few thousand characters.
var readings [lastHan - firstHan + 1]atomic.Pointer[string]

// syllable is the first reading of a Han character, without its tone; "" for any other character.
func syllable(r rune) string {
	if r < firstHan || r > lastHan {
		return firstReading(r)
	}
	known := &readings[r-firstHan]
	s := known.Load()
	if s == nil {
		reading := firstReading(r)
		s = &reading
		known.Store(s)
	}
	return *s
}

func firstReading(r rune) string {
	reading, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	return toneless(reading)
}

// toneless drops the tone mark of a syllable; ü is written v, as in every Chinese input method.
func toneless(s string) string {
	var b strings.Builder
	for _, r := range s {
		if at := strings.IndexRune("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ", r); at >= 0 {
			b.WriteString("aaaaeeeeiiiioooouuuuvvvvvnnn"[at/2 : at/2+1])
		} else if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else if r = []rune(norm.NFD.String(string(r)))[0]; r < utf8.RuneSelf {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// spell splits a name into what can be said in ASCII: words of Latin letters and digits in lower
// case, and one syllable for each Han character; everything else only separates. Full-width and
// other compatibility forms count as the plain ones, accents are dropped.
func spell(name string) []string { return appendSpelling(make([]string, 0, len(name)/3+1), name) }

// appendSpelling appends the parts of a name.
func appendSpelling(parts []string, name string) []string {
	w := speller{parts: parts}
	for at := 0; at < len(name); {
		r, size := utf8.DecodeRuneInString(name[at:])
		if text, read := phraseAt(name[at:], r); read > 0 {
			w.end()
			for part := range strings.FieldsSeq(text) {
				w.parts = append(w.parts, part)
			}
			size = read
		} else {
			w.say(r)
		}
		at += size
	}
	w.end()
	return w.parts
}

// speller gathers the parts of a name.
type speller struct {
	parts []string
	word  []byte // the Latin word in hand
}

func (w *speller) end() {
	if len(w.word) > 0 {
		w.parts = append(w.parts, string(w.word))
		w.word = w.word[:0]
	}
}

// say adds one character.
func (w *speller) say(r rune) {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		w.word = append(w.word, byte(r))
	case r >= 'A' && r <= 'Z':
		w.word = append(w.word, byte(r+'a'-'A'))
	case r < utf8.RuneSelf:
		w.end()
	case r >= 0xFF01 && r <= 0xFF5E: // Halfwidth and Fullwidth Forms: the ASCII ones, in order
		w.say(r - 0xFEE0)
	case unicode.Is(unicode.Mn, r): // an accent belongs to the letter before it
	default:
		w.sayOther(r)
	}
}

// sayOther adds a character that is neither ASCII nor a form of it: a Han character, or one that
// Unicode takes apart (é, ①, Ⅳ).
func (w *speller) sayOther(r rune) {
	if s := syllable(r); s != "" {
		w.end()
		w.parts = append(w.parts, s)
		return
	}
	if plain := norm.NFKD.String(string(r)); plain != string(r) {
		for _, p := range plain {
			w.say(p)
		}
		return
	}
	w.end()
}

// phraseAt returns the reading and the length in bytes of the longest phrase at the beginning of s.
func phraseAt(s string, first rune) (reading string, length int) {
	if first < firstHan || first > lastHan || !phraseStarts[first-firstHan] {
		return "", 0
	}
	at := 0
	for n := 0; n < longestPhrase && at < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
		if text, ok := phrases[s[:at]]; ok {
			reading, length = text, at
		}
	}
	return reading, length
}

// titleOrder is the key by which titles sort as a Chinese reader expects: by reading, and numbers
// by their value (第2期 before 第10期).
func titleOrder(title string) string {
	var o titleOrders
	return o.of(title)
}

// titleOrders makes such keys of many titles.
type titleOrders struct {
	parts []string
	key   []byte
}

func (o *titleOrders) of(title string) string {
	o.parts, o.key = appendSpelling(o.parts[:0], title), o.key[:0]
	for i, p := range o.parts {
		if i > 0 {
			o.key = append(o.key, ' ')
		}
		if p[0] >= '0' && p[0] <= '9' && len(p) < 8 {
			o.key = append(o.key, "00000000"[len(p):]...)
		}
		o.key = append(o.key, p...)
	}
	return string(o.key)
}
