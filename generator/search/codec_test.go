package search

import (
	"slices"
	"testing"
	"unicode/utf16"
)

// sampleModel is a model of the made-up pages.
func sampleModel() *model {
	var texts [][]uint16
	for _, d := range corpus(60, 1) {
		var r recorder
		r.add(&d)
		texts = append(texts, r.text)
	}
	return trainModel(texts)
}

// FuzzCodec: what is compressed comes back, whatever it is and whatever the model was made from.
func FuzzCodec(f *testing.F) {
	models := []*model{trainModel(nil), trainModel([][]uint16{{1, 2, 3}}), sampleModel()}
	for _, s := range append(sentences, "", "a", "aaaaaaaaaaaaaaaaaaaaaaaa", "\x00\x01𝐀😀", "犇犇犇麤麤麤") {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		text := utf16.Encode([]rune(a + b + a))
		for i, m := range models {
			var w bitWriter
			m.compress(&w, &matcher{}, text)
			r := &bitReader{text: w.text()}
			if got := m.expand(r); r.failed || !slices.Equal(got, text) {
				t.Errorf("model %d: %q came back as %q", i, string(utf16.Decode(text)), string(utf16.Decode(got)))
			}
		}
	})
}

// FuzzExpand: a damaged stream gives something, in bounded time and room.
func FuzzExpand(f *testing.F) {
	m := sampleModel()
	var w bitWriter
	m.compress(&w, &matcher{}, utf16.Encode([]rune(sentences[0])))
	f.Add(w.text())
	f.Add([]byte("~~~~~~~~~~~~~~~~~~~~"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if got := m.expand(&bitReader{text: text}); len(got) > 1<<22 {
			t.Errorf("%d bytes became %d units", len(text), len(got))
		}
	})
}

func TestModelFileKeepsTheModel(t *testing.T) {
	m := sampleModel()
	again, err := decodeModel(m.data)
	if err != nil {
		t.Fatal(err)
	}
	if string(again.data) != string(m.data) || !slices.Equal(again.tokens, m.tokens) || !slices.Equal(again.phrases.text, m.phrases.text) {
		t.Error("the model read back is another one")
	}
	if len(m.phrases.text) < 100 || len(m.tokens) < 500 {
		t.Errorf("the sample gave %d units of phrases and %d codes", len(m.phrases.text), len(m.tokens))
	}
	for _, damaged := range []string{"", "{}", `{"p":"","c":"AAAA"}`, `{"p":"","c":"~~~~~~~~~~"}`} {
		if _, err := decodeModel([]byte(damaged)); err == nil {
			t.Errorf("%s is read as a model", damaged)
		}
	}
}

func TestCodesAreShortAndComplete(t *testing.T) {
	// Fibonacci's numbers make Huffman's codes as long as they get.
	var counts []symbolCount
	for a, b, s := 1, 1, uint32(0); s < 40; a, b, s = b, a+b, s+1 {
		counts = append(counts, symbolCount{s, a})
	}
	sum := 0
	for i, w := range canonicalCode(counts) {
		if w.length > codeLimit || w.length == 0 {
			t.Errorf("word %d has %d bits", i, w.length)
		}
		sum += 1 << (codeLimit - w.length)
	}
	if sum > 1<<codeLimit {
		t.Errorf("the words take %d of %d", sum, 1<<codeLimit)
	}
}
