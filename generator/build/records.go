package build

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"qizhi/generator/cache"
)

// recordPrefix begins the names of records, and keptRecords is how many of the newest are never removed: an
// output folder on a drive that is only away comes back.
const (
	recordPrefix = "output-"
	keptRecords  = 8
)

// tidyRecords removes the records of output folders that are there no more, and those that another
// version of the program wrote, but for the newest ones. A record is only cache: what an output folder
// holds stands in its own manifest. own is the record just written.
func tidyRecords(c *cache.Cache, folder, own string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	type old struct {
		name string
		time int64
	}
	var records []old
	for _, e := range entries {
		if info, err := e.Info(); err == nil && isRecordName(e.Name()) && e.Name() != own && info.Mode().IsRegular() {
			records = append(records, old{e.Name(), info.ModTime().UnixNano()})
		}
	}
	slices.SortFunc(records, func(a, b old) int { return cmp.Or(cmp.Compare(b.time, a.time), strings.Compare(a.name, b.name)) })
	for _, r := range records[min(keptRecords-1, len(records)):] {
		if isForgotten(c, r.name) {
			_ = os.Remove(filepath.Join(folder, r.name)) // one that stays costs nothing but its room
			_ = os.Remove(filepath.Join(folder, reportPrefix+strings.TrimPrefix(r.name, recordPrefix)))
		}
	}
}

// isRecordName reports the name of a record; what is being written beside it has a longer one.
func isRecordName(name string) bool {
	digits, ok := strings.CutPrefix(name, recordPrefix)
	return ok && len(digits) == recordDigits && strings.Trim(digits, "0123456789abcdef") == ""
}

// isForgotten reports a record that no build will use.
func isForgotten(c *cache.Cache, name string) bool {
	var r record
	if cache.ReadFile(c, name, &r) != nil {
		return true
	}
	_, err := os.Stat(r.Output)
	return os.IsNotExist(err)
}
