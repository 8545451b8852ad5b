// The system's Chromium, and a page opened as a visitor of one kind would have it.
import puppeteer from "puppeteer-core";

export const modes = ["light", "dark", "elder"];

export function launch() {
  return puppeteer.launch({ // a loaded machine is slow, not wrong
    timeout: 180000,
    protocolTimeout: 180000,
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// contexts holds one profile a mode and size: pages of one profile share their storage, so a light page opened beside
// an elder one would switch it off between the moment it is set and the moment the page's own script reads it.
const contexts = new Map();

// profile is the context of one kind of visitor, made when the first of them comes.
function profile(browser, kind) {
  if (!contexts.has(kind)) contexts.set(kind, browser.createBrowserContext());
  return contexts.get(kind);
}

// open shows an address: mode is light, dark or elder (elder at its second size), watch keeps
// violations of the policy and shifts of the layout, fresh comes with an empty cache.
export async function open(browser, address, { mode = "light", width = 1280, height = 900, watch = false, fresh = false, size = 2 } = {}) {
  const page = await (await profile(browser, mode === "elder" ? `elder ${size}` : mode)).newPage();
  page.setDefaultTimeout(180000);
  await page.emulateFocusedPage(true); // as if it were in front, though others are open beside it
  await page.setViewport({ width, height });
  await page.setCacheEnabled(!fresh);
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: mode === "dark" ? "dark" : "light" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.evaluateOnNewDocument((elder) => {
    try {
      elder ? localStorage.setItem("qizhi-elder", elder) : localStorage.removeItem("qizhi-elder");
    } catch { /* a page without an origin */ }
  }, mode === "elder" ? size : 0);
  if (watch) await page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    globalThis.shifts = [];
    addEventListener("securitypolicyviolation", (e) => globalThis.violations.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shifts.push(`${entry.value.toFixed(4)} ${(entry.sources || []).map((s) => (s.node?.nodeName || "?") + "." + (s.node?.className || "")).join(",")}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(address, { waitUntil: "load" });
  return page;
}
