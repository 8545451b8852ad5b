package theme

import (
	"html"
	"text/template/parse"
)

// inspect calls visit for every node below n, n included, in the order of the source.
func inspect(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			inspect(child, visit)
		}
	case *parse.ActionNode:
		inspect(n.Pipe, visit)
	case *parse.IfNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		inspectBranch(&n.BranchNode, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			inspect(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, command := range n.Cmds {
			inspect(command, visit)
		}
	case *parse.ChainNode:
		inspect(n.Node, visit)
	case *parse.CommandNode:
		for _, arg := range n.Args {
			inspect(arg, visit)
		}
	}
}

func inspectBranch(n *parse.BranchNode, visit func(parse.Node)) {
	inspect(n.Pipe, visit)
	inspect(n.List, visit)
	if n.ElseList != nil {
		inspect(n.ElseList, visit)
	}
}

// constantCall recognises a call of a function with a written-out name: {{text "key"}}. The function
// is "" when n is something else.
func constantCall(n parse.Node) (function, name string) {
	command, ok := n.(*parse.CommandNode)
	if !ok || len(command.Args) < 2 {
		return "", ""
	}
	f, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok {
		return "", ""
	}
	s, ok := command.Args[1].(*parse.StringNode)
	if !ok {
		return "", ""
	}
	return f.Ident, s.Text
}

// fold replaces {{text "key"}} and {{asset "name"}} by what they give, and joins the texts that come
// to lie side by side, so that they cost nothing when a page is rendered. Calls that give nothing
// (an unknown key) stay, for checkNames to report.
func fold(t *parse.Tree, theme *Theme) {
	inspect(t.Root, func(n parse.Node) {
		list, ok := n.(*parse.ListNode)
		if !ok {
			return
		}
		var out []parse.Node
		for _, child := range list.Nodes {
			if text, ok := constant(child, theme); ok {
				child = &parse.TextNode{NodeType: parse.NodeText, Pos: child.Position(), Text: []byte(html.EscapeString(text))}
			}
			out = appendNode(out, child)
		}
		list.Nodes = out
	})
}

// constant is the text that an action always gives.
func constant(n parse.Node, theme *Theme) (string, bool) {
	action, ok := n.(*parse.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 || len(action.Pipe.Cmds[0].Args) != 2 {
		return "", false
	}
	switch function, name := constantCall(action.Pipe.Cmds[0]); function {
	case "text":
		s, ok := theme.strings.byKey[name]
		return s, ok && places(s) == 0
	case "asset":
		p, ok := theme.paths[name]
		return p, ok
	}
	return "", false
}

// appendNode appends a node; a text after a text becomes part of it.
func appendNode(nodes []parse.Node, n parse.Node) []parse.Node {
	text, ok := n.(*parse.TextNode)
	if ok && len(nodes) > 0 {
		if before, ok := nodes[len(nodes)-1].(*parse.TextNode); ok {
			before.Text = append(before.Text[:len(before.Text):len(before.Text)], text.Text...)
			return nodes
		}
	}
	return append(nodes, n)
}
