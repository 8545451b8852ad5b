package pdf

import "strings"

// drawing collects the text of content streams.
type drawing struct {
	fonts         map[string][]*font
	current       []*font
	apart, joined strings.Builder
	height        any  // at which the pen was put by Tm
	written       bool // there was any text
	unknown       bool // some text is in a font that does not say its characters
}

// gap is how far, in thousandths of the font's size, the pen moves where there is a space between words.
const gap = 200

// draw follows the operators of one content stream that choose a font, move the pen and show text (ISO
// 32000-1, 9.4). Each stands behind its operands.
func (d *drawing) draw(data []byte) {
	var operands []any
	for s := (&scanner{src: data}); ; {
		v := s.value(0)
		op, ok := v.(operator)
		if !ok {
			if len(operands) < 16 {
				operands = append(operands, v)
			}
			continue
		}
		if op == end && s.at >= len(data) {
			d.line()
			return
		}
		d.operate(op, operands)
		operands = operands[:0]
	}
}

func (d *drawing) operate(op operator, operands []any) {
	switch op {
	case "Tf":
		if len(operands) > 0 {
			n, _ := operands[0].(name)
			d.current = d.fonts[string(n)]
		}
	case "Td", "TD":
		if len(operands) == 2 && !same(operands[1], float64(0)) {
			d.line()
			return
		}
		d.apart.WriteByte(' ')
	case "Tm":
		if len(operands) == 6 && !same(operands[5], d.height) {
			d.height = operands[5]
			d.line()
			return
		}
		d.apart.WriteByte(' ')
	case "T*", "ET":
		d.line()
	case "'", "\"":
		d.line()
		d.show(operands)
	case "Tj":
		d.show(operands)
	case "TJ":
		if len(operands) > 0 {
			list, _ := operands[0].([]any)
			d.showList(list)
		}
	}
}

// same compares two numbers; anything else is never the same.
func same(a, b any) bool {
	x, ok1 := a.(float64)
	y, ok2 := b.(float64)
	return ok1 && ok2 && x == y
}

func (d *drawing) line() {
	d.apart.WriteByte('\n')
	d.joined.WriteByte('\n')
}

func (d *drawing) showList(list []any) {
	for _, v := range list {
		if n, ok := v.(float64); ok && (n < -gap || n > gap) {
			d.apart.WriteByte(' ')
		}
		d.show([]any{v})
	}
}

// show writes a text as each of the fonts reads it that go by the name.
func (d *drawing) show(operands []any) {
	if len(operands) == 0 {
		return
	}
	t, ok := operands[len(operands)-1].(text)
	if !ok || len(t) == 0 {
		return
	}
	seen := map[string]bool{}
	for _, f := range d.current {
		words, ok := f.read(t)
		d.unknown = d.unknown || !ok
		if words == "" || seen[words] {
			continue
		}
		if len(seen) > 0 {
			d.line()
		}
		seen[words], d.written = true, true
		d.apart.WriteString(words)
		d.joined.WriteString(words)
	}
	if len(d.current) == 0 {
		d.unknown = true
	}
}
