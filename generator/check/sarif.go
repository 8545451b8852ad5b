package check

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
)

// The names of SARIF 2.1.0 (OASIS, 2020), as far as they are written here.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string       `json:"id"`
		Short         *sarifText   `json:"shortDescription,omitempty"`
		Configuration sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int        `json:"startLine"`
		StartColumn int        `json:"startColumn,omitempty"`
		EndColumn   int        `json:"endColumn,omitempty"`
		Snippet     *sarifText `json:"snippet,omitempty"`
	}
)

// WriteSARIF writes a list, sorted, as a SARIF 2.1.0 log, the form in which code hosts take findings.
// Columns count characters. version is the program's, in the form of semantic versions, or "".
func WriteSARIF(w io.Writer, list diag.List, version string) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "Qizhi", SemanticVersion: version, Rules: []sarifRule{}}
	index := map[string]int{}
	for _, d := range list.Sorted() {
		if _, known := index[d.Rule]; !known {
			index[d.Rule] = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(d))
		}
		run.Results = append(run.Results, sarifResultOf(d, index[d.Rule]))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifRuleOf(d diag.Diagnostic) sarifRule {
	out := sarifRule{ID: d.Rule, Configuration: sarifDefault{d.Severity.Name()}}
	if r, ok := ruleNamed(d.Rule); ok {
		out.Short = &sarifText{r.Summary}
		out.Configuration.Level = r.Severity.Name()
	}
	return out
}

func sarifResultOf(d diag.Diagnostic, rule int) sarifResult {
	message := d.Message
	if d.Hint != "" {
		message += "；" + d.Hint
	}
	location := sarifPhysical{Artifact: sarifArtifact{sarifURI(d.Path)}}
	if d.Line > 0 {
		location.Region = &sarifRegion{StartLine: d.Line, StartColumn: d.Column}
		if d.Column > 0 {
			location.Region.EndColumn = d.Column + max(d.Width, 1)
		}
		if d.Excerpt != "" && len(d.Excerpt) < 2000 {
			location.Region.Snippet = &sarifText{d.Excerpt}
		}
	}
	return sarifResult{RuleID: d.Rule, RuleIndex: rule, Level: d.Severity.Name(), Message: sarifText{message},
		Locations: []sarifLocation{{location}}, Fingerprints: map[string]string{"qizhi/v1": fingerprint(d)}}
}

// fingerprint names a finding so that a host knows it again when lines above it come or go.
func fingerprint(d diag.Diagnostic) string {
	return digest.Of(d.Path, d.Rule, d.Message, strings.TrimSpace(d.Excerpt)).String()
}

// sarifURI is a path as a relative reference (RFC 3986).
func sarifURI(path string) string {
	u := url.URL{Path: path}
	return u.String()
}
