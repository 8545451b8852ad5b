package preview

import (
	"errors"
	"net/http"
	"slices"

	"qizhi/generator/build"
	"qizhi/generator/diag"
)

// errNoPages is why there is nothing to show: the content has errors that leave no page.
var errNoPages = errors.New("还没有一个能看的网页")

// failureView is shown in place of a page that could not be made.
type failureView struct {
	Chrome  staffChrome
	Title   string
	Message string
	Files   []fileFindings
}

// failure says why a page could not be made. It is a page like others: when the reason is gone it
// loads the page that was wanted.
func (h *handler) failure(w http.ResponseWriter, r *http.Request, s *state, a *answer) {
	found, other := build.Faults(a.failed)
	v := &failureView{Chrome: chrome("网页没有生成", s.current.Site), Title: "这个网页没有生成",
		Files: byFile(diag.Join(found, onlyErrors(s.current.Diagnostics)))}
	if other != nil {
		v.Message = other.Error()
	}
	page := ownPage("failure.html", v)
	if page.failed != nil {
		http.Error(w, a.failed.Error(), http.StatusInternalServerError)
		return
	}
	page.named, page.quiet = a.digest(), true
	send(w, r, a.status, mediaType(".html"), dress(page))
}

// onlyErrors leaves out what does not keep a page from being made.
func onlyErrors(list diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
}
