package cache

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A program is named by its build ID, wherever a system has it, and one without by all of its bytes.
func TestProgram(t *testing.T) {
	const id = "action/package/code/bytes"
	of := func(parts ...string) string { return programOf(strings.NewReader(strings.Join(parts, ""))) }
	long := strings.Repeat("x", 5000)
	for name, got := range map[string]string{
		"in its text": of("MZ", long, textMark, id, "\"\n \xff", long),
		"in a note":   of("\x7fELF", long, "\x04\x00\x00\x00\x19\x00\x00\x00", noteMark, id, long),
	} {
		if got != id {
			t.Errorf("build ID %s: %q", name, got)
		}
	}
	without := map[string]string{
		"none":              of(long),
		"none, another end": of(long, strings.Repeat("y", buildRoom)),
		"short":             of("x"),
		"cut":               of(long, textMark, "action"),
		"of a foreign form": of("\x19\x00\x00\x00", noteMark, "Go build of somebody else"),
		"beyond the end":    of("\xff\xff\xff\xff", noteMark, "a/b"),
	}
	seen := map[string]string{}
	for name, got := range without {
		if len(got) != 16 {
			t.Errorf("build ID %s: %q", name, got)
		}
		if other, twice := seen[got]; twice {
			t.Errorf("build IDs %s and %s have one name", name, other)
		}
		seen[got] = name
	}
}

// The running program has the build ID that the go command reads of it.
func TestProgramRunning(t *testing.T) {
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("go", "tool", "buildid", name).Output()
	if err != nil {
		t.Skip("the go command cannot be asked: ", err)
	}
	if want := string(bytes.TrimSpace(said)); program() != want {
		t.Errorf("build ID %q, not %q", program(), want)
	}
}
