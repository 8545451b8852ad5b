package statistics

import (
	"errors"
	"strings"
	"testing"
)

func TestQuote(t *testing.T) {
	set := reportSet(t)
	for _, c := range []struct{ ref, period, want string }{
		{"members", "2022-H1", "362人"},
		{"members:number", "2022-H1", "362"},
		{" members : number ", "2022-H1", "362"},
		{"organised_rate", "2022-H1", "85%"},
		{"members", "2021-H2", "350人"},
		{"2022-H1.members", "2021-H2", "362人"},
		{"2022-H1.members:number", "", "362"},
		{"membres", "2022-H1", "! 没有 membres 这个指标；是不是 members（党员）？"},
		{"党员", "2022-H1", "! 没有 党员 这个指标；是不是 members（党员）？"},
		{"民企大讲堂活动", "2022-H1", "! 没有 民企大讲堂活动 这个指标；是不是 lectures（民企大讲堂）？"},
		{"2022-h1.members", "2022-H1", "! 没有 2022-h1 这一期；写成 2022-H1"},
		{"2022年上半年.members", "2022-H1", "! 没有 2022年上半年 这一期；写成 2022-H1"},
		{"2022-H2.members", "2022-H1", "! 没有 2022-H2 这一期；是不是 2022-H1？"},
		{"members:unit", "2022-H1", "! {{members:unit}} 里的“unit”不认识；只要数字的写 {{members:number}}，带单位的写 {{members}}"},
		{"members", "", "! 到这一页的日期，还没有哪一期统计结束；写明期别：{{2022-H1.members}}"},
		{"zzzzzzzz", "2022-H1", "! 没有 zzzzzzzz 这个指标；已有：chambers、branches、joint_branches、organised、organised_rate、members、probationary、activists 等"},
	} {
		q, err := set.Quote(c.ref, c.period)
		got := q.Text
		if err != nil {
			got = "! " + err.Error()
			var ref *RefError
			if !errors.As(err, &ref) || ref.Message == "" || ref.Hint == "" {
				t.Errorf("%q: %#v", c.ref, err)
			}
		}
		if got != c.want {
			t.Errorf("{{%s}} in %s: %s\nwant %s", c.ref, c.period, got, c.want)
		}
	}
	if q, _ := set.Quote("members", "2022-H1"); q.Quote != "商会现有党员362人" || q.Figure.Period.Name != "2022-H1" {
		t.Errorf("a quoted figure does not lead to its source: %+v", q)
	}
}

func TestQuoteWithoutFigures(t *testing.T) {
	empty, problems := Load(nil)
	if len(problems) > 0 {
		t.Fatal(drawn(problems))
	}
	if _, err := empty.Quote("members", ""); err == nil || !strings.Contains(err.Error(), "还没有定义任何指标") {
		t.Errorf("got %v", err)
	}
	if empty.Newest() != nil || empty.Period("") != nil || empty.Indicator("a") != nil || empty.Contradictions("党员363人", "") != nil {
		t.Error("an empty set has figures")
	}
	if _, err := (&Set{}).Quote("members", ""); err == nil {
		t.Error("the zero set has figures")
	}
	if got := (&Set{}).Contradictions("党员363人", "2022-H1"); got != nil {
		t.Error("the zero set contradicts")
	}
	defined, _ := Load([]Source{{Path: "statistics/indicators.toml", Text: "[members]\nlabel = \"党员\"\nkind = \"stock\"\n"}})
	if _, err := defined.Quote("members", ""); err == nil || !strings.Contains(err.Error(), "还没有任何一期") {
		t.Errorf("got %v", err)
	}
}

func TestExpand(t *testing.T) {
	set := reportSet(t)
	for _, c := range []struct{ text, want, problems string }{
		{"没有数字的一句话。", "没有数字的一句话。", ""},
		{"{{chambers}}直属商会，党员{{members}}，组建率{{organised_rate}}", "40家直属商会，党员362人，组建率85%", ""},
		{"共{{ members:number }}名党员", "共362名党员", ""},
		{"党员{{membres}}、{{activists}}", "党员{{membres}}、85人", "{{membres}}"},
		{"{{}} {{ }} { {members}} {{members} }", "{{}} {{ }} { {members}} {{members} }", ""},
		{"{{{members}}}", "{362人}", ""},
		{"{{members\n}} {{members}}", "{{members\n}} 362人", ""},
		{"{{a}}{{b}}", "{{a}}{{b}}", "{{a}} {{b}}"},
		{"{{", "{{", ""},
		{"}}{{members}}{{", "}}362人{{", ""},
	} {
		got, problems := set.Expand(c.text, "2022-H1")
		var at []string
		for _, p := range problems {
			at = append(at, c.text[p.At:p.At+p.Len])
			if p.Message == "" {
				t.Errorf("%q: no message", c.text)
			}
		}
		if got != c.want || strings.Join(at, " ") != c.problems {
			t.Errorf("%q: %q with problems %q, want %q with %q", c.text, got, at, c.want, c.problems)
		}
	}
}
