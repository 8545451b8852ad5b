package hongyan_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	pictures "qizhi/generator/picture"
	"qizhi/themes/hongyan"
)

var update = flag.Bool("update", false, "write generated files again")

// The style sheet has every placeholder colour that package picture knows.
func TestPlaceholders(t *testing.T) {
	const name = "assets/css/05-placeholders.css"
	var want strings.Builder
	want.WriteString("/* The colours that stand in for pictures while they load. Made from picture.Placeholders():\n   go test ./themes/hongyan -run Placeholders -update */\n")
	for _, p := range pictures.Placeholders() {
		fmt.Fprintf(&want, ".%s { background-color: %s; }\n", p.Class, p.Colour)
	}
	if *update {
		if err := os.WriteFile(name, []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, _ := hongyan.FS.ReadFile(name); string(have) != want.String() {
		t.Errorf("%s is not made from picture.Placeholders(); run with -update", name)
	}
}
