// Package content turns one source file into an immutable Document.
//
// It promises that parsing is pure (no disk, no clock, no other file), that bad input gives
// diagnostics and never a panic, and that nothing a user wrote is lost in silence. It refuses to
// know the site: kinds, addresses and other pages are package site's.
package content
