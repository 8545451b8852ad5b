// Every promise that a browser or a validator can hold the theme to, on one page of every layout, in
// light, dark and elder: axe-core, html-validate and the Nu checker find nothing; the keyboard reaches
// everything and is always seen; nothing is wider than 320 px; the Content-Security-Policy is not
// violated and does block; paper is as GB/T 9704 has it; the elder mode reads aloud where there is a voice;
// a first visit is light; nothing moves while a page loads.
//
//	node suite.mjs            all of it
//	node suite.mjs weights    the first visit to each page in bytes, the heaviest first, as a table: no part of all of it
//	node suite.mjs axe walk   only these: valid axe names proof walk focus narrow words underline targets policy type print aloud weight shift
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { base, close, pages, publicFolder, publish, served } from "./site.mjs";
import { launch, modes, open } from "./browser.mjs";
import { validate } from "./validate.mjs";

const require = createRequire(import.meta.url);
const wanted = process.argv.slice(2), asked = (name) => !wanted.length || wanted.includes(name);
const faults = [];
const fault = (where, what) => { faults.push(`${where}: ${what}`); console.log(`  ${where}: ${what}`); };
const part = async (name, work) => {
  if (!asked(name)) return;
  const begin = Date.now(), before = faults.length;
  await work();
  console.log(`${name}: ${faults.length - before} faults, ${((Date.now() - begin) / 1000).toFixed(1)} s`);
};

// each does the work for every entry, three at a time or more: only what does not depend on the page in front.
const each = (list, work, abreast = 3) => {
  const left = [...list];
  return Promise.all(Array.from({ length: abreast }, async () => { while (left.length) await work(left.shift()); }));
};

publish();
const { one, files } = pages(), browser = await launch();
const address = (name) => base + one[name] + (name === "redirect" ? "?hold" : "");

await part("valid", () => validate(publicFolder, files, fault));

await part("axe", async () => {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  await each(modes.flatMap((mode) => Object.keys(one).map((name) => [mode, name])), async ([mode, name]) => {
    const page = await open(browser, address(name), { mode });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ rules: { "target-size": { enabled: true } } }));
    for (const v of violations) fault(`${name} (${mode})`, `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + (n.any[0] ? " " + n.any[0].message : "")).join(" | ")} (${v.nodes.length})`);
    await page.close();
  });
});

// A title is broken by sense on the screen and read in one breath: the name of a heading or a link has a pause only
// where its text has one, or at a mark.
await part("names", async () => {
  await each(Object.keys(one), async (name) => {
    const page = await open(browser, address(name)), session = await page.createCDPSession();
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const text = await page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
    const torn = nodes.filter((n) => ["heading", "link"].includes(n.role?.value)).map((n) => (n.name?.value || "").replace(/ ?某 ?/g, "某"))
      .filter((said) => (said.match(/\p{Script=Han}+ \p{Script=Han}+/gu) || []).some((pair) => !text.includes(pair)));
    if (torn.length) fault(name, `read in pieces: ${torn.slice(0, 3).join(" | ")} (${torn.length})`);
    await page.close();
  });
});

// The tools do find what they are there for: without this, a suite that finds nothing proves nothing.
await part("proof", async () => {
  const page = await open(browser, address("404"), { width: 320, watch: true });
  await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate(async () => {
    const wide = document.createElement("p"), cover = document.createElement("div"), picture = new Image();
    wide.className = "story";
    wide.textContent = "x".repeat(200);
    document.querySelector("main").prepend(wide, picture);
    Object.assign(wide.style, { whiteSpace: "nowrap", color: "#eee" });
    Object.assign(cover.style, { position: "fixed", top: 0, left: 0, width: "100%", height: "100%" });
    document.body.append(cover);
    const { violations } = await globalThis.axe.run();
    return { rules: violations.map((v) => v.id), wide: document.scrollingElement.scrollWidth };
  });
  for (const rule of ["image-alt", "color-contrast"]) if (!found.rules.includes(rule)) fault("proof", `axe does not find ${rule}`);
  if (found.wide <= 320) fault("proof", "a page that is too wide is not noticed");
  if (!(await walk(page)).some((line) => line.includes("covered"))) fault("proof", "a covered focus is not noticed");
  await page.close();
});

