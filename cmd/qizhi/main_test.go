package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"qizhi/generator/picture/phototest"
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
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"encode": encode, "photo": photo, "pack": pack, "film": film, "find": find, "shards": shards, "status": status, "uncomment": uncomment},
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

// pack stores files in a zip, as they are, under their own names: pack ZIP FILE...
func pack(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range args[1:] {
		member, err := w.CreateHeader(&zip.FileHeader{Name: filepath.Base(name), Method: zip.Store})
		ts.Check(err)
		_, err = member.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// film writes the boxes of a film that says where it was taken: film FILE
func film(ts *testscript.TestScript, _ bool, args []string) {
	data := "\x00\x00\x00\x14ftypmp42\x00\x00\x00\x00mp42\x00\x00\x00\x24moov\x00\x00\x00\x1Cudta\x00\x00\x00\x14\xA9xyz+29.56+106.5\x00\x00\x00\x0Emdatframes"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data), 0o644))
}

// photo writes what a phone takes, with its place and a thumbnail: photo FILE WIDTH HEIGHT [ORIENTATION];
// or a file that is broken: photo FILE heic|huge|empty|truncated|damaged|png.
func photo(ts *testscript.TestScript, _ bool, args []string) {
	data, ok := brokenPhotos[args[1]]
	if !ok {
		width, err := strconv.Atoi(args[1])
		ts.Check(err)
		height, err := strconv.Atoi(args[2])
		ts.Check(err)
		orientation := 1
		if len(args) > 3 {
			orientation, err = strconv.Atoi(args[3])
			ts.Check(err)
		}
		data = goodPhoto(width, height, orientation)
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// status runs a command that must end with an exit status: status 2 qizhi build -s /none.
func status(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || strconv.Itoa(exit.ExitCode()) != args[0] {
		ts.Fatalf("%v: %v, not status %s", args[1:], err, args[0])
	}
}

// find looks for a published file whose path begins so: find PREFIX.
func find(ts *testscript.TestScript, neg bool, args []string) {
	names, err := filepath.Glob(ts.MkAbs(filepath.Join("public", filepath.FromSlash(args[0]))) + "*")
	ts.Check(err)
	if found := len(names) > 0; found == neg {
		ts.Fatalf("%s: found %v", args[0], names)
	}
}

// shards tells whether every part of the search index that stood there when it was first asked under
// a name still does: shards NAME.
func shards(ts *testscript.TestScript, neg bool, args []string) {
	dir, list := ts.MkAbs(filepath.Join("public", "search")), ts.MkAbs("shards-"+args[0])
	names, err := filepath.Glob(filepath.Join(dir, "*-*"))
	ts.Check(err)
	have := strings.Join(names, "\n")
	if before, err := os.ReadFile(list); err == nil {
		gone := false
		for _, name := range strings.Split(string(before), "\n") {
			gone = gone || !strings.Contains(have, name)
		}
		if gone != neg {
			ts.Fatalf("before:\n%s\nnow:\n%s", before, have)
		}
		return
	}
	ts.Check(os.WriteFile(list, []byte(have), 0o644))
}

func goodPhoto(width, height, orientation int) []byte {
	exif := phototest.Exif{Orientation: orientation, Make: "华为", Latitude: 29*3600 + 33*60, Longitude: 106*3600 + 33*60,
		Thumbnail: phototest.JPEG(phototest.Corners(16, 12), 80)}
	return phototest.JPEG(phototest.Store(phototest.Corners(width, height), orientation), 90, phototest.ExifSegment(exif.Bytes()))
}

var brokenPhotos = map[string][]byte{
	"heic": phototest.HEIC(), "huge": phototest.HugePNG(50000, 50000), "empty": {},
	"truncated": goodPhoto(600, 400, 1)[:3000], "damaged": damaged(),
	"png": phototest.PNG(phototest.Corners(40, 30)),
}

// damaged is a photo with nonsense in the middle of its picture.
func damaged() []byte {
	data := phototest.JPEG(phototest.Noise(400, 300), 90)
	for i := len(data) / 2; i < len(data)/2+200; i += 2 {
		data[i], data[i+1] = 0xff, 0xc0
	}
	return data
}
