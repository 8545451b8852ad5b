package statistics

// Piece is a part of a text: words as they are written, or a figure in the place of its {{…}}.
type Piece struct {
	Text   string
	Figure *Figure // nil for words
}

// Pieces cuts a plain text at the figures that it quotes, for whoever links them; nil where it quotes none.
// What means nothing stays as it is written: [Set.Expand] reports it.
func (s *Set) Pieces(text, period string) []Piece {
	var out []Piece
	done := 0
	References(text, func(at, end int) {
		q, err := s.Quote(text[at+2:end-2], period)
		if err != nil {
			return
		}
		if at > done {
			out = append(out, Piece{Text: text[done:at]})
		}
		out = append(out, Piece{q.Text, &q.Figure})
		done = end
	})
	if done > 0 && done < len(text) {
		out = append(out, Piece{Text: text[done:]})
	}
	return out
}