await part("walk", async () => {
  for (const [mode, width] of [["light", 1280], ["elder", 375]]) for (const name in one) {
    const page = await open(browser, address(name), { mode, width });
    for (const line of await walk(page)) fault(`${name} (${mode}, ${width} px)`, line);
    await page.close();
  }
  const page = await open(browser, address("home"), { width: 375 }); // forty links are passed in one step
  await page.focus(".squares .skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (await page.evaluate(() => !document.activeElement.closest(".squares figcaption"))) fault("home", "the squares cannot be skipped");
  await page.close();
});

// What has the focus is read in the dark as well: axe never looks at a state. Every word of every link, focused,
// against the field that it then stands on.
await part("focus", async () => {
  await each(["dark", "light"].flatMap((mode) => Object.keys(one).map((name) => [mode, name])), async ([mode, name]) => {
    const page = await open(browser, address(name), { mode });
    const faint = await page.evaluate(() => {
      const numbers = (text) => text.match(/[\d.]+/g).map(Number);
      const light = (text) => numbers(text).slice(0, 3).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const field = (e) => { const c = getComputedStyle(e).backgroundColor; return numbers(c)[3] === 0 ? field(e.parentElement) : c; };
      const words = new Set();
      for (const link of document.querySelectorAll("a[href]")) {
        if (link.closest("svg") || !link.checkVisibility()) continue;
        link.focus({ focusVisible: true });
        const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const e = walker.currentNode.parentElement;
          if (!walker.currentNode.data.trim() || e.closest(".sr")) continue;
          const [a, b] = [light(getComputedStyle(e).color), light(field(e))], contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          if (contrast < 4.5) words.add(`${walker.currentNode.data.trim().slice(0, 20)} ${contrast.toFixed(2)}`);
        }
      }
      return [...words];
    });
    if (faint.length) fault(`${name} (${mode})`, `with the focus too faint to read: ${faint.slice(0, 5).join(", ")}`);
    await page.close();
  });
});

await part("narrow", async () => {
  const foreign = (name) => base + "en/" + one[name]; // long words, and a name that takes the whole mast
  const plan = ["light", "elder"].flatMap((mode) => Object.keys(one).map((name) => [mode, address(name), name]))
    .concat(["home", "news", "section-branch", "statistics", "handbook", "search"].map((name) => ["light", foreign(name), `${name} in English`]));
  await each(plan, async ([mode, where, name]) => {
    const page = await open(browser, where, { mode, width: 320 });
    const wide = await page.evaluate(() => {
      const limit = document.documentElement.clientWidth;
      if (document.scrollingElement.scrollWidth <= limit) return "";
      const boxes = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > limit + 1 && !e.closest(".table, pre"));
      return `${document.scrollingElement.scrollWidth} px wide, because of ${boxes.slice(0, 3).map((e) => e.tagName + "." + e.className).join(", ")}`;
    });
    if (wide) fault(`${name} (${mode})`, wide);
    await page.close();
  });
});

// A Latin word moves to the next line whole; it is broken only where it is wider than a line.
await part("words", async () => {
  const plan = [["light", 320], ["light", 375], ["elder", 375]].flatMap((way) => Object.keys(one).map((name) => [...way, name]));
  await each(plan, async ([mode, width, name]) => {
    const page = await open(browser, address(name), { mode, width });
    const broken = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector("main") || document.body, NodeFilter.SHOW_TEXT), range = document.createRange(), words = [];
      while (walker.nextNode()) for (const m of walker.currentNode.data.matchAll(/(?<![\w./:@?=-])[A-Za-z]{2,}(?![\w./:@?=-])/g)) {
        const e = walker.currentNode.parentElement;
        if (e.closest("code, svg, .sr")) continue;
        range.setStart(walker.currentNode, m.index);
        range.setEnd(walker.currentNode, m.index + m[0].length);
        const boxes = [...range.getClientRects()], block = e.closest("h1, h2, h3, h4, p, li, dt, dd, td, th, div");
        if (new Set(boxes.map((b) => Math.round(b.top))).size > 1 && boxes.reduce((sum, b) => sum + b.width, 0) < block.clientWidth) words.push(m[0]);
      }
      return words;
    });
    if (broken.length) fault(`${name} (${mode}, ${width} px)`, `broken within a word: ${broken.slice(0, 5).join(", ")}`);
    await page.close();
  });
});

