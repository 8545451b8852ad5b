package search

import (
	"bytes"
	"encoding/base32"
	"encoding/json"

	"github.com/zeebo/xxh3"
)

// script writes data, between quotation marks or not, in the call that a script tag makes of it. An armoured
// text needs no escapes.
func script(w *bytes.Buffer, name, quotation string, data []byte) {
	w.Grow(len(name) + len(data) + 32)
	w.WriteString(`qizhiSearch.load("`)
	w.WriteString(name)
	w.WriteString(`",`)
	w.WriteString(quotation)
	w.Write(data)
	w.WriteString(quotation)
	w.WriteByte(')')
}

// encodeJSON is JSON without HTML escapes, which is also JavaScript. It is for plain texts and
// numbers, which have no errors.
func encodeJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

const (
	shardPrint = 6 // characters of a fingerprint beside a shard's number
	printSize  = 8 // of one that stands alone
)

// fingerprints are five bits a character, of which no two differ by case alone.
var fingerprints = base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)

// fingerprint names data by its digest in a file's name. It has more characters than any name needs.
func fingerprint(digest [16]byte) string { return fingerprints.EncodeToString(digest[:]) }

// digestOf names bytes inside Qizhi.
func digestOf(b []byte) [16]byte { return xxh3.Hash128(b).Bytes() }
