package site

import "strings"

// Relative is the URL by which the published file from refers to the published file to, both named
// from the site's root: Relative("cases/x.html", "index.html") is "../index.html". It names the
// file even when both are the same, so that it works from a disk too.
func Relative(from, to string) string {
	start := 0 // where the first folder that differs begins, in both
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			start = i + 1
		}
	}
	up := strings.Count(from[start:], "/")
	if up == 0 {
		// A colon in the first segment would read as a scheme (RFC 3986, 4.2).
		if segment, _, _ := strings.Cut(to[start:], "/"); segment == "" || strings.Contains(segment, ":") {
			return "./" + to[start:]
		}
		return to[start:]
	}
	return strings.Repeat("../", up) + to[start:]
}
