//go:build !race

package build

// slowdown is how much more time and memory a build takes under the race detector.
const slowdown = 1
