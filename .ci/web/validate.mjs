// Every published page by two validators: html-validate and the Nu checker of the W3C.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";

// What html-validate asks for as a matter of taste, each with its reason.
const rules = {
  "void-style": "off", // the minifier's way of writing
  "doctype-style": "off",
  "long-title": "off", // a title of 70 letters is 35 Han characters; the writer decides
  "require-sri": "off", // everything comes from the site's own host
  "no-implicit-button-type": "off", // the minifier leaves out type="submit", the default
  "no-raw-characters": ["error", { relaxed: true }], // a bare & is HTML where no reference follows (13.1.2.3), and minified
  "tel-non-breaking": ["error", { ignoreClasses: ["tel"] }], // the style sheet holds it together
  "aria-label-misuse": ["error", { allowAnyNamable: true }], // a list may have a name
  "valid-id": ["error", { relaxed: true }], // HTML allows Han letters and “fn:1”
  "prefer-native-element": ["error", { exclude: ["region"] }], // a section without a heading is what Nu warns of
};

export async function validate(folder, files, fault) {
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules });
  for (const file of files) {
    const report = await validator.validateFile(join(folder, file));
    for (const result of report.results) for (const m of result.messages) fault(file, `html-validate ${m.ruleId}: ${m.message} (${m.line}:${m.column} ${m.selector})`);
  }
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const checked = spawnSync("java", ["-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", folder], { encoding: "utf8", maxBuffer: 64 << 20 });
  if (checked.error) throw checked.error;
  for (const m of JSON.parse(checked.stderr).messages) {
    if (known(m)) continue;
    fault(m.url.replace(/.*\/public\//, ""), `nu ${m.subType || m.type}: ${m.message} (${m.lastLine}:${m.lastColumn} ${m.extract?.slice(0, 120)})`);
  }
}

// known is what Nu reports wrongly.
function known(m) {
  if (/Content Security Policy/.test(m.message)) return true; // 'self' means nothing on a disk; the browser proves the policy
  return /Attribute “pathlength” not allowed on element “circle”/i.test(m.message); // SVG 2 has it; Nu checks SVG 1.1
}
