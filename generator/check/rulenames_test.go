package check

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qizhi/generator/diag"
)

// Every rule that any room of the house can report stands in the table that `qizhi check --rules` prints,
// with the severity it is reported with; and the table names no rule that nobody reports.
func TestEveryRuleIsDocumented(t *testing.T) {
	reported := rulesOfTheHouse(t)
	for _, name := range slices.Sorted(maps.Keys(reported)) {
		r, known := ruleNamed(name)
		severities := reported[name].severities
		switch {
		case !known:
			t.Errorf("%s (%s) is reported, but stands in no table: add a line to rules_found.go or rules_statistics.go", name, reported[name].at)
		case len(severities) > 0 && !severities[r.Severity]:
			t.Errorf("%s (%s) is never a %s", name, reported[name].at, r.Severity.Name())
		case severities[diag.Error] && r.Severity != diag.Error:
			t.Errorf("%s (%s) can be an error; the table says %s", name, reported[name].at, r.Severity.Name())
		case severities[diag.Error] && severities[diag.Warning] && !strings.Contains(r.Summary, "警告"):
			t.Errorf("%s is an error or a warning: its summary has to say when it is a warning (警告)", name)
		}
	}
	for _, r := range slices.Concat(ownRules, publishedRules, foundRules, figureRules) {
		if reported[r.Name] == nil {
			t.Errorf("%s is documented, and nobody reports it", r.Name)
		}
	}
}

// reportedRule is a rule's name as the source has it.
type reportedRule struct {
	at         string
	severities map[diag.Severity]bool // that stand in one call or literal with the name
}