// In the elder mode a link is underlined, every word of it: a line does not reach into an inline-block by itself.
await part("underline", async () => {
  await each(Object.keys(one), async (name) => {
    const page = await open(browser, address(name), { mode: "elder" });
    const bare = await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((a) => !a.closest("svg, .mast, .menu") && a.checkVisibility()).flatMap((a) => {
      const walker = document.createTreeWalker(a, NodeFilter.SHOW_TEXT), words = [];
      const lined = (e) => {
        const style = getComputedStyle(e);
        return style.textDecorationLine.includes("underline") || parseFloat(style.borderBottomWidth) > 0 || e !== a && !style.display.startsWith("inline-") && lined(e.parentElement);
      };
      while (walker.nextNode()) if (walker.currentNode.data.trim() && !lined(walker.currentNode.parentElement)) words.push(walker.currentNode.data.trim());
      return words;
    }));
    if (bare.length) fault(`${name} (elder)`, `links without their line: ${bare.slice(0, 5).join(", ")}`);
    await page.close();
  });
});

// In the elder mode every link that stands by itself is 44 px high and wide, and no word is smaller than 18 px, at the
// first of its sizes. A link in a sentence may be as small as the sentence (WCAG 2.5.8), and the squares of 四十格 are
// measured as they are drawn. Elsewhere 24 px are enough.
await part("targets", async () => {
  const plan = [["elder", 1280, 44], ["elder", 375, 44], ["light", 1280, 24], ["light", 375, 24]];
  await each(plan.flatMap((way) => Object.keys(one).filter((name) => name !== "redirect").map((name) => [...way, name])), async ([mode, width, least, name]) => {
    const page = await open(browser, address(name), { mode, width, size: 1 });
    const lines = await page.evaluate((least, elder) => {
      const words = (e) => e.textContent.trim().replace(/\s+/g, " "), small = new Set();
      for (const e of document.querySelectorAll("a[href], button, input, select, summary")) {
        if (!e.checkVisibility({ checkVisibilityCSS: true }) || e.closest(".skip, .sr")) continue;
        const block = e.closest("p, li, dd, dt, td, th, h1, h2, h3, figcaption, .b");
        // In a sentence: words of the same block stand beside it, more than a mark or a label.
        if (block && !e.closest("svg, nav, .foot") && [...block.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > (e.closest(".prose") ? 0 : 1))) continue;
        if (e.closest("sup, .lead, .big, .note, .meta:not(.menu), .chart, q, .figure")) continue;
        const box = (e.closest("label") || e).getBoundingClientRect(); // a label is part of its box
        if (box.width < least - 1 || box.height < least - 1) small.add(`${e.closest("[class]")?.className || ""} ${e.tagName} “${words(e).slice(0, 12)}” ${Math.round(box.width)}×${Math.round(box.height)}`);
      }
      if (elder) for (const e of document.querySelectorAll("main *, .foot *, .mast *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (own && !e.closest("svg, .sr, script") && e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 18) small.add(`${e.tagName} “${words(e).slice(0, 12)}” of ${getComputedStyle(e).fontSize}`);
      }
      // The words of a picture as they are drawn; and no picture is so wide that it is moved sideways.
      if (elder) for (const e of document.querySelectorAll("main svg text")) {
        const svg = e.closest("svg"), size = parseFloat(getComputedStyle(e).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        if (e.checkVisibility() && size < 17.5) small.add(`“${words(e).slice(0, 12)}” of ${size.toFixed(1)} px in a picture`);
      }
      if (elder) for (const e of document.querySelectorAll(".plot, .squares figure")) if (e.scrollWidth > e.clientWidth + 1) small.add(`a picture of ${e.scrollWidth} px in ${e.clientWidth}`);
      return [...small];
    }, least, mode === "elder");
    if (lines.length) fault(`${name} (${mode}, ${width} px)`, `too small: ${lines.slice(0, 6).join(" | ")} (${lines.length})`);
    await page.close();
  });
});

await part("policy", async () => {
  await each(Object.keys(one), async (name) => {
    const page = await open(browser, address(name), { watch: true });
    const before = await page.evaluate(() => globalThis.violations);
    for (const v of before) fault(name, `the page violates its own policy: ${v}`);
    const proof = await page.evaluate(async () => {
      const script = document.createElement("script"), style = document.createElement("p");
      script.textContent = "globalThis.broken = 1";
      style.setAttribute("style", "color: rgb(1, 2, 3)");
      const told = () => globalThis.violations.some((v) => v.startsWith("script-src"));
      document.body.append(script, style);
      for (const end = Date.now() + 10000; !told() && Date.now() < end;) await new Promise((done) => setTimeout(done, 10));
      return { ran: globalThis.broken === 1, styled: getComputedStyle(style).color === "rgb(1, 2, 3)", seen: globalThis.violations };
    });
    if (proof.ran || proof.styled) fault(name, "an inline script or style was let through");
    if (!proof.seen.some((v) => v.startsWith("script-src"))) fault(name, `the blocked script was not reported: ${proof.seen}`);
    await page.close();
  });
});

// The text of every page that has one: 18 px on 1.8 lines, and 30 to 38 characters of Chinese in a full line.
await part("type", async () => {
  let typed = 0;
  await each(Object.keys(one), async (name) => {
    const page = await open(browser, address(name));
    const lines = await page.evaluate(() => [...document.querySelectorAll(".page .prose > p:not([class]), .book .prose > p:not([class])")].flatMap((p) => {
      const style = getComputedStyle(p), size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight) / size, measure = p.clientWidth / size;
      return size === 18 && Math.abs(line - 1.8) < 0.01 && measure >= 30 && measure <= 38 ? [] : [`${size} px on ${line.toFixed(2)} lines, ${measure.toFixed(1)} characters wide: ${p.textContent.slice(0, 12)}`];
    }));
    if (lines.length) fault(name, `${lines.slice(0, 3).join(" | ")} (${lines.length})`);
    typed += await page.evaluate(() => document.querySelectorAll(".page .prose > p:not([class])").length > 0);
    await page.close();
  });
  if (typed < 10) fault("type", `only ${typed} pages have a text to measure`);
});

await part("print", async () => {
  for (const name of ["news", "notice", "rich", "charts", "addresses", "book", "statistics"]) {
    const page = await open(browser, address(name)), pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true }));
    const boxes = [...pdf.toString("latin1").matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
    if (!boxes.length || boxes.some(([, w, h]) => Math.abs(w - 595.28) > 1 || Math.abs(h - 841.89) > 1)) fault(name, `printed on ${boxes.map((b) => b[0])}, not on A4`);
    await page.setViewport({ width: 590, height: 900 }); // 156 mm
    await page.emulateMediaType("print");
    for (const line of await page.evaluate(printed)) fault(name, `on paper: ${line}`);
    await page.close();
  }
});

