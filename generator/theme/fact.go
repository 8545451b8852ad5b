package theme

import "fmt"

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
	return nil, fmt.Errorf("the kind has no field %q (it has %v)", name, names)
}
