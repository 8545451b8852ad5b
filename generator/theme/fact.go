package theme

import (
	"fmt"
	"strings"
)

// findFact looks a fact up by name among the names the kind knows.
func findFact(facts []Fact, names []string, name string) (*Fact, error) {
	for i := range facts {
		if facts[i].Name == name {
			return &facts[i], nil
		}
	}
	for _, n := range names {
		if n == name {
			return nil, nil
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("这一类没有 %s，它没有自己的项", name)
	}
	return nil, fmt.Errorf("这一类没有 %s，可以用的：%s", name, strings.Join(names, "、"))
}
