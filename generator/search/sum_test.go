package search

import (
	"reflect"
	"testing"
)

// Whatever a document says is in its sum, each thing in its place, and so is what is added to it.
func TestSumNamesEverything(t *testing.T) {
	whole := Document{
		Address: "a", Title: "b", Summary: "c", SectionTitle: "d", KindLabel: "e", Branch: "f", Brand: "g", Tags: []string{"h"}, Date: "i", DateText: "j",
		Headings: []Heading{{"k", "l"}}, Blocks: []Block{{"m", "n"}},
	}
	sums := map[string]string{whole.Sum(): "whole", whole.Sum("x"): "more", whole.Sum("x", ""): "yet more"}
	v := reflect.ValueOf(whole)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if name == "Digest" { // what the sum is for
			continue
		}
		if v.Field(i).IsZero() {
			t.Errorf("%s is not tried", name)
		}
		less := whole
		reflect.ValueOf(&less).Elem().Field(i).SetZero()
		if s := less.Sum(); sums[s] != "" {
			t.Errorf("without %s the sum is that of %s", name, sums[s])
		} else {
			sums[s] = "without " + name
		}
	}
	moved := whole
	moved.Title, moved.Summary = "bc", ""
	if sums[moved.Sum()] != "" {
		t.Error("what moves from one field to the next leaves the sum as it is")
	}
}
