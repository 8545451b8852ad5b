package build

import (
	"errors"
	"fmt"

	"qizhi/generator/diag"
	"qizhi/generator/plan"
)

// Faults takes an error of rendering apart: what staff can mend, and what else there is.
func Faults(err error) (found diag.List, rest error) {
	all, rest := apart(err)
	pages := map[diag.Position]int{}
	for _, f := range all {
		if f.Page != "" {
			pages[f.Position]++
		}
	}
	for _, f := range all {
		switch n := pages[f.Position]; {
		case f.Page == "":
		case n == 0: // told already, of the first page
			continue
		case n == 1:
			f.Message += "，生成 " + f.Page + " 时"
		default:
			f.Message += fmt.Sprintf("，生成 %s 等 %d 个网页时", f.Page, n)
		}
		pages[f.Position] = 0
		found = append(found, f.Diagnostic)
	}
	return found, rest
}

// apart are the faults in an error, in order, and what is none.
func apart(err error) (found []plan.Fault, rest error) {
	var fault *plan.Fault
	switch e := err.(type) {
	case nil:
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			list, other := apart(one)
			found, rest = append(found, list...), errors.Join(rest, other)
		}
	default:
		if errors.As(err, &fault) {
			return []plan.Fault{*fault}, nil
		}
		return nil, err
	}
	return found, rest
}
