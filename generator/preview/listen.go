package preview

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// attempts is how many ports after the one wanted are tried before any is taken.
const attempts = 20

// CheckAddr says what is wrong with an address to listen at; nil when nothing is.
func CheckAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return fmt.Errorf("地址“%s”读不懂，写成 127.0.0.1:1313 这样", addr)
	}
	return nil
}

// listen opens the address; moved says that its port was in use and another was taken.
func listen(addr string) (l net.Listener, moved bool, err error) {
	if err := CheckAddr(addr); err != nil {
		return nil, false, err
	}
	host, port, _ := net.SplitHostPort(addr)
	first, _ := strconv.ParseUint(port, 10, 16)
	l, err = net.Listen("tcp", addr)
	if err == nil || !inUse(err) {
		return l, false, reword(addr, err)
	}
	for n := first + 1; n <= first+attempts && n < 1<<16; n++ {
		if l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.FormatUint(n, 10))); err == nil {
			return l, true, nil
		}
	}
	l, err = net.Listen("tcp", net.JoinHostPort(host, "0"))
	return l, true, reword(addr, err)
}

// inUse reports whether an address could not be opened because somebody else has it. Windows and
// Unix number the error differently, and Windows reserves ranges of ports which it refuses with
// "forbidden".
func inUse(err error) bool {
	var op *net.OpError
	if !errors.As(err, &op) {
		return false
	}
	text := strings.ToLower(op.Err.Error())
	return strings.Contains(text, "in use") || strings.Contains(text, "only one usage") || strings.Contains(text, "forbidden")
}

func reword(addr string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("不能在 %s 上打开预览：%w", addr, err)
}

// address is the URL of the site's root at an address that is listened to.
func address(at net.Addr) string {
	host, port, _ := net.SplitHostPort(at.String())
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// open reports whether other machines can reach the address.
func open(at net.Addr) bool {
	host, _, _ := net.SplitHostPort(at.String())
	ip, err := netip.ParseAddr(host)
	return err != nil || !ip.IsLoopback()
}
