// Package hongyan is the default theme: its layouts, assets and strings, embedded into the program.
// README.md in this folder says what each of them is for and how a site replaces one of them.
package hongyan

import "embed"

// FS is the theme's folder, as package theme reads it.
//
//go:embed all:layouts all:assets all:i18n theme.toml
var FS embed.FS
