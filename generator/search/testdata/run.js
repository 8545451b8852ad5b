// The browser's half of the tests of package search: answers the questions of questions.json from the
// index beside it, with the engine given on the command line, and prints the answers.
"use strict";
const fs = require("fs"), path = require("path"), vm = require("vm");
const [engine, folder] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(engine, "utf8"), engine);
const search = global.qizhiSearch;
let arrived, normalised = 0, files = 0; // what an answer costs, in characters and files
const normalize = String.prototype.normalize;
String.prototype.normalize = function (form) {
  normalised += this.length;
  return normalize.call(this, form);
};
search.load = (name, data) => { arrived = { name, data }; };
search.read = async (name) => {
  files++;
  vm.runInThisContext(fs.readFileSync(path.join(folder, name + ".js"), "utf8"), name);
  if (arrived.name !== name) throw new Error(`${name} says it is ${arrived.name}`);
  return arrived.data;
};

// answer follows a query to its last page.
const answer = async (begin, { query, filter, counts }) => {
  normalised = files = 0;
  const session = await begin(query, filter), hits = [], atMost = session.left();
  do {
    hits.push(...(await session.next()).map(({ address, sum: score, title, lines, hash, origin }) => ({ address, score, title, excerpts: lines, hash, origin })));
  } while (session.left());
  return { words: session.words, cut: session.cut, partial: !!session.part, atMost, hits, counts: counts && await session.counts(), normalised, files };
};

(async () => {
  const { queries, folds } = JSON.parse(fs.readFileSync(path.join(folder, "questions.json"), "utf8"));
  const begin = await search.open(), answers = [];
  for (const query of queries || []) answers.push(await answer(begin, query));
  process.stdout.write(JSON.stringify({ answers, folds: (folds || []).map((text) => search.fold(text)) }));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
