//go:build !linux && !darwin && !windows

package preview

// remote cannot be known here.
func remote(string) bool { return false }