// printed says what of GB/T 9704 does not hold on paper: the sheet's margins, 仿宋 of 16 pt on 28.9 pt, titles of
// 22 pt in Song, nothing to click, the addresses of outside links in words.
function printed() {
  const lines = [], points = (text) => parseFloat(text) * 0.75, want = (what, is, should) => is === should || lines.push(`${what} is ${is}, not ${should}`);
  const sheets = [...document.styleSheets[0].cssRules].filter((r) => r instanceof CSSPageRule);
  want("the margin", sheets[0]?.style.margin, "37mm 26mm 35mm 28mm");
  want("page numbers", sheets.filter((r) => /counter\(page\)/.test(r.cssText)).length, 2);
  const text = document.querySelector("main .prose > p:not([class])"), title = getComputedStyle(document.querySelector("h1"));
  if (text) {
    const style = getComputedStyle(text);
    want("the face", /^FangSong/.test(style.fontFamily), true);
    want("the size", points(style.fontSize).toFixed(1), "16.0");
    want("the line", points(style.lineHeight).toFixed(1), "28.9");
    want("the indent", Math.round(parseFloat(style.textIndent) / parseFloat(style.fontSize)), 2);
  }
  want("the title", points(title.fontSize).toFixed(1), "22.0");
  for (const e of document.querySelectorAll(".mast, .menu, .crumbs, .foot, .skip, .tools, button, summary")) if (e.checkVisibility() && !e.matches(".prose > details > summary")) lines.push(`${e.className || e.tagName} is printed`);
  for (const e of document.querySelectorAll("main table, main pre, main svg, main img")) if (e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + 2) lines.push(`${e.tagName} is wider than the sheet by ${Math.round(e.getBoundingClientRect().right - document.documentElement.clientWidth)} px`);
  // What a text folds away is printed, with what it is folded under; and no picture is cut.
  for (const e of document.querySelectorAll(".prose > details > *")) if (!e.checkVisibility({ contentVisibilityAuto: true }) || !e.getBoundingClientRect().height) lines.push(`“${e.textContent.trim().slice(0, 12)}”, folded away, is not printed`);
  for (const e of document.querySelectorAll(".prose img")) if (getComputedStyle(e).breakInside !== "avoid") lines.push(`the picture “${e.alt}” may be cut`);
  // What reaches below the last word or picture may take a sheet of its own, with nothing on it but its number.
  const seen = [...document.querySelectorAll("p, li, dd, td, h1, h2, h3, svg, img")].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().bottom);
  const end = Math.max(...[...document.querySelectorAll("main, main *")].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().bottom));
  if (end - Math.max(...seen) > 24) lines.push(`${Math.round(end - Math.max(...seen))} px of nothing at the end`);
  for (const e of document.querySelectorAll('.prose a[href^="http"]')) if (!getComputedStyle(e, "::after").content.includes(e.getAttribute("href"))) lines.push(`the address of ${e.textContent} is not printed`);
  return lines;
}

