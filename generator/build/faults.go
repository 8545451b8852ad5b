package build

import (
	"errors"

	"qizhi/generator/diag"
	"qizhi/generator/plan"
)

// faults takes an error of rendering apart: what staff can mend, and what else there is.
func faults(err error) (found diag.List, rest error) {
	var fault *plan.Fault
	switch e := err.(type) {
	case nil:
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			list, other := faults(one)
			found, rest = append(found, list...), errors.Join(rest, other)
		}
	default:
		if errors.As(err, &fault) {
			return diag.List{fault.Diagnostic}, nil
		}
		return nil, err
	}
	return found, rest
}
