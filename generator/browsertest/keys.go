package browsertest

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Press types keys as a keyboard does; one of the arrows and Enter by its name in chromedp's
// package kb.
func (b *Tab) Press(keys string) {
	b.t.Helper()
	if err := chromedp.Do(b.Ctx, chromedp.KeyEvent(keys)); err != nil {
		b.t.Fatal(err)
	}
}

// Slash presses the key / as a keyboard does: down, with the character that comes of it unless a
// script prevents that, and up. (chromedp.KeyEvent sends the character in any case.)
func (b *Tab) Slash() {
	b.t.Helper()
	for _, p := range []input.DispatchKeyEventParams{
		{Type: "keyDown", Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191},
		{Type: "keyUp", Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191},
	} {
		if _, err := chromedp.Call(b.Ctx, input.DispatchKeyEvent, p); err != nil {
			b.t.Fatal(err)
		}
	}
}

// Compose is what an input method shows while a word is half written; Commit ends it.
func (b *Tab) Compose(text string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.Ctx, input.ImeSetComposition, input.ImeSetCompositionParams{
		Text: text, SelectionStart: int64(len([]rune(text))), SelectionEnd: int64(len([]rune(text)))}); err != nil {
		b.t.Fatal(err)
	}
}

// Commit is the input method's last word.
func (b *Tab) Commit(text string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.Ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		b.t.Fatal(err)
	}
}