await part("aloud", async () => {
  const page = await browser.newPage(), button = (name) => page.$eval("." + name, (b) => b.checkVisibility() && b.textContent);
  await page.evaluateOnNewDocument(() => {
    localStorage.setItem("qizhi-elder", 1);
    globalThis.spoken = [];
    globalThis.SpeechSynthesisUtterance = function (text) { this.text = text; };
    const speech = { getVoices: () => [{ lang: "en-US" }, { lang: "zh-CN", localService: true }], speak: (u) => { globalThis.spoken.push(u.text); (globalThis.tongues ||= {})[u.lang] = u.voice?.lang; if (u.lang === "en") globalThis.english = [...(globalThis.english || []), u.text]; globalThis.now = u; }, cancel: () => {} };
    Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
  });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]); // nothing scrolls away from under the mouse
  await page.goto(address("rich"));
  const next = () => page.evaluate(() => globalThis.now.onend()), said = () => page.evaluate(() => globalThis.spoken);
  const is = (what, got, want) => JSON.stringify(got) === JSON.stringify(want) || fault("rich (elder)", `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
  is("the button", await button("aloud"), "朗读");
  await page.click(".aloud");
  is("while reading", [await button("aloud"), await button("hush")], ["暂停朗读", "停止"]);
  await next();
  is("marked", await page.$eval(".spoken", (e) => e.tagName), "P");
  const heard = await said();
  is("first the title", heard[0].slice(0, 8), "市商会行业党委关");
  await page.click(".aloud");
  is("paused", await button("aloud"), "继续朗读");
  await page.click(".aloud");
  is("goes on where it stopped", (await said()).at(-1), heard.at(-1));
  for (let i = 0; i < 200 && await button("hush"); i++) await next();
  const all = (await said()).join("");
  is("reads to the end", [all.includes("市某商会"), all.includes("最后一段"), all.includes("友情链接"), await button("aloud")], [true, true, false, "朗读"]);
  is("each language by its own voice", await page.evaluate(() => globalThis.tongues), { "zh-CN": "zh-CN", en: "en-US" });
  is("English sentence by sentence", await page.evaluate(() => globalThis.english.length > 1 && globalThis.english.every((text) => /[.!?]\s*$/.test(text))), true);
  await page.click(".turn");
  is("only in the elder mode", await button("aloud"), false);
  await page.close();
  const mute = await open(browser, address("rich"), { mode: "elder" });
  is("without a voice", await mute.$eval(".aloud", (b) => b.checkVisibility()), false);
  await mute.close();
});

const costs = [];
if (wanted.includes("weights")) wanted.push("weight");
await part("weight", async () => {
  for (const name in one) {
    served.length = 0;
    const page = await open(browser, address(name), { fresh: true });
    await page.close();
    const own = served.filter((s) => !/png|jpe?g|webp/.test(s.type)), sum = (list) => list.reduce((n, s) => n + s.bytes, 0);
    const scripts = sum(own.filter((s) => s.type.includes("javascript") && !/search\/.*index|\/[0-9a-f]{2,}\.js/.test(s.path)));
    costs.push([sum(own), scripts, name]);
    if (sum(own) > 60 << 10) fault(name, `a first visit costs ${sum(own)} bytes: ${own.map((s) => s.path + " " + s.bytes)}`);
    if (scripts > 12 << 10) fault(name, `JavaScript of ${scripts} bytes`);
    if (own.filter((s) => s.type === "text/css").length !== 1) fault(name, "not one style sheet");
    for (const s of served) if (!own.includes(s) && name !== "gallery" && s.bytes > 200 << 10) fault(name, `${s.path} weighs ${s.bytes}`);
  }
  costs.sort(([a], [b]) => b - a);
  const [most, , heaviest] = costs[0], [middle] = costs[costs.length >> 1];
  if (wanted.includes("weights")) for (const [all, scripts, name] of costs) console.log(`  ${String(all).padStart(6)} bytes, ${String(scripts).padStart(5)} of them scripts: ${name}`);
  console.log(`  a first visit: at most ${most} bytes (${heaviest}), ${middle} in the middle`);
});

// Nothing moves while a page loads: neither one that comes at once nor one that comes in slices, which is what a bad
// line, or a busy machine that stops the parser between two elements, makes of it. Pages in slices mostly wait, so that
// many are open side by side; each then proves that it would have told: a block put in at its top is noticed.
await part("shift", async () => {
  const ways = ["slow", ""].map((how) => [how, ["light", "elder"].flatMap((mode) => [375, 1280].flatMap((width) => Object.keys(one).map((name) => [mode, width, name])))]);
  for (const [how, plan] of ways) await each(plan.filter(([, , name]) => !how || name !== "redirect"), async ([mode, width, name]) => {
    const page = await open(browser, address(name) + (how && "?" + how), { mode, width, watch: true, fresh: true });
    await page.evaluate(() => new Promise((done) => setTimeout(done, 120)));
    const moved = await page.evaluate(() => globalThis.shifts), where = `${name} (${mode}, ${width} px${how && ", " + how})`;
    if (moved.length) fault(where, `moves while it loads: ${moved.slice(0, 3).join("; ")}`);
    if (!await page.evaluate(pushed, moved.length)) fault(where, "a page that is pushed down is not noticed");
    await page.close();
  }, how ? 10 : 3);
});

// pushed puts a block on top of the page and says whether that was noticed as more shifts than there were before.
async function pushed(before) {
  const block = document.createElement("div");
  block.style.height = "150px";
  document.body.prepend(block);
  for (const end = Date.now() + 10000; globalThis.shifts.length === before && Date.now() < end;) await new Promise((done) => setTimeout(done, 10));
  return globalThis.shifts.length > before;
}

// walk presses Tab until it has been everywhere and says what it could not reach or see.
async function walk(page) {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    globalThis.nameOf = (e) => `${e.tagName.toLowerCase()} “${(e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 20)}”`;
    globalThis.reachable = all.filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ checkVisibilityCSS: true }));
    globalThis.visited = new Set();
    document.body.tabIndex = -1; // begin at the top, whatever has the focus
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return globalThis.reachable.length;
  });
  const lines = [];
  for (let i = 0; i <= wanted + 2; i++) {
    await page.keyboard.press("Tab");
    let line = await page.evaluate(look);
    if (line === "end") break;
    for (let again = 0; again < 5 && line.includes("outside"); again++) { // a box may still be scrolling
      await new Promise((done) => setTimeout(done, 100));
      line = await page.evaluate(look, true);
    }
    if (line) lines.push(line);
  }
  // A box in which nothing scrolls is no stop any more once its script has measured it; one that scrolls stays one.
  const missed = await page.evaluate(() => globalThis.reachable.filter((e) => !globalThis.visited.has(e) && (e.tabIndex >= 0 || e.scrollWidth > e.clientWidth + 1)).map(globalThis.nameOf));
  if (missed.length) lines.push(`the keyboard does not reach ${missed.slice(0, 5).join(", ")}`);
  return lines;
}

// look says what is wrong with the focus where it is now: "" nothing.
function look(again) {
  const e = document.activeElement;
  if (!e || e === document.body || !again && globalThis.visited.has(e)) return "end";
  globalThis.visited.add(e);
  const style = getComputedStyle(e), boxes = [...e.getClientRects()].filter((b) => b.width > 0 && b.height > 0);
  const inside = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  // A box that scrolls sideways may show only an end of it: WCAG 2.4.11 asks that it is not hidden whole.
  let points = boxes.flatMap((b) => [b.width / 2, 6, b.width - 6].map((x) => [b.left + x, b.top + Math.min(b.height / 2, innerHeight / 2)]));
  if (e.ownerSVGElement || e.children.length) points = points.concat([...e.children].map((c) => c.getBoundingClientRect()).map((b) => [b.left + b.width / 2, b.top + b.height / 2]));
  const seen = points.some(([x, y]) => {
    const top = inside(x, y) && document.elementFromPoint(x, y);
    return top && (e.contains(top) || top.contains(e) && !top.matches("header, nav, .rail"));
  });
  if (!seen) return `the focus on ${globalThis.nameOf(e)} is outside the window or covered`;
  if ((style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) && style.boxShadow === "none") return `the focus on ${globalThis.nameOf(e)} is not shown`;
  return "";
}

await browser.close();
close();
console.log(faults.length ? `${faults.length} faults` : "no faults");
process.exit(faults.length ? 1 : 0);
