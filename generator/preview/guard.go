package preview

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// hosts are the names under which this machine may be asked. A page of somebody else's whose name
// is made to lead here (DNS rebinding) asks under its own name, and is refused.
type hosts []string

// hostsOf are the names that are always good, and the one that is listened to by the user's own
// wish.
func hostsOf(addr string) hosts {
	list := hosts{"localhost", "127.0.0.1", "::1"}
	if host, _, err := net.SplitHostPort(addr); err == nil && host != "" {
		list = append(list, strings.ToLower(host))
	}
	return list
}

// admits reports whether a Host header, or the host of an origin, names this machine. Besides the
// known names it admits the very address a connection came in at, which no rebound name can be: so
// that a phone in the same network can be used when the server listens for it.
func (h hosts) admits(host string, r *http.Request) bool {
	name := (&url.URL{Host: host}).Hostname()
	for _, known := range h {
		if strings.EqualFold(name, known) {
			return true
		}
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	return err == nil && at.Addr().Unmap() == ip.Unmap()
}

// refuses says why a request is not answered; "" when it is.
func (h hosts) refuses(r *http.Request) string {
	if !h.admits(r.Host, r) {
		return "这个预览只在本机打开，不能用 " + r.Host + " 访问"
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		// A browser says where a request comes from; the preview asks itself things and nobody else.
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" || u.Host != r.Host {
			return "别的网站不能读取这个预览"
		}
	}
	site := r.Header.Get("Sec-Fetch-Site")
	if (site == "cross-site" || site == "same-site") && (r.Header.Get("Sec-Fetch-Mode") != "navigate" || framed(r)) {
		return "别的网站不能引用这个预览"
	}
	return ""
}

// framed reports a page that is asked for to be shown within another page. Following a link asks for a
// document.
func framed(r *http.Request) bool {
	purpose := r.Header.Get("Sec-Fetch-Dest")
	return purpose != "" && purpose != "document"
}
