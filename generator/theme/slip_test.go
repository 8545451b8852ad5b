package theme

import "testing"

// In a title from top to bottom a short number stands upright as one character, and a longer one lies.
func TestSlip(t *testing.T) {
	for title, want := range map[string]string{
		"亮牌经营":         "亮牌经营",
		"2022年亮牌":      `<span class="up">2022</span>年亮牌`,
		"第3期":          `第<span class="up">3</span>期`,
		"建党101周年":      `建党<span class="up">101</span>周年`,
		"12345号":       "12345号",
		`甲"12"乙`:       `甲"<span class="up">12</span>"乙`,
		"市*商会党支部2022年": `<span class="w">市<span class="mask"><span aria-hidden="true">*</span><span class="sr">某</span></span>商会</span><span class="w">党支部</span><span class="w"><span class="up">2022</span>年</span>`,
	} {
		if got := string(Slip(title)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", title, got, want)
		}
	}
}
