package table

import (
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// tooDeep is a YAML text that nests deeper than maxNesting: the parser's memory grows with the square of
// the depth, and 30 KB of "[" took gigabytes.
type tooDeep struct{ at *token.Position }

func (tooDeep) Error() string { return "the YAML is nested too deep" }

// parseYAML parses what the lexer finds to be no deeper than a person writes.
func parseYAML(source string) (*ast.File, error) {
	tokens := lexer.Tokenize(source)
	if t := deepToken(tokens); t != nil {
		return nil, tooDeep{t.Position}
	}
	return parser.Parse(tokens, 0)
}

// deepToken is the first that opens one level too many, by a bracket or by the marks "- " and "? " of one
// line; nil when none does. (Levels by indentation cost a text their square in spaces, and need no count.)
func deepToken(tokens token.Tokens) *token.Token {
	brackets, marks, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, marks = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets = max(brackets-1, 0)
		case token.SequenceEntryType, token.MappingKeyType:
			marks++
		}
		if brackets > maxNesting || marks > maxNesting {
			return t
		}
	}
	return nil
}
