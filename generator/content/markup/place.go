package markup

// openFlow closes what cannot hold a block and opens what must stand between; false when the scope
// holds no blocks at all.
func (b *Builder) openFlow() bool {
	if b.phrasing {
		return false
	}
	for i := b.base; i < len(b.stack); i++ {
		if r := b.stack[i].rule; r.kind == phrasing && !r.clear || r.text {
			b.closeTo(i, false)
			break
		}
	}
	b.implyParts()
	if len(b.stack) > b.base {
		b.trimEnd(b.top().content)
	}
	return true
}

// Room makes room for text: a list, table or row that is open gets its item or cell.
func (b *Builder) Room() {
	if len(b.stack) > b.base {
		b.implyParts()
	}
}

// implyParts opens li, dd, tbody, tr and td where the source left them out.
func (b *Builder) implyParts() {
	for b.top().name == "colgroup" {
		b.closeTo(len(b.stack)-1, false)
	}
	for top := b.top(); top.rule.implies != ""; top = b.top() {
		b.imply(top.rule.implies, top.source)
	}
}

// openPart makes room for an element that belongs to a certain parent; false when there is none.
func (b *Builder) openPart(name string, source int) bool {
	if tableParts[name] || name == "col" {
		return b.openTablePart(name, source)
	}
	i := b.find(parentsOf[name], worldsOf[name])
	if i < 0 {
		return false
	}
	parent := b.stack[i]
	if name == "summary" && (len(b.HTML) > parent.content || len(b.stack) > i+1) {
		return false // only the first child of details is its summary
	}
	b.closeTo(i+1, false)
	return true
}

// openTablePart finds the table and closes down to the level of the part, adding the levels that
// the source left out.
func (b *Builder) openTablePart(name string, source int) bool {
	i := b.find(anyTable, noElements)
	if i < 0 {
		return false
	}
	switch name {
	case "caption":
		if len(b.HTML) > b.stack[i].content || len(b.stack) > i+1 {
			return false // a caption is the first child of its table
		}
	case "td", "th":
		i = b.level(i, rows, "tr", source)
	case "tr":
		i = b.level(i, rowGroups, "tbody", source)
	case "col":
		i = b.level(i, colgroups, "colgroup", source)
	}
	b.closeTo(i+1, false)
	return true
}

// level closes down to the open element of one of the names above stack[i], or opens one.
func (b *Builder) level(i int, names map[string]bool, name string, source int) int {
	for j := len(b.stack) - 1; j > i; j-- {
		if names[b.stack[j].name] {
			return j
		}
	}
	if name == "tr" {
		i = b.level(i, rowGroups, "tbody", source)
	}
	b.closeTo(i+1, false)
	b.imply(name, source)
	return len(b.stack) - 1
}
