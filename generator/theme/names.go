package theme

import (
	"fmt"
	"maps"
	"slices"
	"text/template/parse"
)

// builtins are html/template's own functions, whose names the parser must know. Only their names
// matter here; html/template brings the functions.
var builtins = func() map[string]any {
	m := map[string]any{}
	for _, name := range []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne",
		"not", "or", "print", "printf", "println", "slice", "urlquery"} {
		m[name] = fmt.Sprint
	}
	return m
}()

// checkNames reports strings and assets that the theme does not have, and strings that are given
// fewer or more values than they have places for.
func (c *compiler) checkNames(set map[string]*parse.Tree) {
	for _, tree := range sortedTrees(set) {
		inspect(tree.Root, func(n parse.Node) {
			command, ok := n.(*parse.CommandNode)
			if !ok {
				return
			}
			if id, ok := command.Args[0].(*parse.IdentifierNode); ok && (id.Ident == "text" || id.Ident == "asset") {
				c.checkName(tree, command, id.Ident)
			}
		})
	}
}

func (c *compiler) checkName(tree *parse.Tree, n *parse.CommandNode, function string) {
	f := c.sources[tree]
	_, name := constantCall(n)
	if name == "" {
		c.report(f, int(n.Position()), 0, "theme/constant", function+" 后面要直接写出名称，才能检查", "例如 {{"+function+` "…"}}`)
		return
	}
	at, length := int(n.Args[1].Position()), len(n.Args[1].String())
	if function == "asset" {
		if _, ok := c.theme.paths[name]; !ok {
			c.report(f, at, length, "theme/asset", "没有资源 "+name, nearest(name, slices.Collect(maps.Keys(c.theme.paths))))
		}
		return
	}
	s, ok := c.theme.strings.byKey[name]
	if !ok {
		c.report(f, at, length, "theme/string", "没有文字 "+name, nearest(name, slices.Collect(maps.Keys(c.theme.strings.byKey))))
		return
	}
	if want, got := places(s), len(n.Args)-2; want != got {
		c.report(f, at, length, "theme/string-arguments", fmt.Sprintf("文字 %s（“%s”）有 %d 处要填，这里给了 %d 个值", name, s, want, got), "")
	}
}
