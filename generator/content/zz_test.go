package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	data, _ := os.ReadFile("/tmp/qz/in.md")
	for _, s := range strings.Split(string(data), "\n====\n") {
		d, b := Parse("news/a.md", []byte("+++\ntitle=\"x\"\n+++\n"+s))
		fmt.Printf("-----\n%s\n-> ", s)
		for i, l := range b.Literals {
			fmt.Print(l)
			if i < len(d.References) {
				r := d.References[i]
				fmt.Printf("⟦%d %s|%s|%s a%v l%v @%d:%d w%d⟧", r.Kind, r.Target, r.Text, r.Title, r.Alone, r.Linked, r.Place.Line, r.Place.Column, r.Place.Width)
			}
		}
		fmt.Println()
		d.Diagnostics.Write(os.Stdout, false)
		for _, k := range b.Blocks {
			fmt.Printf("  [%s|%d|%q]", k.Heading, k.Level, k.Text)
		}
		fmt.Printf("\n  excerpt %q n=%d heads %v\n", d.Excerpt, d.Characters, d.Headings)
	}
}
