package theme

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"

	"qizhi/generator/diag"
)

// Asset is one file that the theme publishes. Bytes are final (minified) and must not be written to.
type Asset struct {
	Name  string // as templates name it: "style.css", "icon.svg"
	Path  string // as it is published, with a fingerprint of its bytes: "assets/style-3f2a1b4c5d.css"
	Bytes []byte
}

// bundle makes the assets: the pictures and other files first, since the style sheet may name them.
func bundle(files map[string]*file, share Share, problems *diag.List) []Asset {
	var assets []Asset
	for p, f := range files {
		if name, ok := assetName(p); ok {
			if path.Ext(name) == ".svg" {
				f = coloured(f, share)
			}
			assets = append(assets, plainAsset(name, f, problems))
		}
	}
	paths := make(map[string]string, len(assets))
	for _, a := range assets {
		paths[a.Name] = a.Path
	}
	var css, js [][]byte
	for _, p := range sortedPaths(files, "assets/css", ".css") {
		css = append(css, stylesheet(files[p], paths, problems))
	}
	for _, p := range sortedPaths(files, "assets/js", ".js") {
		js = append(js, minified(files[p], javascriptType, problems))
	}
	if css != nil {
		assets = append(assets, fingerprint("style.css", bytes.Join(css, nil)))
	}
	if js != nil {
		assets = append(assets, fingerprint("script.js", bytes.Join(js, []byte(";"))))
	}
	slices.SortFunc(assets, func(a, b Asset) int { return cmp.Compare(a.Name, b.Name) })
	return assets
}

// assetName is the name of a file under assets/ that is published by itself.
func assetName(p string) (string, bool) {
	name, ok := strings.CutPrefix(p, "assets/")
	bundled := path.Dir(name) == "css" && path.Ext(name) == ".css" || path.Dir(name) == "js" && path.Ext(name) == ".js"
	return name, ok && !bundled
}

// mediatypes are the endings of files that are minified wherever they lie.
var mediatypes = map[string]string{".svg": svgType, ".js": javascriptType, ".css": stylesheetType}

// plainAsset publishes a file under its own name: a picture, a font, a script that a page loads only
// when it is needed.
func plainAsset(name string, f *file, problems *diag.List) Asset {
	if i := strings.IndexFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }); i >= 0 {
		*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: f.full}, Severity: diag.Error, Rule: "theme/asset-name",
			Message: "文件名“" + path.Base(name) + "”不能用作网址", Hint: "改用英文字母、数字和连字符"})
	}
	if path.Ext(name) == ".css" {
		refuseImports(f, problems)
		unclosed(f, problems)
	}
	if mediatype := mediatypes[path.Ext(name)]; mediatype != "" {
		return fingerprint(name, minified(f, mediatype, problems))
	}
	return fingerprint(name, f.data)
}

// fingerprint names the asset by its bytes.
func fingerprint(name string, data []byte) Asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return Asset{Name: name, Path: "assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:5]) + ext, Bytes: data}
}

// syntaxProblem is the diagnostic of a style sheet, script or SVG that cannot be read.
func syntaxProblem(f *file, err error) diag.Diagnostic {
	d := diag.Diagnostic{Position: diag.Position{Path: f.full}, Severity: diag.Error, Rule: "theme/asset-syntax", Message: "读不懂：" + err.Error()}
	var syntax *parse.Error
	if errors.As(err, &syntax) {
		d.Line, d.Column, d.Message = syntax.Line, syntax.Column, "读不懂："+syntax.Message
		d.Excerpt = diag.NewText(f.full, string(f.data)).Line(syntax.Line)
	}
	return d
}
