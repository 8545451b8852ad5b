package diag

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestDraw(t *testing.T) {
	text := NewText("content/a.md", "+++\ndate = “22/6/30”\n+++\n")
	at := strings.Index(text.String(), "“")
	d := text.Report(at, len("“22/6/30”"), Error, "front-matter/quotes", "用了中文引号", "写成 \"22/6/30\"")
	var b bytes.Buffer
	if err := (List{d}).Write(&b, false); err != nil {
		t.Fatal(err)
	}
	want := "content/a.md:2:8: 错误: 用了中文引号；写成 \"22/6/30\" [front-matter/quotes]\n    date = “22/6/30”\n           ^~~~~~~~~\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

// The caret stands under its character, Han being two columns wide, also in a line that is cut.
func TestCaretInLongLine(t *testing.T) {
	line := strings.Repeat("党", 200) + "错" + strings.Repeat("建", 200)
	shown, before, under := window(line, 201, 1)
	cut := []rune(shown)
	width := 0
	for _, r := range cut {
		if r == '错' {
			break
		}
		width += columns(r)
	}
	if width != before || under != 2 {
		t.Errorf("caret at %d, %d wide; the character stands at %d in %q", before, under, width, shown)
	}
	if w := columns(cut...); w > excerptWidth+6 {
		t.Errorf("%d columns", w)
	}
}

func TestSortedAndFewer(t *testing.T) {
	var list List
	for i := range 30 {
		list = append(list, Diagnostic{Position: Position{"b", 30 - i, 1}, Severity: Warning, Rule: "r"})
	}
	list = append(list, Diagnostic{Position: Position{"a", 9, 1}, Severity: Error, Rule: "e"}, Diagnostic{Position: Position{"a", 9, 1}, Severity: Error, Rule: "e"})
	sorted := list.Sorted()
	if len(sorted) != 31 || sorted[0].Path != "a" || sorted[1].Line != 1 {
		t.Errorf("sorted: %v", sorted[:2])
	}
	shown, left := list.Fewer(10)
	if len(shown) != 11 || len(left) != 1 || left[0] != "还有 20 处同样的警告 [r]" {
		t.Errorf("%d shown, %q", len(shown), left)
	}
	list = append(list, Diagnostic{Position: Position{"c", 1, 1}, Severity: Error, Rule: "e"})
	shown, left = list.FewerOf(1, func(d Diagnostic) bool { return d.Rule == "e" })
	if len(shown) != 31 || len(left) != 1 || left[0] != "还有 1 处同样的错误 [e]" {
		t.Errorf("where errors may be left out: %d shown, %q", len(shown), left)
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"titel": "title", "tages": "tags", "x": "", "dat": "date", "name": "", "亮牌经营": "亮牌",
		"Tilte": "title", "TAGS": "tags", "Draf": "draft", "expried": "expires", "descripton": "description", "whatever": ""} {
		if got := Nearest(word, []string{"title", "tags", "date", "draft", "expires", "description", "亮牌"}); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

// An ending that both have is no likeness.
func TestNearestFile(t *testing.T) {
	for word, want := range map[string]string{"没有.jpg": "", "大黄.jpg": "大谎.jpg", "会场1.JPG": "会场.jpg", "会场.jpeg": "会场.jpg", ".jpg": ""} {
		if got := Nearest(word, []string{"大谎.jpg", "会场.jpg"}); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestTextPositions(t *testing.T) {
	text := NewText("a", "一二\r\n三four\n")
	if p := text.At(strings.Index(text.String(), "four")); p.Line != 2 || p.Column != 2 {
		t.Error(p)
	}
	if text.Line(1) != "一二" || text.Line(9) != "" || text.At(999).Line != 3 {
		t.Error(text.Line(1), text.At(999))
	}
}

// What a file is called or contains cannot colour the terminal, move its cursor or turn its text round.
func TestHiddenCharacters(t *testing.T) {
	d := Diagnostic{Position: Position{Path: "content/a\n\x1b[2Jb\u202egpj.md", Line: 1, Column: 2}, Severity: Warning, Rule: "a/b",
		Message: "“\x1b]0;x\a”", Hint: "甲\u2028乙", Excerpt: "a\x1b[31mb\tc\u2066"}
	var b strings.Builder
	if err := (List{d}).Write(&b, false); err != nil {
		t.Fatal(err)
	}
	want := "content/a��[2Jb�gpj.md:1:2: 警告: “�]0;x�”；甲�乙 [a/b]\n    a�[31mb c�\n     ^\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

// A list put together from sorted lists comes out as one that was sorted from scratch, in the order of
// finding where two findings are alike.
func TestSortedRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list List
		for range random.IntN(6) {
			var run List
			for line := range random.IntN(30) {
				run = append(run, Diagnostic{Position: Position{Path: string(rune('a' + random.IntN(3))), Line: line}, Severity: Severity(random.IntN(2)), Rule: "r", Hint: strconv.Itoa(len(list))})
			}
			list = append(list, run.Sorted()...)
		}
		want := slices.Clone(list)
		slices.SortStableFunc(want, func(a, b Diagnostic) int { return inOrder(&a, &b) })
		if got := list.Sorted(); !slices.Equal(got, slices.Compact(want)) {
			t.Fatalf("sorted to\n%v\nwant\n%v", got, want)
		}
	}
}

// A few more are put into a sorted list where Join puts them, and the list stays what it was.
func TestWith(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	some := func(most int) (list List) {
		for range random.IntN(most) {
			list = append(list, Diagnostic{Position: Position{Path: string(rune('a' + random.IntN(3))), Line: random.IntN(9)}, Severity: Severity(random.IntN(2)), Rule: "r", Hint: strconv.Itoa(random.IntN(2))})
		}
		return list
	}
	for range 500 {
		list, few := some(30).Sorted(), some(6)
		before, want := slices.Clone(list), Join(list, few)
		if got := list.With(few); !slices.Equal(got, want) {
			t.Fatalf("%v\nwith %v\nis   %v\nwant %v", list, few, got, want)
		}
		if !slices.Equal(list, before) {
			t.Fatal("the list was changed")
		}
	}
}

func TestArgument(t *testing.T) {
	for name, want := range map[string]string{
		"content/news/a.md": "content/news/a.md", "content/第一章 权利.md": `"content/第一章 权利.md"`, "定稿(2).md": `"定稿(2).md"`, "第一章　权利.md": `"第一章　权利.md"`,
	} {
		if got := Argument(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What is shown of a long line is what is shown of the part around the caret, cut at both ends.
func TestWindowOfLongLine(t *testing.T) {
	line := strings.Repeat("一段很长的文字, with words\t和 {{figures}}。", 200)
	runes := []rune(line)
	for column := 1; column <= len(runes)+2; column += 7 {
		from, to := max(0, column-1-excerptWidth), min(len(runes), column-1+excerptWidth)
		shown, before, under := window(line, column, 3)
		part, partBefore, partUnder := window("＋＋"+string(runes[from:to])+"＋＋", min(column-1, len(runes))-from+3, 3)
		if from > 0 && to < len(runes) && (shown != part || before != partBefore || under != partUnder) {
			t.Fatalf("column %d:\n%s %d %d\n%s %d %d", column, shown, before, under, part, partBefore, partUnder)
		}
		if strings.HasPrefix(shown, "… ") != (column > 1+excerptWidth/2) && column < 20 {
			t.Fatalf("column %d: %s", column, shown)
		}
	}
}

// A million characters are not looked at again for each of a thousand findings.
func BenchmarkDrawLongLine(b *testing.B) {
	d := Diagnostic{Position: Position{"a.md", 1, 500_000}, Severity: Error, Rule: "x/y", Message: "错", Excerpt: strings.Repeat("{{members}} ", 150_000)}
	b.ReportAllocs()
	for b.Loop() {
		var out strings.Builder
		d.draw(&out, false)
	}
}

// A part of a source keeps its lines' numbers, and places asked for in order are those asked for one by one.
func TestTextBelowAndWalk(t *testing.T) {
	source := "一行\n第二行\n\n四 four\r\n最后"
	whole, above := NewText("a.md", source), 2
	part := NewTextBelow("a.md", above, source[whole.Offset(above+1):])
	base := whole.Offset(above + 1)
	walk := whole.Walk()
	for _, at := range []int{0, 3, 4, 7, base, base + 1, base + 4, len(source), 5, base + 4, len(source) + 9} {
		want := whole.Report(at, 3, Warning, "r/r", "m", "")
		if got := walk.Report(at, 3, Warning, "r/r", "m", ""); got != want {
			t.Errorf("at %d walked to %+v, want %+v", at, got, want)
		}
		if at < base {
			continue
		}
		if got := part.Report(at-base, 3, Warning, "r/r", "m", ""); got != want || part.LineAt(at-base) != want.Line || part.Offset(want.Line)+base != whole.Offset(want.Line) {
			t.Errorf("at %d of the part is %+v, want %+v", at, got, want)
		}
	}
}
