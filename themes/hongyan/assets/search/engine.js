// The search engine of the browser: the Reader of generator/search over again, where the format and
// the reasons are written down. It knows no page: qizhiSearch.read(name) fetches a file of the index.
// Mind its size: engine.js and panel.js together are at most 8 KB minified.
(() => {
  const search = (this.qizhiSearch = {}), { max, min, clz32 } = Math;
  const range = (n) => [...Array(n).keys()], every = (list, promise) => Promise.all(list.map(promise));

  // clean.go, fold.go and the words of query.go

  // forms are what characters fold to, as far as it is known: the simplified forms of traditional
  // characters once they are needed, and whatever has been folded before.
  let forms = {};
  const foldOne = (character) => forms[character] || (forms[character] = character.normalize("NFKC").toLowerCase());
  // Most Han folds to itself, until the traditional forms are there.
  const fold = (search.fold = (text) => text.replace(forms.國 ? /./gu : /[^一-龥]/gu, foldOne));

  const wordsOf = (query) => {
    const words = new Set();
    // The text is cleaned, and cut at spaces but for those between quotation marks.
    query.replace(/(?![\s\x85])[\p{Cc}\p{Cf}\ufe00-\ufe0f]/gu, "").normalize("NFC").replace(/[\s\x85]+/g, " ")
      .replace(/(?:["＂]([^"＂]*)["＂]?|[“「『]([^”」』]*)[”」』]?)(?: |$)|([^ ]+)/g, (_, a = "", b = a, c = b) => words.add(fold(c.trim())));
    words.delete("");
    return [...words];
  };

  // bits.go and unbits.go

  // reader returns the function that reads so many bits: of more than twenty nothing but that they are passed,
  // and of a negative number that they are given back.
  const reader = (text) => {
    let at = 0, left = 0, held;
    text += "    "; // a code is looked for in sixteen bits
    const digit = () => {
      const c = text.charCodeAt(at++);
      if (!c) throw 0; // the file is damaged
      return c - (c > 92 ? 34 : c > 34 ? 33 : 32); // no sum of numbers and truths: those are slow
    };
    return (count) => {
      for (; left < count; left += 13) held = held << 13 | digit() * 93 + digit();
      return held >>> (left -= count) & (1 << count) - 1;
    };
  };

  const zeros = (bits) => {
    let n = 0;
    while (!bits(1)) n++;
    return n;
  };

  const golomb = (bits, order) => {
    const n = order + zeros(bits);
    return 2 ** n + bits(n) - 2 ** order;
  };

  // gaps calls use with each of n places among total, in Rice's code.
  const gaps = (bits, n, total, use) => {
    const order = 31 - clz32(total / n);
    let next = 0;
    while (n--) use((next += zeros(bits) * 2 ** order + bits(order))), next++;
  };

  // readCode returns the function that reads a symbol, and leaves the lengths of the codes in lengths.
  const readCode = (bits, lengths) => {
    const table = Array(65536), bySize = range(17).map(() => []);
    let symbol = -1, at = 0;
    for (let n = golomb(bits, 8); n--; bySize[(lengths[symbol] = 16 - golomb(bits, 2))].push(symbol)) symbol += golomb(bits, 2) + 1;
    for (const symbol of bySize.flat()) table.fill(symbol, at, at += 2 ** (16 - lengths[symbol]));
    return (from) => {
      const symbol = table[from(16)];
      from(lengths[symbol] - 16);
      return symbol;
    };
  };

  // gram.go and query.go

  // punctuation takes no part in grams.
  const punctuation = /[\0-"'(),:;?[\]{}¡-¿×÷\u2000-⯿⸀-\u2e7f、-〄〈-〠︐-\ufe6f\uff00-／]/;
  const scramble = (u) => u * 40503 & 65535;
  const asciiCode = (u) => u * 37 & 63 ^ (u < 96) * 32;
  // rarest orders the grams of one word, which have no turn yet, and those of all.
  const rarest = (a, b) => a.turn - b.turn || b.rare - a.rare;

  // gramsOf returns the grams of all words in the order in which they are looked up, each with its
  // first character, the rest and how many bits of it are sure, and the place of its word.
  const gramsOf = (words, lengths) => {
    const rarity = (u) => u ? lengths[u] || 18 : 0;
    const all = words.flatMap((word, place) => {
      const grams = [];
      let second = 0, third = 0, v = 0, w, marks = 0; // v and w are the followers
      for (let i = word.length; i--;) {
        const u = word.charCodeAt(i);
        if (punctuation.test(word[i])) marks = marks * 31 + u & 32767 | 32768;
        else {
          w = v;
          v = marks ? second ^ marks | 128 : second;
          const ascii = second && u < 128 && v < 128;
          grams.push({
            word: place, first: scramble(u),
            rare: rarity(u) + rarity(second) + (ascii && rarity(third)) + (marks && 4),
            rest: ascii ? asciiCode(v) << 6 | (w > 127 ? scramble(w) >> 10 : w && asciiCode(w)) : scramble(v) >> 4,
            sure: !second ? 0 : ascii && !third ? 6 : 12,
          });
          third = second;
          second = u;
          marks = 0;
        }
      }
      return grams.sort(rarest).map((gram, turn) => ({ ...gram, turn }));
    });
    const sure = all.filter((gram) => gram.sure);
    return (sure[0] ? sure : all).sort(rarest);
  };

  // record.go and sight.go

  const parseRecord = (text) => {
    const [head, ...rest] = text.split(/(?=[\x01-\x04])/), [address, section] = head.split("\x05");
    let id = "";
    const texts = rest.map((field) => {
      const [plain, own = plain] = field.slice(1).split("\x05"), flat = fold(plain), length = flat.length;
      let rank = field.charCodeAt(0) - 1;
      if (rank === 1) id = own;
      if (rank > 2) rank += (length < 17) + (length < 9) + (length < 5);
      return { plain, flat, rank, id };
    });
    return { address, section, texts };
  };

  // look returns the score of a page, negative when a word is missing, and how near the words are: nearest in
  // a title, the more so the shorter it is.
  const look = ({ texts }, words) => {
    const ranks = words.map(() => -999);
    let near = 65536;
    for (const { flat, rank } of texts) {
      const places = words.map((word) => flat.indexOf(word));
      places.forEach((place, i) => ~place && (ranks[i] = max(ranks[i], ranked(words, words[i]) && rank)));
      if (near >= 0 && !places.includes(-1)) near = rank > 2 ? flat.length - 1e5 : min(near, max(...places) - min(...places));
    }
    return { sum: ranks.reduce((sum, rank) => sum + rank), near };
  };

  const ranked = (words, word) => !words[1] || word.length > 1;

  // lookPartly returns how many of the parts a page has, and, less for each that its title has and the shorter it is.
  const lookPartly = ({ texts }, parts) => ({ sum: count(texts, parts) || -1, near: texts[0].flat.length - 1e5 * count([texts[0]], parts) });

  // count says how many of the words stand in the fields.
  const count = (texts, words) => words.filter((word) => texts.some((field) => field.flat.includes(word))).length;

  // Marking what was found

  // mark cuts a text into pieces, by turns plain and found.
  const mark = (text, words) => {
    const folded = fold(text), characters = [...text], found = [];
    const owners = characters.flatMap((character, i) => foldOne(character).split("").map(() => i));
    for (const word of words) {
      for (let i = -1; ~(i = folded.indexOf(word, i + 1));) owners.slice(i, i + word.length).forEach((owner) => (found[owner] = 1));
    }
    return characters.map((character, i) => (found[i] ^ found[i - 1] ? "\0" : "") + character).join("").split("\0");
  };

  // explain adds to a page what is shown of it, with what was found marked. Its lines say why it was found:
  // the text that has most of the words, of two rather a sentence than a name, cut around the first of them;
  // before it the field of each word still unseen: a heading, a tag, the branch, the kind. Unless the title
  // says it all, the page opens at the heading of what was found.
  const explain = (page, words) => {
    const { texts, near } = page, lines = [], title = texts[0].plain, origin = page.section + " " + texts[2].plain;
    let hash = "", seen = fold(title + "\0" + origin);
    const quote = ({ plain, id }, wanted) => {
      const at = mark(plain, wanted)[0].length, from = at > 40 && plain[at] ? plain.slice(0, at).search(/[^\w.%].{0,30}$|$/u) : 0;
      const rest = plain.slice(from), [start] = rest.match(/^.{0,96}$|^.{0,95}[^\w.]|^.*/u); // no number or Latin word is cut in two
      const text = (from ? "…" : "") + start + (start === rest ? "" : "…");
      if (near >= 0 && plain[at]) hash = hash || id;
      seen += "\0" + fold(text);
      lines.unshift(mark(text, words));
    };
    const weight = (field) => count([field], words) + min(field.plain.length, 21) / 50;
    quote(texts.slice(4).filter((field) => !field.rank).reduce((best, field) => weight(field) > weight(best) ? field : best), words);
    for (const word of words) {
      const field = texts.find((field) => field.flat.includes(word));
      if (field && !lines[3] && !seen.includes(word)) quote(field, [word]);
    }
    return { ...page, hash, lines, title: mark(title, words), origin: mark(origin, words) };
  };

  // better orders candidates as they are shown; one not yet verified has no nearness unless it is partial.
  const better = (a, b) => b.sum - a.sum || a.near - b.near || a.id - b.id;

  // open reads the manifest, as reader.go does, and returns the function that begins a query.
  search.open = async () => {
    const files = {}, lengths = {}, first = [0], get = (name) => files[name] || (files[name] = search.read(name));
    const manifest = await get("manifest3"), bits = reader(manifest.k);
    const token = readCode(bits, lengths), slot = readCode(bits, {});
    manifest.n.forEach((n, i) => first.push(first[i] + n));
    const ids = range(first.pop()), rowBits = manifest.r, columnBits = manifest.c, restBits = 12 - columnBits;

    const segment = (n) => files[n] || (files[n] = get("t-" + manifest.t.substr(n * 8, 8)).then((text) => {
      const from = reader(text), out = [];
      for (let size = golomb(from, 12); out.length < size;) {
        const symbol = token(from);
        if (symbol <= 65536) out.push(String.fromCharCode(symbol < 65536 ? symbol : from(16)));
        else {
          let length = symbol - 65535;
          if (length > 8) length += golomb(from, 3);
          const where = slot(from);
          let offset = where & 31;
          if (offset > 1) offset = 2 ** --offset + from(offset);
          while (length--) out.push(where > 31 ? manifest.p[offset++] : out[out.length - offset - 1]);
        }
      }
      return out.join("").split("\0");
    }));

    const segmentOf = (id) => first.filter((n) => n <= id).length - 1;

    // lookup returns 1 + the best rank of the gram in each page, 0 where it does not stand.
    const lookup = async (gram) => {
      const ranks = ids.map(() => 0), row = gram.first >> 16 - rowBits << columnBits;
      const shards = gram.sure ? [gram.rest >> restBits] : range(2 ** columnBits);
      for (const text of await every(shards, (n) => get("g" + (n += row).toString(36) + "-" + manifest.g.substr(n * 6, 6)))) {
        const from = reader(text), wanted = gram.first & 2 ** (16 - rowBits) - 1;
        let character = -1, size = 0;
        for (let n = golomb(from, 6); n-- && character < wanted;) {
          from(size); // the lists of the character before
          character += golomb(from, 6) + 1;
          size = golomb(from, 8);
        }
        if (character !== wanted) continue;
        const listBits = from(4), width = restBits - listBits;
        for (let i = 0; i < 2 ** listBits; i++) {
          const size = golomb(from, 2), found = [], best = [];
          gaps(from, size, ids.length, (id) => found.push(id));
          if (size) gaps(from, golomb(from, 0), size, (place) => (best[place] = from(1) ? from(1) ? 4 + from(2) : 3 : 2));
          if (!((i << width ^ gram.rest & 2 ** restBits - 1) >> max(12 - gram.sure, width))) {
            found.forEach((id, place) => (ranks[id] = max(ranks[id], best[place] || 1)));
          }
        }
      }
      return ranks;
    };

    // facets returns sections, years and branches: [the names, of each page the place of its].
    const facets = async () => (await get(manifest.f)).map(([names, text]) => {
      const bits = reader(text), width = 32 - clz32(names.length - 1);
      return [names, ids.map(() => bits(width))];
    });

    // What begins a query, as session.go does. filter has, for each facet, a name or "".
    const begin = async (query, filter = []) => {
      const [asked] = query.match(/.{0,100}/su); // nobody types more, and what is pasted may be an article
      // Of texts without traditional characters, none has a code.
      if (manifest.b || [...asked].some((c) => c > "z" && !lengths[c.charCodeAt()])) {
        forms = await get(manifest.h);
      }
      const words = wordsOf(asked), grams = gramsOf(words, lengths), lists = [], has = ids.map(() => 0);
      const data = filter.join("") && await facets();
      const fits = (id, but) => filter.every((name, i) => !name || i === but || data[i][0][data[i][1][id]] === name);
      let parts = words, found, step = 0, waiting = [], ready = [], least, verdicts = {};

      const lookUp = async (n) => {
        for (const ranks of await every(grams.slice(lists.length, n), lookup)) {
          lists.push(ranks);
          ranks.forEach((rank, id) => rank && has[id]++);
        }
      };
      const unseen = (id) => verdicts[id] == null;
      // left is how many pages may follow those already shown.
      const left = () => waiting.length + ready.length;
      // having are the pages with all the grams looked up, or for a partial match so many, that fit the filters but one.
      const having = (but) => ids.filter((id) => has[id] >= (least || lists.length) && fits(id, but));

      // weigh makes candidates of those not yet looked at, with the best score that the lists allow.
      const weigh = () => {
        waiting = having().filter(unseen).map((id) => ({
          id,
          near: least ? -1e5 * lists.filter((ranks) => ranks[id] > 3).length : NaN,
          sum: least ? has[id] : words.reduce((sum, word, i) =>
            sum + (ranked(words, word) && lists.reduce((best, ranks, j) => grams[j].word === i ? min(best, ranks[id] - 1) : best, 6)), 0),
        })).sort(better);
      };

      // verify looks at the best candidates whose texts are at hand: as many segments are read as this step may.
      const verify = async () => {
        const best = waiting.slice(0, 20), texts = {};
        await every([...new Set(best.map((page) => segmentOf(page.id)))].slice(0, step++ ? 8 : max(1, 7 - lists.length)), async (n) => (texts[n] = await segment(n)));
        for (const { id } of best) {
          const n = segmentOf(id);
          if (texts[n]) {
            const record = parseRecord(texts[n][id - first[n]]), hit = (least ? lookPartly : look)(record, parts);
            if ((verdicts[id] = hit.sum >= 0)) ready.push({ ...record, ...hit, id });
          }
        }
        waiting = waiting.filter((page) => unseen(page.id));
        ready.sort(better);
      };

      const session = {
        words,
        cut: asked < query, // of which it is the beginning
        left,
        // next returns the next results; none at the end, or when it has looked through enough in vain.
        async next() {
          for (let tries = 3;;) {
            if (step === 1) {
              await lookUp(12);
              weigh();
            }
            await verify();
            // What may be outdone by a page not looked at waits, unless much was read for it.
            const sure = ready.filter((hit) => !waiting[0] || better(hit, waiting[0]) < 0);
            const page = (sure[0] || tries && !least ? sure : ready).slice(0, 10);
            ready = ready.filter((hit) => !page.includes(hit));
            const end = !left();
            if (page[0] || (end ? found || least || !lists[0] : !tries--)) {
              found = found || page[0];
              return page.map((hit) => explain(hit, parts));
            }
            if (end && step > 1) {
              // A filter only takes away: there are parts to show when no page of the whole site has it whole.
              const all = data && await begin(query);
              if (all && (await all.next(), !all.part)) found = 1;
              else {
                parts = words.flatMap((word) => range(word.length - 1 || 1).map((i) => word.substr(i, 2)));
                session.part = least = has.reduce((most, n) => max(most, n)) / 2 || 1;
                verdicts = {};
                weigh();
              }
            }
          }
        },
        // counts returns, for each facet, [the names, how many pages have each, 1 for those that may be fewer].
        counts: async () => (await facets()).map(([names, of], i) => {
          const counts = names.map(() => 0), unsure = [];
          for (const id of having(i)) {
            if (verdicts[id] !== false) {
              counts[of[id]]++;
              if (!verdicts[id]) unsure[of[id]] = 1;
            }
          }
          return [names, counts, unsure];
        }),
      };

      if (words[0]) {
        await lookUp(max(3, words.length));
        weigh();
      }
      return session;
    };
    return begin;
  };
})();
