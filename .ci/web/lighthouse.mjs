// Lighthouse on one page of every layout, as a phone and as a desktop computer: performance,
// accessibility, best practices and SEO at 100. Its performance score is noisy on a loaded machine, so
// that a page below 100 there is asked twice more and its best score counts; the others must be 100 at
// once. Withdrawn and moved pages, the whole book, the search and the register of what is cited ask not to be indexed,
// 404 answers 404: their SEO is not asked for. What is below 100 is named with what cost it points.
//
//	node lighthouse.mjs [name …]
import { launch } from "./browser.mjs";
import { base, close, pages, publish } from "./site.mjs";
import lighthouse, { desktopConfig } from "lighthouse";

publish();
const { one } = pages(), wanted = process.argv.slice(2);
const unindexed = ["withdrawn", "404", "book", "search", "cited"], left = ["redirect"];
let faults = 0;
for (const name of Object.keys(one).filter((n) => !left.includes(n) && (!wanted.length || wanted.includes(n)))) for (const form of ["mobile", "desktop"]) {
  const best = {};
  let notes = [];
  for (let turn = 0; turn < 3 && (turn === 0 || best.performance < 1); turn++) {
    const browser = await launch();
    const { lhr } = await lighthouse(base + one[name].replace(/index\.html$/, ""), { port: new URL(browser.wsEndpoint()).port, output: "json", logLevel: "silent" }, form === "desktop" ? desktopConfig : undefined);
    await browser.close();
    for (const [key, { score }] of Object.entries(lhr.categories)) best[key] = Math.max(best[key] ?? 0, score ?? 0);
    const weighty = new Set(Object.values(lhr.categories).flatMap((c) => c.auditRefs.filter((r) => r.weight > 0).map((r) => r.id)));
    notes = Object.values(lhr.audits).filter((a) => weighty.has(a.id) && a.score !== null && a.score < 0.995).map((a) => `${a.id}${a.scoreDisplayMode === "numeric" ? ` ${a.displayValue} (${a.score})` : ""}`);
  }
  if (unindexed.includes(name)) delete best.seo;
  const low = Object.entries(best).filter(([, score]) => score < 1);
  if (low.length) faults++;
  console.log(`${name} (${form}): ${Object.entries(best).map(([key, score]) => `${key} ${Math.round(score * 100)}`).join(", ")}${low.length ? " <- " + notes.join(", ") : ""}`);
}
close();
console.log(faults ? `${faults} below 100` : "100 everywhere");
process.exit(faults ? 1 : 0);
