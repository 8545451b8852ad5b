package preview

import "testing"

// What a policy does not allow is added to it, and nothing else is changed.
func TestAdmit(t *testing.T) {
	page := func(policy string) string {
		return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + policy + `"><title>题</title></head><body><p>文</p></body></html>`
	}
	for _, c := range []struct{ have, want string }{
		{"default-src 'self'", "default-src 'self'"},
		{"default-src 'none';script-src 'self';style-src 'self';connect-src 'self'", "default-src 'none';script-src 'self';style-src 'self';connect-src 'self'"},
		{"default-src 'none';script-src 'self';style-src 'self'", "default-src 'none';script-src 'self';style-src 'self';connect-src 'self'"},
		{"default-src 'none'; connect-src 'none'; style-src 'self'; script-src 'none'; img-src *", "default-src 'none';connect-src 'self';style-src 'self';script-src 'self';img-src *"},
		{"script-src https://a.example", "script-src https://a.example 'self'"},
		{"worker-src 'none'; img-src 'self'", "worker-src 'self';img-src 'self'"},
		{"img-src 'none'", "img-src 'none'"},
		{"", ""},
	} {
		if got := string(admit([]byte(page(c.have)))); got != page(c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.have, got, page(c.want))
		}
	}
}

// What looks like a policy in the text is text.
func TestAdmitOnlyTheHead(t *testing.T) {
	for _, page := range []string{
		`<p>no head at all`,
		`<html><head><title>&lt;meta http-equiv="Content-Security-Policy" content="default-src 'none'"></title></head><body></body></html>`,
		`<html><head></head><body><meta http-equiv="Content-Security-Policy" content="default-src 'none'"></body></html>`,
		`<html><head><script>"<meta http-equiv='Content-Security-Policy' content='script-src'>"</script></head></html>`,
	} {
		if got := string(admit([]byte(page))); got != page {
			t.Errorf("%s became %s", page, got)
		}
	}
}

// Two policies both hold, so both are widened.
func TestAdmitEveryPolicy(t *testing.T) {
	const one = `<meta http-equiv="content-security-policy" content="script-src 'none'">`
	const want = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`
	if got := string(admit([]byte("<head>" + one + "<title>题</title>" + one + "</head>"))); got != "<head>"+want+"<title>题</title>"+want+"</head>" {
		t.Error(got)
	}
}

func FuzzAdmit(f *testing.F) {
	f.Add([]byte(`<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>`))
	f.Add([]byte(`<meta http-equiv=Content-Security-Policy content=a&amp;b;script-src>`))
	f.Fuzz(func(t *testing.T, page []byte) {
		once := admit(page)
		if twice := admit(once); string(twice) != string(once) {
			t.Errorf("%q: %q, then %q", page, once, twice)
		}
	})
}
