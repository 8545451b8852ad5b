//go:build !linux

package main

// useHugePages does nothing: the system gives large pages by itself, or to administrators only.
func useHugePages() int { return 0 }
