// The site under test: the sample content with the pages of extra/ laid over it (what the sample has
// no need of: long web addresses, a withdrawn page, an old address, a gallery, charts in a text, long titles, a long list, an empty one),
// published for one address and served from there, with every answer counted; and the same content once more in
// English under a long name, as /en/. QIZHI_WEB_OUT names another folder, so that two can run beside each other; the
// port is one that is free, or QIZHI_WEB_PORT.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync, crc32, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../..");
export const out = process.env.QIZHI_WEB_OUT || join(root, ".ci/out/web");
export const publicFolder = join(out, "public");
const foreignFolder = join(out, "public-en");

// The port is taken before anything is published for it.
const server = createServer((request, response) => answer(request, response)).unref();
await new Promise((ready, failed) => server.once("error", failed).listen(+(process.env.QIZHI_WEB_PORT || 0), "127.0.0.1", ready));
export const base = `http://127.0.0.1:${server.address().port}/`;

// publish builds the site under test with the binary named by QIZHI, or one made here.
export function publish() {
  const site = join(out, "site"), content = join(site, "content");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  cpSync(join(root, "content"), content, { recursive: true });
  cpSync(join(here, "extra"), content, { recursive: true });
  // The foot of a unit that says all it may say of itself.
  const settings = join(content, "site.toml"), written = readFileSync(settings, "utf8");
  const full = written.replace('name = "市商会行业党委"', `$&
address = "××市××区人民路1号"
postcode = "000000"
phone = "010-00000000 转 8"
email = "very.long.mailbox.name.of.the.committee@dangjian.example.org"`).replace("# icp =", 'icp = "示例ICP备00000000号"\npolice = "示例公网安备00000000000000号"\nidentifier = "0000000000"\n# icp =');
  if (full.split("\n").length < written.split("\n").length + 7) throw new Error("site.toml has no [organisation] or [footer] to fill");
  writeFileSync(settings, full);
  const album = join(content, "news/图集");
  for (const [name, width, height] of [["会场", 900, 600], ["授牌", 640, 960], ["合影", 1200, 600]])
    writeFileSync(join(album, name + ".png"), photo(width, height));
  for (let i = 1; i <= 45; i++)
    writeFileSync(join(content, `many/${i}.md`), `+++\ntitle = "第${i}条，标题有长有短${"，越写越长".repeat(i % 6)}"\ndate = "2022-06"\nsummary = "一句话。"\n+++\n正文。\n`);
  const binary = process.env.QIZHI || join(out, "qizhi");
  if (!process.env.QIZHI) run("go", ["build", "-o", binary, "./cmd/qizhi"], root);
  run(binary, ["build", "-s", site, "-o", publicFolder, "--base-url", base, "--drafts"], root);
  const foreign = join(out, "site-en");
  cpSync(content, join(foreign, "content"), { recursive: true });
  writeFileSync(join(foreign, "content/site.toml"), full.replace('language = "zh-CN"', 'language = "en"').replace('title = "商会党建"', 'title = "The Harbour City Chambers of Commerce: Organisation, Membership and Activities"'));
  run(binary, ["build", "-s", foreign, "-o", foreignFolder, "--base-url", base + "en/", "--drafts"], root);
}

function run(command, words, cwd) {
  const done = spawnSync(command, words, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) throw new Error(`${command} ${words.join(" ")}: exit ${done.status}`);
}

// photo is a PNG that no minifier or coder can make small by luck: a slope of colour.
function photo(width, height) {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    rows[at++] = 0;
    for (let x = 0; x < width; x++) for (const value of [160 * x / width + 60, 140 * y / height + 50, 90]) rows[at++] = value;
  }
  const part = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]), all = Buffer.alloc(8 + body.length);
    all.writeUInt32BE(data.length, 0);
    body.copy(all, 4);
    all.writeUInt32BE(crc32(body), 4 + body.length);
    return all;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), part("IHDR", head), part("IDAT", deflateSync(rows)), part("IEND", Buffer.alloc(0))]);
}

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".xml": "application/xml", ".json": "application/json", ".csv": "text/csv" };

