// Package content turns one source file into an immutable Document and its Body.
//
// It promises that parsing is pure (no disk, no clock, no other file), that bad input gives
// diagnostics and never a panic, that nothing a user wrote is lost in silence, and that the HTML of
// a body is valid, minimal and free of scripts, styles and event handlers, whatever was pasted into
// the source. It refuses to know the site: kinds, addresses and other pages are package site's.
//
// A source goes through five steps, each with files of its own:
//
//	decode*   bytes of any encoding of a Windows computer -> text with \n line ends
//	front*    the settings at its top -> FrontMatter; date*: dates as staff write them
//	markdown/ the body -> goldmark's tree, by the rules of Chinese text
//	body*     the tree -> HTML with holes, references, headings and plain text, in one walk
//	markup/   raw HTML on the way -> what a page may hold, balanced by construction
//
// A parsed document is stale when its bytes, its path or Version changed, and never otherwise.
package content
