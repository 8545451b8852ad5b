package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// uncomment does what the starter's comments tell staff to do: from the line given up to the next that is no
// comment, it takes the sign and the space away from the beginning.
func uncomment(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: uncomment FILE FIRST-LINE")
	}
	before, after, found := strings.Cut(ts.ReadFile(args[0]), "\n"+args[1]+"\n")
	if !found {
		ts.Fatalf("%s has no line %q", args[0], args[1])
	}
	lines := strings.Split(args[1]+"\n"+after, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "# ") {
			break
		}
		lines[i] = line[2:]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(before+"\n"+strings.Join(lines, "\n")), 0o666))
}
