package search_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"qizhi/generator/browsertest"
	"qizhi/generator/build"
)

// removeSample removes the site that the browser looks at.
var removeSample = func() {}

func TestMain(m *testing.M) {
	status := m.Run()
	browsertest.Close()
	removeSample()
	os.Exit(status)
}

// sample is the sample site, built once.
var sample = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "qizhi-search-")
	if err != nil {
		return "", err
	}
	removeSample = func() { os.RemoveAll(dir) }
	day := time.Date(2022, 7, 20, 0, 0, 0, 0, time.UTC)
	_, err = build.Run(build.Options{Source: filepath.Join("..", ".."), Output: filepath.Join(dir, "public"), Now: day})
	return filepath.Join(dir, "public"), err
})

// places runs a test on a published folder both as a server publishes it and from the disk, at the same
// time: a visitor waits more than the machine works.
func places(t *testing.T, dir string, test func(t *testing.T, base string)) {
	t.Run("http", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(zipping(http.FileServer(http.Dir(dir))))
		t.Cleanup(server.Close)
		test(t, server.URL+"/")
	})
	t.Run("file", func(t *testing.T) {
		t.Parallel()
		test(t, "file://"+filepath.ToSlash(dir)+"/")
	})
}

// onSample is places on the sample site.
func onSample(t *testing.T, test func(t *testing.T, base string)) {
	t.Helper()
	t.Parallel()
	dir, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	places(t, dir, test)
}

// zipping compresses as servers do.
func zipping(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || !strings.HasSuffix(r.URL.Path, ".js") {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		r.Header.Del("Range")
		next.ServeHTTP(zipped{w, z}, r)
	})
}

// zipped writes a response through a compressor.
type zipped struct {
	http.ResponseWriter
	to io.Writer
}

func (z zipped) WriteHeader(status int) {
	z.Header().Del("Content-Length")
	z.ResponseWriter.WriteHeader(status)
}

func (z zipped) Write(b []byte) (int, error) { return z.to.Write(b) }
