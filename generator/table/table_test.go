package table

import (
	"testing"

	"qizhi/generator/diag"
)

func TestPlaces(t *testing.T) {
	src := "# c\ntitle = \"甲乙\" # x\nn.a = 3\nl = [ \"a\", # c\n 'b' ]\nd = 2022-06-30\n[t]\nx = {k = 1, z = '''q'''}\n[[m]]\nname = \"一\"\n[[m]]\nnmae = \"二\"\n[m.s]\ny=1\n"
	var problems diag.List
	tab := ParseTOML(diag.NewText("a.toml", src), 0, len(src), "site", &problems)
	check := func(name string, at, len int, want string) {
		t.Helper()
		if got := src[at : at+len]; got != want {
			t.Errorf("%s stands at %q, want %q", name, got, want)
		}
	}
	v, _ := tab.Get("title")
	check("title", v.At, v.Len, `"甲乙"`)
	v, _ = tab.Get("l")
	items := v.Data.([]Value)
	check("l[1]", items[1].At, items[1].Len, "'b'")
	v, _ = tab.Get("d")
	if v.Data != Moment("2022-06-30") {
		t.Errorf("date is %#v", v.Data)
	}
	x := tab.Table("t").Table("x")
	v, _ = x.Get("z")
	check("t.x.z", v.At, v.Len, "'''q'''")
	if got := tab.Table("n").Int("a"); got != 3 {
		t.Errorf("n.a = %d", got)
	}
	m := tab.Tables("m")
	if len(m) != 2 || m[1].Table("s").Int("y") != 1 {
		t.Fatalf("m = %v", m)
	}
	_ = m[1].String("name")
	m[1].WarnUnknown()
	if len(problems) != 1 || problems[0].Line != 12 || problems[0].Column != 1 || problems[0].Hint != "是不是 name？" {
		t.Errorf("problems = %v", problems)
	}
}
