package search

import (
	"encoding/json"
	"errors"
	"unicode/utf16"
)

// modelFormat changes when the model of the same sample does, or its bytes.
const modelFormat = "model 3"

// modelData is a model as the manifest has it. Codes is a bit stream: for the tokens and then for the
// slots, the number of symbols and, for each in rising order, the distance from the one before and
// the length of its code.
type modelData struct {
	Phrases string `json:"p"`
	Codes   string `json:"k"`
}

const (
	symbolsOrder = 8 // of the Golomb codes of a code's size,
	symbolOrder  = 2 // of distances between symbols
	wordOrder    = 2 // and of how much a word is shorter than the longest
)

// encode is the model as a store keeps it.
func (m *model) encode() []byte { return encodeJSON(m.file()) }

// file is the model as the manifest has it.
func (m *model) file() modelData {
	var w bitWriter
	for _, table := range [][]wordBits{m.token, m.slot} {
		writeCode(&w, table)
	}
	return modelData{string(utf16.Decode(m.phrases.text)), string(w.text())}
}

func writeCode(w *bitWriter, table []wordBits) {
	size := 0
	for _, c := range table {
		if c > 0 {
			size++
		}
	}
	w.golomb(uint32(size), symbolsOrder)
	last := -1
	for symbol, c := range table {
		if c > 0 {
			w.golomb(uint32(symbol-last-1), symbolOrder)
			w.golomb(uint32(codeLimit-c.length()), wordOrder)
			last = symbol
		}
	}
}

var errModel = errors.New("search: damaged model")

// decodeModel reads what encode wrote.
func decodeModel(data []byte) (*model, error) {
	var d modelData
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, err
	}
	return d.model()
}

// model reads what file wrote.
func (d modelData) model() (*model, error) {
	r := &bitReader{text: []byte(d.Codes)}
	tokens, slots := readCode(r, symbolEnd), readCode(r, slotEnd)
	if r.failed || tokens == nil || slots == nil {
		return nil, errModel
	}
	m := &model{phrases: newPhraseIndex(utf16.Encode([]rune(d.Phrases)))}
	m.finish(tokens, slots)
	return m, nil
}

// readCode reads a code and puts it into canonical order; nil when it is not a code.
func readCode(r *bitReader, end int) []codeWord {
	size := int(r.golomb(symbolsOrder))
	if size > end {
		return nil
	}
	words := make([]codeWord, size)
	symbol, sum := -1, 0
	for i := range words {
		symbol += int(r.golomb(symbolOrder)) + 1
		length := codeLimit - int(r.golomb(wordOrder))
		if symbol >= end || length < 1 {
			return nil
		}
		words[i] = codeWord{symbol: uint32(symbol), length: uint8(length)}
		sum += 1 << (codeLimit - length)
	}
	if sum > 1<<codeLimit {
		return nil
	}
	sortCanonical(words)
	number(words)
	return words
}
