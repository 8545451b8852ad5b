#!/usr/bin/env node
// Pictures of every layout at 375, 768 and 1280 px in light, dark and elder, and of a sheet of A4 as
// it prints, for a person to look through: .ci/web/screenshots [name …], then .ci/out/web/shots/.
// Names are those of site.mjs: home, news, section-plan …
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { base, close, out, pages, publish } from "./site.mjs";
import { launch, modes, open } from "./browser.mjs";

publish();
const { one } = pages(), browser = await launch();
const wanted = process.argv.slice(2), folder = join(out, "shots"), sheet = [];
mkdirSync(folder, { recursive: true });
for (const name of Object.keys(one).filter((n) => !wanted.length || wanted.includes(n))) {
  const address = base + one[name] + (name === "redirect" ? "?hold" : ""), shots = [];
  for (const mode of modes) for (const width of [375, 768, 1280]) {
    const page = await open(browser, address, { mode, width }), file = `${name}-${mode}-${width}.png`;
    await page.evaluate(() => Promise.all([...document.images].map((i) => { i.loading = "eager"; return i.decode().catch(() => {}); })));
    await page.screenshot({ path: join(folder, file), fullPage: true });
    await page.close();
    shots.push(`<img src="${file}" alt="${mode} ${width}" width="${width / 2}">`);
  }
  const page = await open(browser, address);
  await page.pdf({ path: join(folder, `${name}.pdf`), preferCSSPageSize: true });
  await page.close();
  sheet.push(`<h2>${name} <a href="${name}.pdf">print</a></h2><p>${shots.join(" ")}</p>`);
}
writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Qizhi</title><style>img{vertical-align:top;border:1px solid #999}</style>${sheet.join("\n")}`);
await browser.close();
close();
console.log(join(folder, "index.html"));
