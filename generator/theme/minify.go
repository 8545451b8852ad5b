package theme

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	mincss "github.com/tdewolff/minify/v2/css"
	minjs "github.com/tdewolff/minify/v2/js"
	minsvg "github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"qizhi/generator/diag"
)

// The media types of what is minified.
const (
	stylesheetType = "text/css"
	javascriptType = "application/javascript"
	svgType        = "image/svg+xml"
)

// minifier is shared: Minify is safe from many goroutines once everything has been added. Scripts
// keep to what Chrome 80 reads.
var minifier = func() *minify.M {
	m := minify.New()
	m.Add(stylesheetType, &mincss.Minifier{})
	m.Add(javascriptType, &minjs.Minifier{Version: 2019})
	m.Add(svgType, &minsvg.Minifier{})
	return m
}()

// minified is the file without what a browser does not need; the file itself when it cannot be read,
// which is reported. The minifier may write into its input, so it gets a copy.
func minified(f *file, mediatype string, problems *diag.List) []byte {
	out, err := minifier.Bytes(mediatype, slices.Clone(f.data))
	if err != nil {
		*problems = append(*problems, syntaxProblem(f, err))
		return f.data
	}
	return out
}

// stylesheet is a minified style sheet whose url()s name the published assets.
func stylesheet(f *file, paths map[string]string, problems *diag.List) []byte {
	refuseImports(f, problems)
	unclosed(f, problems)
	linked := &file{path: f.path, full: f.full, data: linkAssets(f, paths, problems)}
	return minified(linked, stylesheetType, problems)
}

// linkAssets replaces url(x.svg) by the fingerprinted name of the asset. Names are as in assets/; the
// style sheet is published in that folder, so that relative URLs are those below it.
func linkAssets(f *file, paths map[string]string, problems *diag.List) []byte {
	if !bytes.Contains(f.data, []byte("url(")) {
		return f.data
	}
	var out bytes.Buffer
	imports := false // refused as a whole
	lexer := css.NewLexer(parse.NewInputBytes(slices.Clone(f.data)))
	for at := 0; ; {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			if err := lexer.Err(); err != io.EOF {
				*problems = append(*problems, syntaxProblem(f, err))
			}
			return out.Bytes()
		}
		switch kind {
		case css.AtKeywordToken:
			imports = strings.EqualFold(string(token), "@import")
		case css.SemicolonToken:
			imports = false
		}
		if kind == css.URLToken && !imports {
			out.WriteString(linkAsset(f, at, string(token), paths, problems))
		} else {
			out.Write(token)
		}
		at += len(token)
	}
}

// refuseImports reports every @import: of another host nothing is loaded, and a file of the theme is
// bundled or fingerprinted, so that no style sheet can name it.
func refuseImports(f *file, problems *diag.List) {
	if !bytes.Contains(bytes.ToLower(f.data), []byte("@import")) {
		return
	}
	lexer := css.NewLexer(parse.NewInputBytes(slices.Clone(f.data)))
	for at := 0; ; {
		kind, token := lexer.Next()
		if kind == css.ErrorToken {
			return
		}
		if kind == css.AtKeywordToken && strings.EqualFold(string(token), "@import") {
			*problems = append(*problems, diag.NewText(f.full, string(f.data)).Report(at, len(token), diag.Error, "theme/import",
				"样式表不能用 @import 引入别的样式表", "把内容放到 assets/css/ 里的一个 .css 文件，会自动合成一个；不能引用别的网站"))
		}
		at += len(token)
	}
}

// unclosed reports a brace without its partner: a browser would pass over all that follows it.
func unclosed(f *file, problems *diag.List) {
	var open []int
	report := func(at int, message string) {
		*problems = append(*problems, diag.NewText(f.full, string(f.data)).Report(at, 1, diag.Error, "theme/asset-syntax", message, "花括号要成对：选择器 { 属性: 值 }"))
	}
	lexer := css.NewLexer(parse.NewInputBytes(slices.Clone(f.data)))
	for at := 0; ; {
		kind, token := lexer.Next()
		switch kind {
		case css.ErrorToken:
			if len(open) > 0 {
				report(open[len(open)-1], "样式表里的 { 没有对应的 }")
			}
			return
		case css.LeftBraceToken:
			open = append(open, at)
		case css.RightBraceToken:
			if len(open) == 0 {
				report(at, "样式表里的 } 没有对应的 {")
				return
			}
			open = open[:len(open)-1]
		}
		at += len(token)
	}
}

// linkAsset is one url() with the asset's published name.
func linkAsset(f *file, at int, token string, paths map[string]string, problems *diag.List) string {
	name := strings.Trim(strings.TrimSuffix(strings.TrimPrefix(token, "url("), ")"), " \t\n\"'")
	if strings.HasPrefix(name, "data:") || strings.HasPrefix(name, "#") {
		return token
	}
	if p, ok := paths[name]; ok {
		return "url(" + strings.TrimPrefix(p, "assets/") + ")"
	}
	*problems = append(*problems, diag.NewText(f.full, string(f.data)).Report(at, len(token), diag.Error, "theme/asset",
		"样式表引用的文件 "+name+" 不在 assets 里", nearest(name, slices.Collect(maps.Keys(paths)))))
	return token
}
