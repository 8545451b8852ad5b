package plan

import (
	"slices"
	"strconv"

	"qizhi/generator/site"
)

func itoa(n int) string { return strconv.Itoa(n) }

// sortByOrder puts pages in the reading order of their sections.
func sortByOrder(pages []*site.Page, order []int) {
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		if a.Section != b.Section {
			return compare(a.Section.Folder, b.Section.Folder)
		}
		return order[a.Number()] - order[b.Number()]
	})
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
