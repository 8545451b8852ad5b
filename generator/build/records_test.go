package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"qizhi/generator/cache"
)

// Records of output folders that are gone do not gather: the newest stay, in case their drive is only away,
// and so do those whose folder is there, however old.
func TestRecordsAreTidied(t *testing.T) {
	dir := small(t)
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	there := t.TempDir()
	w := Open(o, true)
	for i := range 20 {
		output := fmt.Sprintf("/gone/%d", i)
		if i >= 17 { // the oldest
			output = filepath.Join(there, fmt.Sprint(i))
			os.MkdirAll(output, 0o755)
		}
		if err := cache.WriteFile(w.cache, recordName(output), &record{Output: output}); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-time.Duration(i+1) * time.Hour)
		os.Chtimes(filepath.Join(dir, CacheName, recordName(output)), old, old)
	}
	w.Close()
	damaged := filepath.Join(dir, CacheName, recordPrefix+strings.Repeat("0", recordDigits))
	foreign := filepath.Join(dir, CacheName, recordPrefix+"of-somebody.txt")
	for _, name := range []string{damaged, foreign} {
		os.WriteFile(name, []byte("x"), 0o644)
		os.Chtimes(name, now, now)
	}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	for i, output := range []string{o.Output, "/gone/0", "/gone/6", filepath.Join(there, "17"), filepath.Join(there, "19")} {
		if _, err := os.Stat(filepath.Join(dir, CacheName, recordName(output))); err != nil {
			t.Errorf("%d: the record of %s is gone", i, output)
		}
	}
	for _, output := range []string{"/gone/7", "/gone/16"} {
		if _, err := os.Stat(filepath.Join(dir, CacheName, recordName(output))); err == nil {
			t.Errorf("the record of %s is there still", output)
		}
	}
	if _, err := os.Stat(damaged); err == nil {
		t.Error("the record that cannot be read is there still")
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a file that is no record is gone")
	}
	if r, err := Run(o); err != nil || r.Rendered > 0 {
		t.Errorf("the next build: %v, %d rendered", err, r.Rendered)
	}
}
