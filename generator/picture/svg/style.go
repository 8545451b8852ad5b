package svg

import (
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// loads are the functions, beside url, whose text may be the address of something to load.
var loads = map[string]bool{"image(": true, "image-set(": true, "-webkit-image-set(": true, "src(": true,
	"cross-fade(": true, "-webkit-cross-fade(": true, "element(": true, "expression(": true, "url-prefix(": true,
	"domain(": true, "attr(": true}

// rules are the at-rules that hold styles and load nothing.
var rules = map[string]bool{"@media": true, "@supports": true, "@keyframes": true, "@-webkit-keyframes": true}

// local reports whether a value of an attribute or declaration loads and runs nothing. Escapes are
// refused: they have no use here but to hide a word.
func local(value string) bool {
	if !strings.ContainsAny(value, `(\@:/`) {
		return true
	}
	lower := strings.ToLower(value)
	if strings.Contains(lower, "script:") || strings.Contains(lower, "data:") || strings.Contains(lower, "behavior") {
		return false
	}
	ok := true
	eachToken(value, func(kind css.TokenType, text string) {
		ok = ok && localToken(kind, text)
	})
	return ok
}

func eachToken(text string, f func(css.TokenType, string)) {
	lexer := css.NewLexer(parse.NewInputString(text))
	for {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			if lexer.Err() != io.EOF {
				f(css.BadStringToken, "")
			}
			return
		}
		f(kind, string(token))
	}
}

func localToken(kind css.TokenType, text string) bool {
	if strings.Contains(text, `\`) {
		return false
	}
	switch kind {
	case css.URLToken:
		inside := strings.TrimSpace(strings.TrimSuffix(text[strings.IndexByte(text, '(')+1:], ")"))
		return strings.HasPrefix(strings.Trim(inside, `"'`), "#")
	case css.BadURLToken, css.BadStringToken, css.AtKeywordToken:
		return false
	case css.FunctionToken:
		lower := strings.ToLower(text)
		return lower != "url(" && !loads[lower]
	case css.StringToken:
		return !strings.Contains(text, "//")
	}
	return true
}

// cleanDeclarations keeps the declarations of a style attribute that are local.
func cleanDeclarations(style string) string {
	s := sheet{}
	eachToken("{"+style+"}", s.token)
	return strings.TrimSuffix(strings.TrimPrefix(s.out.String(), "{"), "}")
}

// cleanSheet keeps the rules and declarations of a style sheet that are local.
func cleanSheet(text string) string {
	s := sheet{}
	eachToken(text, s.token)
	return s.out.String()
}

// sheet copies a style sheet piece by piece: a piece is what stands before a brace or semicolon.
type sheet struct {
	out     strings.Builder
	piece   strings.Builder
	bad     bool   // the piece is not local
	at      string // the at-rule that the piece begins
	depth   int    // of the braces copied
	skipped int    // of the braces passed over
	round   int    // of the parentheses within the piece
}

func (s *sheet) token(kind css.TokenType, text string) {
	switch {
	case kind == css.CommentToken || kind == css.CDOToken || kind == css.CDCToken:
		return
	case kind == css.LeftBraceToken:
		s.openBrace()
		return
	case kind == css.RightBraceToken:
		s.closeBrace()
		return
	case s.skipped > 0:
		return
	case kind == css.SemicolonToken && s.round == 0:
		s.flush(";")
		return
	case kind == css.FunctionToken || kind == css.LeftParenthesisToken:
		s.round++
	case kind == css.RightParenthesisToken:
		s.round = max(s.round-1, 0)
	}
	if kind == css.AtKeywordToken && strings.TrimSpace(s.piece.String()) == "" {
		s.at = strings.ToLower(text)
	} else {
		s.bad = s.bad || !localToken(kind, text)
	}
	s.piece.WriteString(text)
}

func (s *sheet) openBrace() {
	if s.skipped > 0 || s.bad || s.at != "" && !rules[s.at] {
		s.skipped++
		s.forget()
		return
	}
	s.out.WriteString(s.piece.String() + "{")
	s.depth++
	s.forget()
}

func (s *sheet) closeBrace() {
	switch {
	case s.skipped > 0:
		s.skipped--
		s.forget()
	case s.depth > 0:
		s.flush("}")
		s.depth--
	default:
		s.forget()
	}
}

// flush copies the piece, a declaration, if it is local, and what ends it. An at-rule that ends with
// a semicolon loads something or names an encoding.
func (s *sheet) flush(end string) {
	if !s.bad && s.at == "" && s.depth > 0 && local(s.piece.String()) {
		s.out.WriteString(s.piece.String())
		if end == ";" {
			s.out.WriteString(end)
		}
	}
	if end == "}" {
		s.out.WriteString(end)
	}
	s.forget()
}

func (s *sheet) forget() {
	s.piece.Reset()
	s.bad, s.at, s.round = false, "", 0
}
