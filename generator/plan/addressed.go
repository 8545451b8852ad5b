package plan

import (
	"strings"

	"qizhi/generator/theme"
)

// addressed is the value of a text that may end in a web address, after a space: "《简报》第3期
// https://example.org/3.html" is the words, linked. A text that is nothing but an address is linked as it is.
func addressed(text string) theme.Value {
	at := strings.LastIndexAny(text, " \u3000")
	address := text[at+1:]
	if at >= 0 && text[at] != ' ' { // the full-width space has three bytes
		address = text[at+len("\u3000"):]
	}
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return theme.Value{Text: text}
	}
	words := strings.TrimSpace(strings.TrimSuffix(text, address))
	if words == "" {
		words = address
	}
	return theme.Value{Text: words, URL: address, Outside: true}
}
