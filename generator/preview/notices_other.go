//go:build !windows

package preview

// deep says that a watched folder tells of the folders in it too.
const deep = false

func newNotices(string) (notices, error) { return newFlat() }
