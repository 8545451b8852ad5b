package han

import "testing"

func TestClasses(t *testing.T) {
	cases := []struct {
		r                       rune
		is, wide, punct, shared bool
	}{
		{'汉', true, true, false, false},
		{'〇', true, true, false, false},
		{'𠮷', true, true, false, false},
		{'，', false, true, true, false},
		{'《', false, true, true, false},
		{'６', false, true, false, false},
		{'の', false, true, false, false},
		{'“', false, false, false, true},
		{'—', false, false, false, true},
		{'한', false, false, false, false},
		{'a', false, false, false, false},
		{'*', false, false, false, false},
		{'é', false, false, false, false},
	}
	for _, c := range cases {
		if Is(c.r) != c.is || IsWide(c.r) != c.wide || IsPunct(c.r) != c.punct || IsShared(c.r) != c.shared {
			t.Errorf("%c: Is %v IsWide %v IsPunct %v IsShared %v", c.r, Is(c.r), IsWide(c.r), IsPunct(c.r), IsShared(c.r))
		}
	}
}

func TestEnds(t *testing.T) {
	if r := First([]byte("“‘汉")); r != '汉' {
		t.Errorf("First = %c", r)
	}
	if r := Last([]byte("walk”…")); r != 'k' {
		t.Errorf("Last = %c", r)
	}
	if s := string(TrimIndent([]byte("\u00a0　 \u2003正文 "))); s != "正文 " {
		t.Errorf("TrimIndent = %q", s)
	}
}
