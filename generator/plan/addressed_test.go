package plan

import (
	"reflect"
	"testing"

	"qizhi/generator/theme"
)

func TestAddressed(t *testing.T) {
	for text, want := range map[string]theme.Value{
		"实践活动简报":                                  {Text: "实践活动简报"},
		"《简报》第3期 https://example.org/3.html":      {Text: "《简报》第3期", URL: "https://example.org/3.html", Outside: true},
		"《简报》第3期\u3000https://example.org/3.html": {Text: "《简报》第3期", URL: "https://example.org/3.html", Outside: true},
		"https://example.org/":                    {Text: "https://example.org/", URL: "https://example.org/", Outside: true},
		"见 javascript:alert(1)":                   {Text: "见 javascript:alert(1)"},
		"https://example.org/ 上的报道":               {Text: "https://example.org/ 上的报道"},
		"":                                        {},
	} {
		if got := addressed(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
}
