package build

import (
	"qizhi/generator/cache"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
)

// report is what a build found, which the next one says again when nothing has changed. It lies beside the record
// and not in it: a large site has thousands of warnings, which an edit of a text leaves as they are, and which
// nobody then needs to read or to write.
type report struct {
	Key   digest.Digest // of what Found follows from, as the record names it
	Found diag.List
}

// reportPrefix begins the names of reports.
const reportPrefix = "report-"

// reportName is the name under which the report of an output folder is kept.
func reportName(output string) string { return reportPrefix + outputDigits(output) }

// reportKey stands for everything that a build found: what follows from the shape of the site, and what was found
// besides. Without a shape it is taken from the findings themselves.
func reportKey(shape digest.Digest, all diag.List, besides ...diag.List) digest.Digest {
	if shape == (digest.Digest{}) {
		return digest.Of(all)
	}
	return digest.Of(shape, besides)
}

// readReport reads what the build of a record found; ok is false where that is not known.
func readReport(c *cache.Cache, output string, key digest.Digest) (found diag.List, ok bool) {
	var r report
	if cache.ReadFile(c, reportName(output), &r) != nil || r.Key != key {
		return nil, false
	}
	return r.Found, true
}

// writeReport keeps what a build found, unless that is kept already: before is the key of the record before.
func writeReport(c *cache.Cache, output string, before, key digest.Digest, found diag.List) error {
	if before == key && c.Has(reportName(output)) {
		return nil
	}
	return cache.WriteFile(c, reportName(output), &report{key, found})
}
