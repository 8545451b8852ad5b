package diag

import "strings"

// Argument is a file name as it is pasted behind a command: between double quotes, which the shells of
// Windows and Unix share, where it holds a blank or a character that a shell reads.
func Argument(name string) string {
	if strings.ContainsAny(name, " \t　&()[]{}<>|;!'`$*?^~#%") {
		return `"` + name + `"`
	}
	return name
}
