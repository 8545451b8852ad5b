package site

import "qizhi/generator/diag"

// checkCorrections refuses a figure's correction of a day that has not come: readers would be told as a fact what
// nobody has done yet. Without a day of the build nothing is said.
func (r *resolver) checkCorrections() {
	if r.in.Now.IsZero() {
		return
	}
	for _, period := range r.in.Statistics.Periods {
		for _, c := range period.Corrections {
			if first := firstDay(c.Date.In(r.config.Zone), r.config.Zone); first.After(r.today) {
				r.changes(first)
				r.problems = append(r.problems, c.DatePlace().Report(diag.Error, "statistics/correction",
					"更正日期 "+c.Date.String()+" 还没有到", "写真正更正的那一天，例如 date = "+r.today.Format("2006-01-02")))
			}
		}
	}
}
