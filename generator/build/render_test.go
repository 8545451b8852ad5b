package build

import (
	"slices"
	"testing"

	"qizhi/generator/plan"
)

// TestRenderOrder: what holds memory until it is rendered comes first, what waits for others last.
func TestRenderOrder(t *testing.T) {
	holds := func() {}
	targets := []plan.Target{{Path: "a", Late: true}, {Path: "b"}, {Path: "c", Done: holds}, {Path: "d"}, {Path: "e", Done: holds}, {Path: "f", Late: true}}
	if got := renderOrder(targets); !slices.Equal(got, []int{2, 4, 1, 3, 0, 5}) {
		t.Error(got)
	}
}