// served is what the current visit has asked for so far: path, type and size on the wire.
export const served = [];

// slice is how much of a page asked for with ?slow comes at a time: so little that the browser paints in between.
const slice = 200, pause = 20;

// answer answers like a plain static host. A page asked for with ?hold keeps its reader: its refresh is left out. One
// asked for with ?slow comes in slices, as over a bad line or on a machine that is busy: each up to the end of a tag, but
// not within a paragraph, whose last line is stretched when it is full.
async function answer(request, response) {
  const url = new URL(request.url, base), asked = normalize(decodeURIComponent(url.pathname)).replace(/\/$/, "/index.html");
  const folder = asked.startsWith("/en/") ? foreignFolder : publicFolder, path = asked.replace(/^\/en\//, "/");
  const found = existsSync(join(folder, path)), file = join(folder, found ? path : "404.html");
  let body = readFileSync(file);
  if (url.searchParams.has("hold")) body = Buffer.from(body.toString().replace(/<meta http-equiv="?refresh"?[^>]*>/, ""));
  const slow = url.searchParams.has("slow"), type = types[extname(file)] || "application/octet-stream", packed = !slow && /text|javascript|svg|xml|json/.test(type);
  if (packed) body = gzipSync(body);
  served.push({ path, type, bytes: body.length });
  response.writeHead(found ? 200 : 404, { "content-type": type, "cache-control": "max-age=600", ...(packed && { "content-encoding": "gzip" }) });
  for (let at = 0, end; slow && at < body.length; at = end) {
    end = body.indexOf(">", at + slice) + 1 || body.length;
    if (Math.max(body.lastIndexOf("<p>", end), body.lastIndexOf("<p ", end)) > body.lastIndexOf("</p>", end)) end = body.indexOf("</p>", end) + 4;
    response.write(body.subarray(at, end));
    await new Promise((done) => setTimeout(done, pause));
  }
  response.end(slow ? undefined : body);
}

// close lets the port go.
export const close = () => server.close();

// pages is one page for every layout, by the layout's name, and some more by what they show.
export function pages() {
  const files = readdirSync(publicFolder, { recursive: true }).map(String).filter((f) => f.endsWith(".html")).sort();
  const first = (folder, not = /index|page/) => files.find((f) => f.startsWith(folder + "/") && !not.test(f.slice(folder.length)));
  const one = {
    home: "index.html", "404": "404.html", map: "map.html", search: "search/index.html", terms: "tags/index.html", term: first("tags"),
    statistics: "statistics/index.html", period: first("statistics", /index|cited/), cited: first("statistics", /index|H\d\.html/), page: "about.html", section: "news/index.html",
    news: first("news", /index|page|che-xia|tu-ji|chang|mo-tu|jiu-zhi|wang-zhi/), notice: first("notices"), withdrawn: "news/che-xia.html", redirect: "news/jiu-zhi.html",
    gallery: "news/tu-ji.html", rich: "news/chang.html", charts: "news/mo-tu.html", addresses: "news/wang-zhi.html", session: "activities/wang-zhi.html", many: "many/index.html", "many-2": "many/page/2.html", none: "none/index.html",
  };
  for (const [kind, folder] of [["chamber", "chambers"], ["branch", "branches"], ["brand", "brands"], ["case", "cases"],
    ["activity", "activities"], ["series", "series"], ["honour", "honours"], ["handbook", "handbook"], ["plan", "plans"]]) {
    one[kind] = first(folder);
    one["section-" + kind] = folder + "/index.html";
  }
  if (files.includes("handbook/book.html")) one.book = "handbook/book.html";
  for (const [name, file] of Object.entries(one)) if (!files.includes(file)) throw new Error(`no page for ${name}: ${file}`);
  for (const layout of readdirSync(join(root, "themes/hongyan/layouts")).filter((f) => f.endsWith(".html")))
    if (!one[layout.slice(0, -5)]) throw new Error(`no page shows the layout ${layout}: add one to site.mjs`);
  return { one, files };
}
