package main

import (
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"qizhi": func() {
			os.Exit(mainCmd{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}.Run(os.Args[1:]))
		},
	})
}

// TestScript runs the scripts of testdata/script, one for each behaviour of the command: a site in,
// files and messages out.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("QIZHI_UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"encode": encode},
	})
}

// encode rewrites files in what Windows writes: encode gb18030|utf16le|bom|crlf FILE...
func encode(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args[1:] {
		data := ts.ReadFile(name)
		var err error
		switch args[0] {
		case "gb18030":
			data, err = simplifiedchinese.GB18030.NewEncoder().String(data)
		case "utf16le":
			data, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(data)
		case "bom":
			data = "\uFEFF" + data
		case "crlf":
			data = strings.ReplaceAll(data, "\n", "\r\n")
		default:
			ts.Fatalf("encode: unknown %s", args[0])
		}
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(data), 0o644))
	}
}
