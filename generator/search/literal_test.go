package search

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"qizhi/generator/minify"
)

// FuzzLiteral: what the minifier makes of data in a script is read back as the data.
func FuzzLiteral(f *testing.F) {
	for _, seed := range []string{"党建", `say "hi"`, "it's", "`${x}`", "a\x01\x02\x04b", "\\ \u2028 \u007f", "</script>", "{a:1}", "\x00\n\t\v\r0"} {
		f.Add(seed, 1000, true)
	}
	f.Fuzz(func(t *testing.T, text string, number int, yes bool) {
		type data struct {
			P string `json:"p"`
			N []int  `json:"n"`
			B bool   `json:"b,omitempty"`
			F any    `json:"f"`
		}
		want := encodeJSON(data{text, []int{number, 0, 7}, yes, []any{text, "x"}})
		var file bytes.Buffer
		script(&file, "m", "", want)
		small, err := minify.Bytes("a.js", file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		var before, after data
		if err := json.Unmarshal(want, &before); err != nil {
			t.Fatal(err)
		}
		r := &Reader{read: func(string) ([]byte, error) { return small, nil }}
		if err := r.load("m", &after); err != nil {
			t.Fatalf("%v: %q", err, small)
		}
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("%q is read as %+v, not %+v", small, after, before)
		}
	})
}
