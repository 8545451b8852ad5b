package plan

import "qizhi/generator/chart"

// chartWords are what pictures and their tables say by themselves, from the theme's strings.
func (p *planner) chartWords() *chart.Words {
	t := p.Theme.Text
	return &chart.Words{
		Item: t("chart_item"), Value: t("number"), Share: t("chart_share"), Total: t("chart_total"), Name: t("chart_name"), Form: t("form"),
		Missing: t("no_value"), Unit: t("chart_unit"), NotZero: t("chart_not_zero"),
		Items: t("chart_items"), Unreported: t("chart_unreported"), Largest: t("chart_largest"), Smallest: t("chart_smallest"),
		Part: t("chart_part"), Whole: t("chart_whole"), Squares: t("chart_squares"), Form1: t("chart_form"), Here: t("chart_here"),
		Comma: t("chart_comma"), Colon: t("chart_colon"), Semicolon: t("chart_semicolon"), Stop: t("chart_stop"),
		Large: [3]string{p.largeUnit("chart_1e4"), p.largeUnit("chart_1e8"), p.largeUnit("chart_1e12")},
	}
}

// largeUnit is a unit of an axis; a language without one has a dash in its place.
func (p *planner) largeUnit(key string) string {
	if unit := p.Theme.Text(key); unit != "-" {
		return unit
	}
	return ""
}
