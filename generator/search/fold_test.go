package search

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

type foldVector struct{ Text, Folded, Why string }

func foldVectors(t testing.TB) []foldVector {
	t.Helper()
	data, err := os.ReadFile("testdata/fold.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []foldVector
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func TestFold(t *testing.T) {
	for _, v := range foldVectors(t) {
		if got := Fold(v.Text); got != v.Folded {
			t.Errorf("Fold(%q) = %q, want %q (%s)", v.Text, got, v.Folded, v.Why)
		}
	}
}

// The client cleans only what visitors type: the vectors go through it as quoted words. Then every
// character there is, folded by itself.
func TestClientFoldsAlike(t *testing.T) {
	t.Parallel()
	vectors := foldVectors(t)
	var queries []clientQuery
	for _, v := range vectors {
		queries = append(queries, clientQuery{Query: `"` + v.Text + `"`})
	}
	var characters []string
	for r := rune(' '); r <= unicode.MaxRune; r++ {
		// Those that this Go does not know yet may have a lower case in a newer browser.
		known := unicode.IsGraphic(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co)
		if known && (r < 0x20000 || r > 0xE1000) {
			characters = append(characters, string(r))
		}
	}
	answers, folded := askClient(t, build(t, corpus(9, 1), Options{}).Files(), queries, characters)
	for i, v := range vectors {
		if got := strings.Join(answers[i].Words, "|"); got != v.Folded {
			t.Errorf("the client folds %q to %q, want %q (%s)", v.Text, got, v.Folded, v.Why)
		}
	}
	for i, c := range characters {
		if got := string(utf16.Decode(appendFold(nil, utf16.Encode([]rune(c))))); got != folded[i] {
			t.Errorf("the client folds %+q to %+q, the index to %+q", c, folded[i], got)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, v := range foldVectors(f) {
		f.Add(v.Text)
	}
	f.Add("\xff\xfe e\u200d\u0301")
	f.Fuzz(func(t *testing.T, s string) {
		clean := Clean(s)
		if Clean(clean) != clean {
			t.Errorf("Clean(%q) = %q, and again %q", s, clean, Clean(clean))
		}
		if Fold(clean) != Fold(s) {
			t.Errorf("Fold(%q) = %q, of the cleaned text %q", s, Fold(s), Fold(clean))
		}
		if strings.ContainsAny(clean, "\x00\x01\x02\x03\x04\x05") {
			t.Errorf("Clean(%q) = %q holds a mark of the index", s, clean)
		}
	})
}
