// # The files
//
// Statistics are TOML files in content/statistics: indicators.toml defines what is measured, and
// each period has a file of its own, named after it: 2022.toml (a year), 2022-H1.toml (a half),
// 2022-Q3.toml (a quarter), 2022-06.toml (a month).
//
// # indicators.toml
//
// One table an indicator. Its name (ASCII letters, digits and _, a letter first; check and chart are
// reserved) is what formulas, periods and {{…}} call it by.
//
//	[chambers]
//	label = "直属商会"              # required: what readers see
//	unit = "家"
//	kind = "stock"                  # required: stock 时点数, flow 期间数, derived 推算
//	note = "……"                    # definition or caution, shown with it
//
//	[branches]
//	label = "建立党支部的商会"
//	unit = "家"
//	kind = "stock"
//	part_of = "chambers"            # the whole it is a part of: only such may be added up
//	aliases = ["商会建立了党支部"]   # other wordings, for the scan of typed numbers
//
//	[unorganised]
//	label = "未成立党组织的商会"
//	unit = "家"
//	kind = "stock"
//	part_of = "chambers"
//
//	[members]
//	label = "党员"
//	unit = "人"
//	kind = "stock"
//
//	[branch_rate]
//	label = "党支部组建率"
//	unit = "%"                      # a percentage is always derived; its value counts percent: 85
//	kind = "derived"
//	formula = "branches / chambers * 100"
//	decimals = 0                    # shown with so many decimals, half up; 0 by default, at most 6
//
// Further keys: optional = true (a period may leave it out), over_100 = true (a percentage that may
// lie above 100), negative = true (a derived number that may lie below 0).
//
// A formula has names, numbers, + - * / (× ÷ and full-width signs too) and brackets; a number with a
// percent sign is a hundredth (not to be used with indicators in %). Formulas may use derived
// indicators. Rules that hold in every period, and charts:
//
//	[[check]]
//	rule = "branches + unorganised = chambers"   # one of = != < <= > >=
//	message = "有党组织的和没有的合起来是全部直属商会"
//
//	[[chart]]
//	id = "forms"                    # what ```chart blocks call it by
//	type = "grid"                   # bar grouped stacked line donut ring grid
//	title = "四十家商会"             # the labels by default
//	indicators = ["branches", "unorganised"]
//	periods = ["2022-H1"]           # left out: the page's period, or the series up to it
//	note = "……"
//	unit = "家"                     # that of the indicators by default
//
// # A period: 2022-H1.toml
//
//	title = "2022年上半年"           # from the file's name by default
//	as_of = 2022-06-30              # only where the source names a closing date; within 31 days of the end
//	source = "市商会行业党委2022年上半年工作总结"
//	source_url = "news/report.md"   # a content path or an https address
//	sample = false                  # true for made-up data: marked 示例 wherever shown, needs no quotations
//	note = "……"
//	not_given = ["unorganised"]     # indicators the source does not give (derived ones: not worked out)
//
//	[values]                        # every stock and flow
//	chambers = 40
//	branches = 34
//	members = 362
//
//	[published]                     # derived figures, as the source itself states them
//	branch_rate = 85
//
//	[quotes]                        # for every key of [values] and [published], the source's own words;
//	chambers = "40家直属商会中"       # keep them short: one number with that unit
//	branches = "有34家商会建立了党支部"
//	members = "商会现有党员362人"
//	branch_rate = "党支部组建率85%"
//
//	[goals]
//	members = 380
//
//	[[corrections]]                 # what the site published wrong; now is the value above
//	indicator = "members"
//	date = 2022-08-01
//	was = 326
//	now = 362
//	reason = "录入时数字颠倒"
//
// # What is held against them
//
// Errors stop publication. Values: missing (statistics/missing-value), no number (not-a-number),
// negative, over-100, too-large, more decimals than are shown (decimals), a derived indicator under
// [values] (derived-value) or a counted one under [published] (published-value), above [values]
// (misplaced). Sources: a value that does not stand in its quotation, as a whole number in ASCII,
// full-width or Chinese numerals (quote), has none (quote-missing), or whose quotation gives it to
// another indicator (quote-other); a published figure that is
// not what the values give (published). Definitions: unknown-indicator, name, missing, kind,
// decimals, alias, duplicate, part-of, formula, circle, division-by-zero, too-large, unit,
// stock-and-flow, percent. A sum of what are not parts of one whole (sum), a failing check (check),
// a part larger than its whole (part-of), a chart that misleads (chart), a correction that does not
// lead to the value (correction), shorter periods that make up a longer one but do not add up to its flow
// (total), a stock that differs between periods that end on one day (same-day), a file name that is no period (period-name), two files of one
// period or title (duplicate-period).
//
// Warnings: no-quotes (a period without any), quote-ambiguous, quote-shared (two indicators, one
// number, one quotation), quote-label (a published figure under a name its source does not use),
// quote-unused, no-source, unknown-key; and sum and part-of in place of errors where the source
// itself publishes the rate worked out from what lacks part_of.
package statistics
