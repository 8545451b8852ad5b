package table

import (
	"math"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// fill puts the pairs of a mapping into a table. Of a key written twice (by a merge) the first counts.
func (r *yamlReader) fill(t *Table, pairs []*ast.MappingValueNode, depth int) {
	for _, p := range pairs {
		if _, merge := p.Key.(*ast.MergeKeyNode); merge {
			r.merge(t, p.Value, depth+1)
			continue
		}
		key := p.Key.GetToken()
		if k, ok := p.Key.(*ast.MappingKeyNode); ok && k.Value != nil {
			key = k.Value.GetToken()
		}
		if key == nil || t.Has(key.Value) {
			continue
		}
		if v, ok := r.value(p.Value, depth+1); ok {
			t.entries = append(t.entries, Entry{Key: key.Value, KeyAt: r.offset(key.Position), Value: v})
		}
	}
}

// merge adds what << names: a mapping, or a list of them.
func (r *yamlReader) merge(t *Table, n ast.Node, depth int) {
	v, ok := r.value(n, depth)
	if !ok {
		return
	}
	items := []Value{v}
	if list, is := v.Data.([]Value); is {
		items = list
	}
	for _, item := range items {
		sub, is := item.Data.(*Table)
		if !is {
			continue
		}
		for _, e := range sub.entries {
			if !t.Has(e.Key) {
				t.entries = append(t.entries, e)
			}
		}
	}
}

// value reads one node; false for an empty one and once the bounds are passed.
func (r *yamlReader) value(n ast.Node, depth int) (Value, bool) {
	r.nodes++
	if r.bomb = r.bomb || r.nodes > maxNodes || depth > maxDepth; r.bomb || n == nil {
		return Value{}, false
	}
	switch n := n.(type) {
	case *ast.NullNode:
		return Value{}, false
	case *ast.AnchorNode:
		r.anchors[n.Name.GetToken().Value] = n.Value
		return r.value(n.Value, depth+1)
	case *ast.AliasNode:
		return r.alias(n, depth)
	case *ast.TagNode:
		return r.tagged(n, depth)
	}
	v := r.place(n)
	if pairs, ok := mapping(n); ok {
		t := newTable(r.text, v.At, r.rule, r.problems, yamlDialect)
		r.fill(t, pairs, depth)
		v.Data = t
		return v, !r.bomb
	}
	if list, ok := n.(*ast.SequenceNode); ok {
		items := make([]Value, 0, len(list.Values))
		for _, item := range list.Values {
			if i, ok := r.value(item, depth+1); ok {
				items = append(items, i)
			}
		}
		v.Data = items
		return v, !r.bomb
	}
	v.Data = scalar(n, v.Raw)
	return v, true
}

// scalar is the value of a node without children. A date stays the text it is.
func scalar(n ast.Node, raw string) any {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.FloatNode:
		return n.Value
	case *ast.InfinityNode:
		return n.Value
	case *ast.NanNode:
		return math.NaN()
	case *ast.IntegerNode:
		if i, ok := n.Value.(int64); ok {
			return i
		}
		if u, ok := n.Value.(uint64); ok && u <= math.MaxInt64 {
			return int64(u)
		}
	}
	return raw
}

// alias follows *name. One inside its own anchor has no end and is refused like a bomb.
func (r *yamlReader) alias(n *ast.AliasNode, depth int) (Value, bool) {
	name := n.Value.GetToken().Value
	target, ok := r.anchors[name]
	if !ok {
		r.undefined(n, name)
		return Value{}, false
	}
	if r.open[name] {
		r.bomb = true
		return Value{}, false
	}
	r.open[name] = true
	defer delete(r.open, name)
	return r.value(target, depth+1)
}

// tagged reads !!str 2022 as a text; other tags change nothing.
func (r *yamlReader) tagged(n *ast.TagNode, depth int) (Value, bool) {
	v, ok := r.value(n.Value, depth+1)
	if !ok || n.Start.Value != "!!str" {
		return v, ok
	}
	switch v.Data.(type) {
	case int64, float64, bool:
		v.Data = v.Raw
	}
	return v, true
}

// place finds the bytes of a node: from its first token to the end of its text as written.
func (r *yamlReader) place(n ast.Node) Value {
	tk := n.GetToken()
	if pairs, ok := mapping(n); ok && len(pairs) > 0 {
		tk = pairs[0].Key.GetToken()
		if m, ok := n.(*ast.MappingNode); ok && m.IsFlowStyle {
			tk = m.Start
		}
	}
	if tk == nil {
		return Value{}
	}
	at := r.offset(tk.Position)
	source := strings.TrimLeft(r.text.String()[at:], " \t") // after a tag the library counts one short
	at = len(r.text.String()) - len(source)
	raw := strings.TrimSpace(tk.Origin)
	if raw == "" || !strings.HasPrefix(source, raw) {
		raw, _, _ = strings.Cut(source, "\n")
		raw = strings.TrimRight(raw, " \t\r")
	}
	if _, block := n.(*ast.LiteralNode); block {
		raw = blockText(source)
	}
	return Value{At: at, Len: len(raw), Raw: raw}
}

// blockText is a text after | or > as it is written at the beginning of the source: the line of the sign and the
// lines below it that are indented as its first one is.
func blockText(source string) string {
	end := strings.IndexByte(source, '\n')
	if end < 0 {
		return strings.TrimRight(source, " \t\r")
	}
	indent := -1
	for next := end; next >= 0 && next < len(source); {
		line, _, more := strings.Cut(source[next+1:], "\n")
		if words := strings.TrimLeft(line, " "); strings.TrimSpace(words) != "" {
			if indent < 0 {
				indent = len(line) - len(words)
			}
			if indent == 0 || len(line)-len(words) < indent {
				break
			}
			end = next + 1 + len(line)
		}
		if next += 1 + len(line); !more {
			break
		}
	}
	return strings.TrimRight(source[:end], " \t\r")
}
