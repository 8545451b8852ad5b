// The search engine of the browser: generator/search's Reader over again, which explains the format
// and the order of things. It knows no page: qizhiSearch.read fetches a file of the index by name.
(() => {
  "use strict";
  const search = ((typeof window === "undefined" ? global : window).qizhiSearch = {});

  // Cleaning and folding, as in clean.go and fold.go.

  const clean = (text) => text.normalize("NFC")
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g, "")
    .replace(/[\s\x85]+/g, " ").trim();

  const foldedCharacters = {};

  // fold returns the folded text; places, when given, gets the place in text of each of its units.
  const fold = (text, places) => {
    let folded = "", at = 0;
    for (const character of text) {
      const one = foldedCharacters[character] || (foldedCharacters[character] = character.normalize("NFKC").toLowerCase());
      if (places) for (const _ of Array(one.length)) places.push(at);
      folded += one;
      at += character.length;
    }
    return folded;
  };

  const wordsOf = (query) => {
    const words = [], pattern = /["＂]([^"＂]+)["＂]|([^ ]+)/g;
    for (let match; (match = pattern.exec(clean(query)));) {
      const word = fold(clean(match[1] || match[2]));
      if (word && !words.includes(word)) words.push(word);
    }
    return words;
  };

  // Bit streams, as in bits.go and unbits.go.

  const reader = (text) => {
    let at = 0, held = 0, left = 0;
    const digit = () => {
      const c = text.charCodeAt(at++);
      return c - 32 - (c > 34) - (c > 92);
    };
    return (count) => {
      let value = 0;
      while (count--) {
        if (!left) {
          held = digit() * 93 + digit();
          left = 13;
        }
        value = value * 2 + (held >> --left & 1);
      }
      return value;
    };
  };

  const zeros = (bits, limit) => {
    let n = 0;
    while (n < limit && !bits(1)) n++;
    return n;
  };

  const golomb = (bits, order) => {
    const n = order + zeros(bits, 31 - order);
    return 2 ** n + bits(n) - 2 ** order;
  };

  const rice = (bits, order) => {
    const n = zeros(bits, 24);
    return n * 2 ** order + (n < 24 ? bits(order) : golomb(bits, order));
  };

  const riceOrder = (n, total) => {
    let order = 0;
    while (order < 24 && n * 2 ** (order + 1) <= total) order++;
    return order;
  };

  // readCode reads a prefix code and returns the function that reads a symbol of it.
  const readCode = (bits, lengths) => {
    const counts = Array(17).fill(0), words = [];
    let symbol = -1;
    for (let n = golomb(bits, 8); n--;) {
      symbol += golomb(bits, 2) + 1;
      const length = 16 - golomb(bits, 2);
      counts[length]++;
      words.push([lengths[symbol] = length, symbol]);
    }
    words.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return (from) => {
      for (let length = 1, code = 0, first = 0, index = 0; length < 17; length++) {
        code = code * 2 + from(1);
        first *= 2;
        if (code - first < counts[length]) return words[index + code - first][1];
        index += counts[length];
        first += counts[length];
      }
    };
  };

  const numbers = (text, count, names) => {
    const bits = reader(text), width = Math.ceil(Math.log2(names || 1));
    return Array.from({ length: count }, () => bits(width));
  };

  // Grams, as in gram.go.

  const isWord = (u) => u < 128 ? u > 47 && u < 58 || u > 96 && u < 123 || "#$%&*+-./<=>@\\^_`|~".includes(String.fromCharCode(u))
    : u >= 0x3400 && u < 0xfe10 || u >= 0xc0 && u < 0x2000 && u !== 0xd7 && u !== 0xf7 || u >= 0x2c00 && u < 0x2e00 ||
      u >= 0x2e80 && u < 0x3000 || u >= 0x3005 && u < 0x3008 || u >= 0x3021 && u < 0x3400 || u >= 0xfe70 && u < 0xff00 || u >= 0xff10;

  const scramble = (u) => u * 0x9e37 & 0xffff;
  const asciiCode = (u) => ((u > 95 ? u - 64 : u - 32) * 37) & 63;
  const successors = (first, second, third) => first < 128 && second && second < 128
    ? asciiCode(second) << 6 | (third > 127 ? scramble(third) >> 10 : third && asciiCode(third))
    : scramble(second) >> 4;

  // gramsOf returns the grams of a word, as in query.go.
  const gramsOf = (word, place, rarity) => {
    const grams = [];
    for (let i = 0; i < word.length; i++) {
      const first = word.charCodeAt(i), next = [];
      if (!isWord(first)) continue;
      let rare = rarity(first);
      for (let j = i + 1; j < word.length && next.length < 2; j++) {
        const u = word.charCodeAt(j);
        if (isWord(u)) next.push(u);
        else if (!next.length) rare += 4;
      }
      const ascii = first < 128 && next[0] < 128;
      if (next.length) rare += rarity(next[0]);
      if (ascii && next[1]) rare += rarity(next[1]);
      grams.push({
        place, rare,
        first: scramble(first),
        rest: successors(first, next[0] || 0, next[1] || 0),
        known: !next.length ? 0 : ascii && !next[1] ? 6 : 12,
      });
    }
    return grams;
  };

  // ordered returns the grams of all words in the order in which they are looked up.
  const ordered = (words, rarity) => {
    let all = [];
    words.forEach((word, place) => {
      const grams = gramsOf(word, place, rarity);
      const worth = (j) => grams[j].rare - [j - 1, j + 1].filter((k) => grams[k] && grams[k].taken).length * 6;
      grams.forEach((_, turn) => {
        let best = -1;
        grams.forEach((gram, j) => {
          if (!gram.taken && (best < 0 || worth(j) > worth(best))) best = j;
        });
        Object.assign(grams[best], { taken: 1, turn });
        all.push(grams[best]);
      });
    });
    if (all.some((gram) => gram.known)) all = all.filter((gram) => gram.known);
    return stable(all, (a, b) => a.turn - b.turn || b.rare - a.rare);
  };

  // stable sorts alike in browsers whose own sort is not.
  const stable = (list, compare) => list.map((value, i) => [value, i])
    .sort((a, b) => compare(a[0], b[0]) || a[1] - b[1]).map((pair) => pair[0]);

  // Records, as in record.go.

  const parseRecord = (text) => {
    const f = text.split("\x01");
    const record = {
      address: f[0], section: f[1] || f[0].slice(0, Math.max(0, f[0].lastIndexOf("/"))), title: f[2], summary: f[3], kind: f[4],
      branch: f[5], brand: f[6], tags: f[7] ? f[7].split("\x05") : [], dateText: f[8], date: f[9],
    };
    let anchor = "";
    record.parts = (f[10].match(/[\x02\x04][^\x02\x04]*/g) || []).map((part) => {
      const heading = part[0] === "\x02", [text, id] = part.slice(1).split("\x03");
      if (heading) anchor = id === undefined ? text : id;
      return { text, heading, anchor };
    });
    const title = fold(record.title), length = title.length;
    record.fields = [[title, length > 16 ? 3 : length > 8 ? 4 : length > 4 ? 5 : 6]].concat(
      [record.branch, record.brand, ...record.tags].map((text) => [fold(text), 2]),
      [record.summary, record.kind, record.dateText, record.date].map((text) => [fold(text), 0]),
      record.parts.map((part) => [fold(part.text), +part.heading]));
    return record;
  };

  const occurrences = (text, word) => {
    const places = [];
    for (let at = -1; (at = text.indexOf(word, at < 0 ? 0 : at + word.length)) >= 0;) places.push(at);
    return places;
  };

  const FAR = 65536;

  // look verifies a record: its score, -1 when a word is missing, and how near the words are.
  const look = (record, words, counted) => {
    const ranks = words.map(() => -1);
    let near = FAR, score = 0;
    for (const [text, rank] of record.fields) {
      let all = words.length > 1;
      words.forEach((word, i) => {
        if (text.includes(word)) ranks[i] = Math.max(ranks[i], rank);
        else all = false;
      });
      if (all) near = Math.min(near, nearness(text, words));
    }
    ranks.forEach((rank, i) => {
      if (rank < 0 || score < 0) score = -1;
      else if (counted[i]) score += rank;
    });
    return { score, near };
  };

  const nearness = (text, words) => Math.min(...occurrences(text, words[0]).map((at) => {
    let from = at, to = at + words[0].length;
    words.slice(1).forEach((word) => {
      const nearest = occurrences(text, word).reduce((a, b) => Math.abs(b - at) < Math.abs(a - at) ? b : a);
      from = Math.min(from, nearest);
      to = Math.max(to, nearest + word.length);
    });
    return to - from;
  }));

  // stretches returns the longest stretches of a word that stand in a text, as in partial.go.
  const stretches = (text, word) => {
    const found = [], least = Math.min(2, word.length);
    for (let from = 0; from + least <= word.length;) {
      let to = from + least;
      while (to <= word.length && text.includes(word.slice(from, to))) to++;
      if (--to - from >= least) {
        found.push(word.slice(from, to));
        from = to;
      } else from++;
    }
    return found;
  };

  // Marking what was found.

  // mark cuts a text into pieces, alternately plain and found.
  const mark = (text, words) => {
    const places = [], folded = fold(text, places), found = [];
    for (const word of words) {
      for (const at of occurrences(folded, word)) found.push([places[at], places[at + word.length - 1] + 1]);
    }
    found.sort((a, b) => a[0] - b[0]);
    const pieces = [];
    let end = 0;
    for (let [from, to] of found) {
      from = Math.max(from, end);
      if (to <= from) continue;
      if (from === end && pieces.length) pieces[pieces.length - 1] += text.slice(from, to);
      else pieces.push(text.slice(end, from), text.slice(from, to));
      end = to;
    }
    pieces.push(text.slice(end));
    return pieces;
  };

  // excerpt picks the text that has most of the words and cuts it around the first of them.
  const excerpt = (record, words) => {
    let best = { text: record.summary, anchor: "" }, most = -1;
    for (const part of [best, ...record.parts]) {
      const folded = fold(part.text), n = words.filter((word) => folded.includes(word)).length;
      if (n > most && !part.heading && part.text) {
        most = n;
        best = part;
      }
    }
    const places = [], folded = fold(best.text, places);
    const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((place) => place >= 0).concat(folded.length));
    const from = at < folded.length && places[at] > 40 ? places[at] - 30 : 0, to = from + 96;
    return {
      anchor: best.anchor,
      pieces: mark((from ? "…" : "") + best.text.slice(from, to) + (to < best.text.length ? "…" : ""), words),
    };
  };

  // The index, as in reader.go.

  const open = async () => {
    const files = {};
    const get = (name) => files[name] || (files[name] = search.read(name).catch((error) => {
      delete files[name];
      throw error;
    }));
    const manifest = await search.read("manifest");
    if (manifest.v !== 1) throw new Error("version");
    const model = await get(manifest.p), bits = reader(model.c), lengths = {};
    const token = readCode(bits, lengths), slot = readCode(bits, {});
    const first = [0];
    manifest.n.forEach((n) => first.push(first[first.length - 1] + n));
    const pages = first[first.length - 1], rowBits = manifest.r, columnBits = manifest.c, restBits = 12 - columnBits;
    const rarity = (u) => lengths[u] || 18;

    const expand = (text) => {
      const from = reader(text), out = [];
      for (let size = golomb(from, 12); out.length < size;) {
        const symbol = token(from);
        if (symbol === undefined) throw new Error("damaged");
        if (symbol <= 65536) {
          out.push(symbol < 65536 ? symbol : from(16));
          continue;
        }
        let length = symbol - 65535;
        if (length === 9) length += golomb(from, 3);
        const where = slot(from);
        let offset = where & 31;
        if (offset > 1) offset = 2 ** (offset - 1) + from(offset - 1);
        while (length--) out.push(where > 31 ? model.p.charCodeAt(offset++) : out[out.length - offset - 1]);
      }
      return out.map((unit) => String.fromCharCode(unit)).join("");
    };

    const records = {};
    const segment = async (n) => records[n] || (records[n] =
      expand(await get("t-" + manifest.t.substr(n * 8, 8))).split("\0").slice(0, -1).map(parseRecord));

    const segmentOf = (number) => {
      let low = 0, high = first.length;
      while (high - low > 1) {
        const middle = low + high >> 1;
        if (first[middle] > number) high = middle;
        else low = middle;
      }
      return low;
    };

    // list reads a list and calls add with each document and rank.
    const list = (from, add) => {
      const size = golomb(from, 2), documents = [];
      if (!size) return;
      let order = riceOrder(size, pages), next = 0;
      for (let i = 0; i < size; i++) {
        documents.push(next += rice(from, order));
        next++;
      }
      const ranks = Array(size).fill(0);
      let best = golomb(from, 0);
      order = riceOrder(best, size);
      for (next = 0; best--; next++) {
        next += rice(from, order);
        ranks[next] = from(1) ? from(1) ? 3 + from(2) : 2 : 1;
      }
      if (add) documents.forEach((number, i) => add(number, ranks[i]));
    };

    const scan = (from, gram, add) => {
      const wanted = gram.first & 2 ** (16 - rowBits) - 1, span = 2 ** Math.min(12 - gram.known, restBits) - 1;
      const low = gram.rest & 2 ** restBits - 1 & ~span;
      let character = -1;
      for (let n = golomb(from, 6); n-- && character < wanted;) {
        character += golomb(from, 6) + 1;
        const listBits = from(4), width = restBits - listBits;
        for (let i = 0; i < 2 ** listBits; i++) {
          list(from, character === wanted && i >= low >> width && i <= (low | span) >> width && add);
        }
      }
    };

    const shardsOf = (gram) => {
      const row = gram.first >> 16 - rowBits << columnBits;
      return gram.known < columnBits ? Array.from({ length: 2 ** columnBits }, (_, i) => row + i) : [row + (gram.rest >> restBits)];
    };

    // lookup returns, for each document that has the gram, its best rank; 255 for the others.
    const lookup = async (gram) => {
      const ranks = new Uint8Array(pages).fill(255);
      const texts = await Promise.all(shardsOf(gram).map((n) => get("g" + n.toString(36) + "-" + manifest.g.substr(n * 6, 6))));
      for (const text of texts) {
        scan(reader(text), gram, (number, rank) => {
          if (ranks[number] === 255 || ranks[number] < rank) ranks[number] = rank;
        });
      }
      return ranks;
    };

    let facetData;
    const facets = async () => {
      if (facetData) return facetData;
      const [sections, branches, branch] = await get(manifest.f);
      return (facetData = { section: numbers(sections, pages, manifest.s.length), branches, branch: numbers(branch, pages, branches.length) });
    };

    const yearOf = [];
    manifest.y.forEach(([year, n]) => { while (n--) yearOf.push(year); });

    // tests returns, for each facet, the test that a filter makes of it.
    const tests = async (filter) => {
      const data = filter.section || filter.branch ? await facets() : {};
      const section = manifest.s.findIndex((s) => s[0] === filter.section);
      const branch = data.branches && data.branches.indexOf(filter.branch);
      return {
        section: (n) => !filter.section || data.section[n] === section,
        year: (n) => !filter.year || yearOf[n] === filter.year,
        branch: (n) => !filter.branch || data.branch[n] === branch,
      };
    };

    // A query under way, as in session.go and partial.go.
    const begin = async (query, filter) => {
      const words = wordsOf(query), grams = ordered(words, rarity), counted = words.map((_, i) => grams.some((gram) => gram.place === i));
      const test = await tests(filter || {}), keep = (n) => test.section(n) && test.year(n) && test.branch(n);
      const lists = [];
      let read = 0, refined = false, found = false, step = 0, waiting = [], ready = [];

      const lookUp = async (shards) => {
        const wanted = [];
        while (lists.length + wanted.length < grams.length) {
          const gram = grams[lists.length + wanted.length], n = shardsOf(gram).length;
          if (read + n > shards && lists.length + wanted.length) break;
          read += n;
          wanted.push(gram);
        }
        lists.push(...await Promise.all(wanted.map(lookup)));
      };

      // matching returns the documents that every list has.
      const matching = () => {
        const all = [];
        for (let n = 0; n < pages; n++) if (lists.every((ranks) => ranks[n] < 255)) all.push(n);
        return all;
      };

      const candidates = (documents) => documents.map((number) => {
        let score = 0;
        words.forEach((_, i) => {
          if (counted[i]) score += Math.min(6, ...lists.map((ranks, j) => grams[j].place === i ? ranks[number] : 6));
        });
        return { number, score };
      }).sort(better);

      const better = (a, b) => b.score - a.score || a.number - b.number;

      const window = async (limit) => {
        const wanted = [];
        for (const { number } of waiting.slice(0, 20)) {
          const n = segmentOf(number);
          if (wanted.includes(n)) continue;
          if (wanted.length === limit) break;
          wanted.push(n);
        }
        step++;
        const read = await Promise.all(wanted.map(segment));
        return (number) => {
          const i = wanted.indexOf(segmentOf(number));
          return i >= 0 && read[i][number - first[wanted[i]]];
        };
      };

      const nextWhole = async () => {
        const recordOf = await window(step ? 8 : Math.max(6 - read, 3));
        let page = [];
        while (page.length < 10 && waiting.length + ready.length) {
          if (ready.length && (!waiting.length || better(ready[0], waiting[0]) < 0)) {
            page.push(ready.shift());
            continue;
          }
          const record = recordOf(waiting[0].number);
          if (!record) break;
          const candidate = Object.assign(waiting.shift(), { record }, look(record, words, counted));
          if (candidate.score < 0) continue;
          let at = ready.length;
          while (at && better(candidate, ready[at - 1]) < 0) at--;
          ready.splice(at, 0, candidate);
        }
        if (!page.length) page = ready.splice(0, 10);
        return page.sort((a, b) => b.score - a.score || a.near - b.near || a.number - b.number);
      };

      const beginPartial = async () => {
        session.partial = true;
        await lookUp(12);
        const counts = [];
        for (let number = 0; number < pages; number++) {
          const score = keep(number) ? lists.filter((ranks) => ranks[number] < 255).length : 0;
          if (score) counts.push({ number, score });
        }
        const best = counts.reduce((most, c) => Math.max(most, c.score), 0);
        waiting = counts.filter((c) => c.score >= Math.floor(best / 2)).sort(better);
      };

      const nextPartial = async () => {
        const page = [];
        while (waiting.length && !page.length) {
          const recordOf = await window(8);
          for (let record; page.length < 10 && waiting.length && (record = recordOf(waiting[0].number));) {
            const text = record.fields.map((field) => field[0]).join("\0"), parts = [].concat(...words.map((word) => stretches(text, word)));
            const candidate = Object.assign(waiting.shift(), { record, parts, score: parts.join("").length });
            if (candidate.score) page.push(candidate);
          }
        }
        return page.sort(better);
      };

      const step_ = async () => {
        for (;;) {
          if (session.partial) return nextPartial();
          if (step && !refined && lists.length < grams.length) {
            refined = true;
            await lookUp(12);
            waiting = candidates(waiting.map((c) => c.number).filter((n) => lists.every((ranks) => ranks[n] < 255)));
          }
          const page = await nextWhole();
          if (page.length) {
            found = true;
            return page;
          }
          if (waiting.length + ready.length) continue;
          if (found || !lists.length) return page;
          await beginPartial();
        }
      };

      const session = {
        words,
        partial: false,
        // atMost is how many pages may match besides those already shown.
        atMost: () => waiting.length + ready.length,
        // next returns the next results; none at the end.
        next: async () => (await step_()).map(({ number, record, score, parts }) => ({
          number, score, record,
          title: mark(record.title, parts || words),
          excerpt: excerpt(record, parts || words),
        })),
        // counts returns, for each facet, how many documents at most each of its values has.
        counts: async () => {
          const data = await facets(), all = matching(), count = (facet, valueOf) => {
            const others = Object.keys(test).filter((name) => name !== facet), counts = {};
            for (const n of all) if (others.every((name) => test[name](n))) counts[valueOf(n)] = (counts[valueOf(n)] || 0) + 1;
            return counts;
          };
          return {
            section: count("section", (n) => manifest.s[data.section[n]][0]),
            year: count("year", (n) => yearOf[n]),
            branch: count("branch", (n) => data.branches[data.branch[n]]),
          };
        },
      };
      if (words.length) {
        for (let shards = Math.max(2, words.length), most = Math.max(3, words.length); shards <= most; shards++) {
          await lookUp(shards);
          waiting = candidates(matching().filter(keep));
          if (waiting.length <= 6) break;
        }
      }
      return session;
    };

    return { begin, sections: manifest.s, years: manifest.y, tags: manifest.w, pages };
  };

  Object.assign(search, { clean, fold, wordsOf, open, mark });
})();