var (
	ruleLike   = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$`)
	roomLike   = regexp.MustCompile(`^[a-z-]+/$`)
	thingLike  = regexp.MustCompile(`^/[a-z-]+$`)
	mediaTypes = regexp.MustCompile(`^(application|audio|font|image|multipart|text|video)/`)
	// noRules look like a rule and are a folder, a package, a page.
	noRules = []string{"assets/css", "assets/js", "layouts/partials", "handbook/rules", "qizhi/v1"}
)

// rulesOfTheHouse walks the Go source of every room. A rule is written out whole ("link/broken"), or in two
// parts: Rule: "picture/" + rule, whose rule is what the function around it is called with, and
// rule + "/syntax" in the reader of tables, whose rule is what ParseTOML is called with. The problems of
// a chart never leave their room but as chart/refused.
func rulesOfTheHouse(t *testing.T) map[string]*reportedRule {
	h := house{rules: map[string]*reportedRule{}, things: map[string]map[diag.Severity]bool{}, prefixes: map[string]string{}}
	for _, root := range []string{"..", "../../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(filepath.ToSlash(name), "/chart/") {
				return err
			}
			file, err := parser.ParseFile(h.files(), name, nil, 0)
			if err != nil {
				return err
			}
			h.read(name, file)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range h.builders {
		h.called(t, b)
	}
	for prefix, at := range h.prefixes {
		for thing, severities := range h.things {
			h.add(prefix+thing, at, severities)
		}
	}
	if len(h.rules) < 150 || len(h.builders) < 2 || len(h.things) < 4 || len(h.prefixes) < 6 {
		t.Fatalf("only %d rules, %d builders, %d things and %d rooms were found", len(h.rules), len(h.builders), len(h.things), len(h.prefixes))
	}
	return h.rules
}

type house struct {
	set      *token.FileSet
	rules    map[string]*reportedRule
	things   map[string]map[diag.Severity]bool
	prefixes map[string]string
	builders []builder
	calls    []call
}

// builder is a function that puts a room before the name it is given.
type builder struct {
	folder, function, room string
	parameter              int
	severities             map[diag.Severity]bool
}

type call struct {
	folder, function, at string
	arguments            []ast.Expr
}

func (h *house) files() *token.FileSet {
	if h.set == nil {
		h.set = token.NewFileSet()
	}
	return h.set
}

func (h *house) read(name string, file *ast.File) {
	folder := filepath.Dir(name)
	var around *ast.FuncDecl
	var nodes []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			nodes = nodes[:len(nodes)-1]
			return true
		}
		nodes = append(nodes, n)
		switch n := n.(type) {
		case *ast.ImportSpec:
			nodes = nodes[:len(nodes)-1]
			return false
		case *ast.FuncDecl:
			around = n
		case *ast.BasicLit:
			if s := textOf(n); ruleLike.MatchString(s) && !mediaTypes.MatchString(s) && !slices.Contains(noRules, s) {
				h.add(s, h.set.Position(n.Pos()).String(), severitiesAround(nodes))
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Rule" {
				if room, parameter, ok := joined(n.Value, around); ok {
					h.builders = append(h.builders, builder{folder, around.Name.Name, room, parameter, severitiesAround(nodes)})
				}
			}
		case *ast.BinaryExpr:
			if s := textOf(n.Y); thingLike.MatchString(s) && ruleIsNamed(n.X) {
				if h.things[s] == nil {
					h.things[s] = map[diag.Severity]bool{}
				}
				maps.Copy(h.things[s], severitiesAround(nodes))
			}
		case *ast.CallExpr:
			at := h.set.Position(n.Pos()).String()
			function := nameOf(n.Fun)
			h.calls = append(h.calls, call{folder, function, at, n.Args})
			if (function == "ParseTOML" || function == "ParseYAML") && len(n.Args) == 5 && textOf(n.Args[3]) != "" {
				h.prefixes[textOf(n.Args[3])] = at
			}
		}
		return true
	})
}

// called finds what a builder is called with in its own package.
func (h *house) called(t *testing.T, b builder) {
	for _, c := range h.calls {
		if c.folder != b.folder || c.function != b.function || len(c.arguments) <= b.parameter {
			continue
		}
		name := textOf(c.arguments[b.parameter])
		if name == "" {
			t.Errorf("%s: which rule of %s this is cannot be read from the source", c.at, b.room)
			continue
		}
		h.add(b.room+name, c.at, b.severities)
	}
}

func (h *house) add(name, at string, severities map[diag.Severity]bool) {
	r := h.rules[name]
	if r == nil {
		r = &reportedRule{at, map[diag.Severity]bool{}}
		h.rules[name] = r
	}
	maps.Copy(r.severities, severities)
}

// joined reads "picture/" + rule, where rule is a parameter of the function around it.
func joined(value ast.Expr, around *ast.FuncDecl) (room string, parameter int, ok bool) {
	sum, isSum := value.(*ast.BinaryExpr)
	if !isSum || !roomLike.MatchString(textOf(sum.X)) || around == nil {
		return "", 0, false
	}
	for _, field := range around.Type.Params.List {
		for _, name := range field.Names {
			if name.Name == nameOf(sum.Y) {
				return textOf(sum.X), parameter, true
			}
			parameter++
		}
	}
	return "", 0, false
}

// severitiesAround are diag.Error and diag.Warning in the innermost call or literal that names one of them.
func severitiesAround(nodes []ast.Node) map[diag.Severity]bool {
	for _, n := range slices.Backward(nodes) {
		switch n.(type) {
		case *ast.CallExpr, *ast.CompositeLit:
		case *ast.BlockStmt, *ast.GenDecl:
			return nil
		default:
			continue
		}
		found := map[diag.Severity]bool{}
		ast.Inspect(n, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && nameOf(s.X) == "diag" {
				switch s.Sel.Name {
				case "Error":
					found[diag.Error] = true
				case "Warning":
					found[diag.Warning] = true
				}
			}
			return true
		})
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func ruleIsNamed(x ast.Expr) bool { return nameOf(x) == "rule" }

func nameOf(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

func textOf(x ast.Expr) string {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}

// RULES.md is what the tables say. QIZHI_UPDATE=1 writes it anew.
func TestRulesDocument(t *testing.T) {
	var b bytes.Buffer
	if err := WriteRulesTable(&b); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("QIZHI_UPDATE") != "" {
		if err := os.WriteFile("RULES.md", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile("RULES.md")
	if err != nil || !bytes.Equal(written, b.Bytes()) {
		t.Errorf("RULES.md is not what the tables say (%v): QIZHI_UPDATE=1 go test ./generator/check -run TestRulesDocument", err)
	}
}
