package check

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// Reviewed is one reading of a page, to be recorded.
type Reviewed struct {
	Stage string // one of Stages
	By    string
	Date  string // 2022-06-30
}

// NotAsked says why nothing is recorded in a file of which no readings are asked: a section's own page, an
// article that was withdrawn.
type NotAsked string

func (n NotAsked) Error() string { return string(n) }

// RecordFile records a reading in the file of a page. It returns the digest of what was read.
func RecordFile(file string, r Reviewed) (digest string, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	after, digest, err := Record(filepath.Base(file), raw, r)
	if err != nil {
		return "", err
	}
	return digest, replace(file, raw, after)
}

// Record puts a reading into the front matter of a page, with the digest of what was read.
// Every other byte stays. It refuses what it cannot do for certain: a page without front matter or with
// errors in it, and reviews that are written in a way that cannot be added to.
func Record(name string, raw []byte, r Reviewed) (after []byte, digest string, err error) {
	if !slices.Contains(Stages, r.Stage) {
		return nil, "", fmt.Errorf("没有“%s”这一审，可以写%s", r.Stage, strings.Join(Stages, "、"))
	}
	if r.By = strings.TrimSpace(r.By); r.By == "" || strings.ContainsAny(r.By, "\r\n") {
		return nil, "", errors.New("审稿人的姓名要写一行字")
	}
	if !utf8.Valid(raw) {
		return nil, "", errors.New("文件不是 UTF-8 编码；先运行 qizhi check --fix 转换")
	}
	doc, _ := content.Parse(name, raw)
	if i := slices.IndexFunc(doc.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }); i >= 0 {
		return nil, "", fmt.Errorf("这一篇有错误，先改好：%s", doc.Diagnostics[i])
	}
	switch {
	case name == "_index.md":
		return nil, "", NotAsked("栏目自己的说明（_index.md）不记审校，审的是文章")
	case doc.Front.Withdrawn != "":
		return nil, "", NotAsked("这一篇已经撤下，不用再审")
	}
	source, _ := content.Decode(name, raw)
	from, to, yaml := frontOf(name, source)
	if from == 0 {
		return nil, "", errors.New(`这一篇开头没有设置；先写三行：+++、title = "标题"、+++`)
	}
	body, _ := content.BodyText(name, raw)
	digest = content.ReviewDigest(doc.Front, body)
	if before, is := recordedBefore(doc, r.Stage); is {
		return nil, "", fmt.Errorf("已经记过%s（%s，%s），以后内容没有改过；记错了，在文章开头改 [[reviews]] 那一节", r.Stage, before.By, before.day())
	}
	at, words := to, tomlReview(r, digest)
	if yaml {
		at, words = yamlReview(source, from, to, r, digest)
	}
	edits := inOwn(string(raw), []prose.Edit{{At: at, New: words}})
	after = []byte(apply(string(raw), edits))
	if !recorded(name, doc, after, r, digest) {
		return nil, "", errors.New("开头的设置里 reviews 的写法加不进新的一条；改成 [[reviews]] 一节一条（YAML 写成一行一个 - ）")
	}
	return after, digest, nil
}

// recordedBefore finds the reading of a stage that holds already, and need not be repeated because an
// earlier stage was recorded after it.
func recordedBefore(doc *content.Document, stage string) (counted, bool) {
	latest := latestReviews(doc)
	r, ok := latest[stage]
	if !ok || !r.holds(doc) {
		return counted{}, false
	}
	for i, first := range Stages[:slices.Index(Stages, stage)] {
		if before, ok := latest[first]; ok && before.holds(doc) {
			if _, later := following(doc, latest, first, i); later != "" {
				return counted{}, false
			}
		}
	}
	return r, true
}

// recorded reports whether a page reads as it did, with one review more.
func recorded(name string, before *content.Document, after []byte, r Reviewed, digest string) bool {
	doc, _ := content.Parse(name, after)
	n := len(before.Front.Reviews)
	if doc.Diagnostics.HasErrors() || len(doc.Front.Reviews) != n+1 || doc.ReviewDigest != digest || doc.Front.Title != before.Front.Title {
		return false
	}
	last := doc.Front.Reviews[n]
	return slices.Equal(doc.Front.Reviews[:n], before.Front.Reviews) && last.Stage == r.Stage && last.By == r.By && last.Digest == digest
}

// tomlReview is a section of its own, which stands at the end of the settings, since what follows a
// section belongs to it.
func tomlReview(r Reviewed, digest string) string {
	return "\n[[reviews]]\nstage = " + quoted(r.Stage) + "\nby = " + quoted(r.By) + "\ndate = " + r.Date + "\ndigest = " + quoted(digest) + "\n"
}

// yamlReview is an element of the list reviews, behind its last one, or a new list at the end.
func yamlReview(source string, from, to int, r Reviewed, digest string) (at int, words string) {
	at, indent := yamlList(source, from, to)
	words = indent + "- stage: " + r.Stage + "\n" + indent + "  by: " + quoted(r.By) + "\n" + indent + "  date: " + r.Date + "\n" + indent + "  digest: " + quoted(digest) + "\n"
	if at < 0 {
		return to, "reviews:\n" + words
	}
	return at, words
}

// yamlList finds the end of the list reviews and the indent of its elements; at is -1 without one.
func yamlList(source string, from, to int) (at int, indent string) {
	at, indent = -1, "  "
	found := false
	for start := from; start < to; {
		line, _, _ := strings.Cut(source[start:to], "\n")
		next := min(start+len(line)+1, to)
		trimmed := strings.TrimLeft(line, " ")
		switch {
		case strings.HasPrefix(line, "reviews:"):
			found, at = true, next
		case !found || strings.TrimSpace(line) == "":
		case strings.HasPrefix(trimmed, "-"):
			indent, at = line[:len(line)-len(trimmed)], next
		case trimmed != line:
			at = next
		default:
			return at, indent
		}
		start = next
	}
	return at, indent
}

// quoted is a text in the quotation marks that TOML and YAML share.
func quoted(s string) string { return strconv.Quote(s) }
