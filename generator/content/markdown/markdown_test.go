package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

// outline writes the kinds of a tree's nodes, nested: Document(Paragraph(Text Figure)).
func outline(n ast.Node) string {
	var children []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if s := outline(c); s != "Text" || len(children) == 0 || children[len(children)-1] != s {
			children = append(children, s) // how goldmark cuts up text is its own affair
		}
	}
	name := n.Kind().String()
	if f, ok := n.(*Figure); ok {
		name += ":" + f.Target
	}
	if h, ok := n.(*ast.Heading); ok {
		name += fmt.Sprint(h.Level, HeadingID(h))
	}
	if len(children) == 0 {
		return name
	}
	return name + "(" + strings.Join(children, " ") + ")"
}

func TestTree(t *testing.T) {
	cases := map[string]string{
		"甲{{members}}乙":          "Paragraph(Text Figure:members Text)",
		"`{{members}}` \\{{a}}":  "Paragraph(CodeSpan(Text) Text)",
		"{{ 2022-H1.a:number }}": "Paragraph(Figure:2022-H1.a:number)",
		"{{a b}} {{}}":           "Paragraph(Text)",
		"## 甲 {#a-b}":            "Heading2a-b(Text)",
		"## 甲 {#a} 乙":            "Heading2(Text)",
		"## 甲 \\{#a}":            "Heading2(Text)",
		"甲 {#a}":                 "Paragraph(Text)",
		"　　甲\n　　乙":               "Paragraph(Text) Paragraph(Text)",
		"甲\n　　乙":                 "Paragraph(Text) Paragraph(Text)",
		"甲\n　乙":                  "Paragraph(Text)",
		"    甲":                  "Paragraph(Text)",
		"    a":                  "CodeBlock",
		"    a\n    甲":           "CodeBlock",
		"    a\n\n    甲":         "CodeBlock Paragraph(Text)",
		"    2022年上半年":           "Paragraph(Text)",
		"    **重点**工作":           "Paragraph(Emphasis(Text) Text)",
		"    1. 签到\n    2. 讲话":   "Paragraph(Text)",
		"    1+1+N":              "CodeBlock",
		"    2 * x":              "CodeBlock",
		"- 甲\n\n      2022年":     "List(ListItem(Paragraph(Text) Paragraph(Text)))",
		"\t第一段。\n\t第二段。":         "Paragraph(Text)",
		"\t甲\t1\n\t乙\t2":         "Table(TableHeader(TableCell TableCell(Text) TableCell(Text)) TableRow(TableCell TableCell(Text) TableCell(Text)))",
		"甲\n    乙":               "Paragraph(Text)",
		"a\tb\nc\td":             "Table(TableHeader(TableCell(Text) TableCell(Text)) TableRow(TableCell(Text) TableCell(Text)))",
		"a\tb":                   "Paragraph(Text)",
		"a\tb\nc":                "Paragraph(Text)",
		"x\na\tb\nc\td\ny":       "Paragraph(Text) Table(TableHeader(TableCell(Text) TableCell(Text)) TableRow(TableCell(Text) TableCell(Text))) Paragraph(Text)",
		"a\tb\nc\td\n1\t2\t3\n4\t5\t6": "Table(TableHeader(TableCell(Text) TableCell(Text)) TableRow(TableCell(Text) TableCell(Text))) " +
			"Table(TableHeader(TableCell(Text) TableCell(Text) TableCell(Text)) TableRow(TableCell(Text) TableCell(Text) TableCell(Text)))",
		"[甲](a b.md)":        "Paragraph(Link(Text))",
		"[甲](a b)":           "Paragraph(Text)",
		"[甲][b]\n\n[b]: c d": "Paragraph(Text) Paragraph(Text)",
	}
	for in, want := range cases {
		root, _ := Parse([]byte(in))
		if got := strings.TrimSuffix(strings.TrimPrefix(outline(root), "Document("), ")"); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", in, got, want)
		}
	}
}

func TestFindings(t *testing.T) {
	cases := map[string]string{
		"甲{{a b}}":                             "3 7 markdown/figure",
		"甲[乙](c)（d）":                           "",
		"[乙]（c.md）":                            "5 10 markdown/link",
		"甲[^1]":                                "3 4 markdown/footnote",
		"甲\n\n[^1]: 乙":                         "5 4 markdown/footnote",
		strings.Repeat("> ", maxDepth+1) + "甲": "128 1 markdown/deep",
		strings.Repeat("[", maxMarks+1):        "1000 1 markdown/deep",
		"|" + strings.Repeat("甲|", 2) + "\n|-|-|\n|1|2|\n": "",
	}
	for in, want := range cases {
		_, findings := Parse([]byte(in))
		var got []string
		for _, f := range findings {
			got = append(got, fmt.Sprint(f.At, " ", f.Len, " ", f.Rule))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%.40q: %s, want %s", in, strings.Join(got, ", "), want)
		}
	}
}

// A tree made of the nodes of another one is that of nodes of its own.
func TestNodesAreUsedAgain(t *testing.T) {
	var nodes Nodes
	for _, source := range []string{"a\nb\nc\n\nd\n", "　　甲\n　　乙\n\n- 丙\n\n  丁\n", "", "|a|b|\n|-|-|\n|c|d|\n", strings.Repeat("甲\n乙\n\n", 100), "- a\n- b\n\nc"} {
		want, _ := Parse([]byte(source))
		got, _ := nodes.Parse([]byte(source))
		if drawn(got) != drawn(want) {
			t.Errorf("%q\n got %s\nwant %s", source, drawn(got), drawn(want))
		}
	}
}

// drawn is a tree with the lines of its blocks.
func drawn(n ast.Node) string {
	s := n.Kind().String() + fmt.Sprint(n.Pos())
	if n.Type() != ast.TypeInline {
		s += fmt.Sprint(n.Lines().Sliced(0, n.Lines().Len()), n.HasBlankPreviousLines())
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s += "(" + drawn(c) + ")"
	}
	return s
}
