// The search engine of the browser: the Reader of generator/search over again, where the format and
// the reasons are written down. It knows no page: qizhiSearch.read(name) fetches a file of the index.
// Mind its size: engine.js and panel.js together are at most 8 KB minified.
(() => {
  const search = (globalThis.qizhiSearch = {});

  // clean.go, fold.go and the words of query.go

  const clean = (text) => text.replace(/(?![\s\x85])[\p{Cc}\p{Cf}\ufe00-\ufe0f]/gu, "").normalize("NFC").replace(/[\s\x85]+/g, " ");

  // forms are the simplified forms of traditional characters. Until they are needed Han fold to themselves.
  let forms = {}, folded = /[^\u3400-\u9fff]/gu;
  const foldOne = (character) => forms[character] || character.normalize("NFKC").toLowerCase();
  const fold = (search.fold = (text) => text.replace(folded, foldOne));

  const wordsOf = (query) => {
    const words = new Set();
    clean(query).replace(/["＂]([^"＂]+)["＂]|[^ ]+/g, (plain, quoted) => words.add(fold(quoted ? quoted.trim() : plain)));
    words.delete("");
    return [...words];
  };

  // bits.go and unbits.go

  const reader = (text) => {
    let at = 0, held = 0, left = 0;
    const digit = () => {
      const c = text.charCodeAt(at++);
      if (!c) throw Error(); // the file is damaged
      return c - 32 - (c > 34) - (c > 92);
    };
    return (count) => {
      let value = 0;
      for (; count--; value += value + (held >> --left & 1)) {
        if (!left) {
          held = digit() * 93 + digit();
          left = 13;
        }
      }
      return value;
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
    let order = 0, next = 0;
    while (n && n * 2 ** (order + 1) <= total) order++;
    while (n--) use((next += zeros(bits) * 2 ** order + bits(order))), next++;
  };

  // readCode returns the function that reads a symbol, and leaves the lengths of the codes in lengths.
  const readCode = (bits, lengths) => {
    const counts = Array(17).fill(0), symbols = [];
    let symbol = -1;
    for (let n = golomb(bits, 8); n--;) {
      symbol += golomb(bits, 2) + 1;
      counts[(lengths[symbol] = 16 - golomb(bits, 2))]++;
      symbols.push(symbol);
    }
    symbols.sort((a, b) => lengths[a] - lengths[b] || a - b);
    return (from) => {
      let code = 0, first = 0, index = 0;
      for (const count of counts) {
        if (code < first + count) return symbols[index + code - first];
        index += count;
        first = 2 * (first + count);
        code = 2 * code + from(1);
      }
    };
  };

  // gram.go and query.go

  const isWord = /[#-&*+\--9<->@\\^-z|~\xc0-\xd6\xd8-\xf6\xf8-\u1fff\u2c00-\u2dff\u2e80-\u2fff\u3005-\u3007\u3021-\ufe0f\ufe70-\ufeff\uff10-\uffff]/;
  const scramble = (u) => u * 40503 & 65535;
  const asciiCode = (u) => (u > 95 ? u - 64 : u - 32) * 37 & 63;
  // rarest orders the grams of one word, which have no turn yet, and those of all.
  const rarest = (a, b) => a.turn - b.turn || b.rare - a.rare;

  // gramsOf returns the grams of all words in the order in which they are looked up, each with its
  // first character, the rest and how many bits of it are sure, and the place of its word.
  const gramsOf = (words, lengths) => {
    const rarity = (u) => u ? lengths[u] || 18 : 0;
    const all = words.flatMap((word, place) => {
      const found = [];
      word.split("").forEach((c, i) => { if (isWord.test(c)) found.push([c.charCodeAt(0), i]); });
      found.push([0], [0]);
      return found.slice(2).map((_, i) => {
        const [[u, at], [v, after], [w]] = found.slice(i), ascii = v && u < 128 && v < 128;
        return {
          place, first: scramble(u),
          rare: rarity(u) + rarity(v) + (ascii ? rarity(w) : 0) + (after > at + 1 ? 4 : 0),
          rest: ascii ? asciiCode(v) << 6 | (w > 127 ? scramble(w) >> 10 : w && asciiCode(w)) : scramble(v) >> 4,
          sure: !v ? 0 : ascii && !w ? 6 : 12,
        };
      }).sort(rarest).map((gram, turn) => ({ ...gram, turn }));
    });
    const sure = all.filter((gram) => gram.sure);
    return (sure[0] ? sure : all).sort(rarest);
  };

  // record.go and sight.go

  const parseRecord = (text) => {
    const [head, ...rest] = text.split(/(?=[\x01-\x04])/), [address, section] = head.split("\x05");
    let anchor = "";
    const fields = rest.map((field) => {
      const [plain, id = plain] = field.slice(1).split("\x05"), folded = fold(plain), length = folded.length;
      let rank = field.charCodeAt(0) - 1;
      if (rank === 1) anchor = id;
      if (rank > 2) rank += (length < 17) + (length < 9) + (length < 5);
      return { plain, folded, rank, anchor };
    });
    return { address, section, fields, title: fields[0].plain, date: fields[2].plain };
  };

  // look returns the score of a page, negative when a word is missing, and how near the words are: nearest in
  // a title, the more so the shorter it is.
  const look = ({ fields }, words) => {
    const ranks = [];
    let near = 65536, score = 0;
    for (const { folded, rank } of fields) {
      const places = words.map((word) => folded.indexOf(word));
      places.forEach((place, i) => { if (place >= 0 && !(ranks[i] > rank)) ranks[i] = rank; });
      if (near >= 0 && !places.includes(-1)) near = rank > 2 ? folded.length - 1e5 : Math.min(near, Math.max(...places) - Math.min(...places));
    }
    words.forEach((word, i) => { score += ranks[i] >= 0 ? ranked(words, word) && ranks[i] : -999; });
    return { score, near };
  };

  const ranked = (words, word) => !words[1] || word.length > 1;

  // lookPartly returns how many of the parts a page has, and, less for each that its title has and the shorter it is.
  const lookPartly = ({ fields }, parts) => ({ score: count(fields, parts) || -1, near: fields[0].folded.length - 1e5 * count([fields[0]], parts) });

  // count says how many of the words stand in the fields.
  const count = (fields, words) => words.filter((word) => fields.some(({ folded }) => folded.includes(word))).length;

  // Marking what was found

  // mark cuts a text into pieces, by turns plain and found.
  const mark = (text, words) => {
    const places = [], found = [], pieces = [""];
    let folded = "", at = 0;
    for (const character of text) {
      folded += foldOne(character);
      while (places.length < folded.length) places.push(at);
      at += character.length;
    }
    for (const word of words) {
      for (let i = -1; (i = folded.indexOf(word, i + 1)) >= 0;) word.split("").forEach((_, j) => { found[places[i + j]] = 1; });
    }
    at = 0;
    for (const character of text) {
      if (!(pieces.length & 1 ^ found[at])) pieces.push("");
      pieces[pieces.length - 1] += character;
      at += character.length;
    }
    return pieces;
  };

  // excerpt cuts the text that has most of the words around the first of them; of two rather a whole sentence
  // than a name.
  const excerpt = ({ fields }, words) => {
    let most = -1, best = { plain: "" };
    for (const field of fields.slice(4)) {
      const n = count([field], words) + (field.plain[20] ? .5 : 0);
      if (field.plain && !field.rank && n > most) {
        most = n;
        best = field;
      }
    }
    const { plain, anchor } = best, at = mark(plain, words)[0].length, from = most >= 1 && at > 40 ? at - 30 : 0;
    return { anchor, pieces: mark((from ? "…" : "") + plain.slice(from, from + 96) + (plain[from + 96] ? "…" : ""), words) };
  };

  // better orders candidates as they are shown; one not yet verified has no nearness unless it is partial.
  const better = (a, b) => b.score - a.score || a.near - b.near || a.id - b.id;

  // open reads the manifest and the model, as reader.go does, and returns the function that begins a query.
  search.open = async () => {
    const files = {}, lengths = {}, first = [0], get = (name) => files[name] || (files[name] = search.read(name));
    const manifest = await get("manifest"), model = await get(manifest.p), bits = reader(model.c);
    const token = readCode(bits, lengths), slot = readCode(bits, {});
    manifest.n.forEach((n, i) => first.push(first[i] + n));
    const ids = [...Array(first.pop()).keys()], rowBits = manifest.r, columnBits = manifest.c, restBits = 12 - columnBits;

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
          while (length--) out.push(where > 31 ? model.p[offset++] : out[out.length - offset - 1]);
        }
      }
      return out.join("").split("\0");
    }));

    const segmentOf = (id) => first.filter((n) => n <= id).length - 1;

    // lookup returns 1 + the best rank of the gram in each page, 0 where it does not stand.
    const lookup = async (gram) => {
      const ranks = new Uint8Array(ids.length), row = gram.first >> 16 - rowBits << columnBits;
      const span = 2 ** Math.min(12 - gram.sure, restBits) - 1, low = gram.rest & 2 ** restBits - 1 & ~span;
      const shards = gram.sure ? [gram.rest >> restBits] : [...Array(2 ** columnBits).keys()];
      for (const text of await Promise.all(shards.map((n) => get("g" + (row + n).toString(36) + "-" + manifest.g.substr((row + n) * 6, 6))))) {
        const from = reader(text), wanted = gram.first & 2 ** (16 - rowBits) - 1;
        let character = -1;
        for (let n = golomb(from, 6); n-- && character < wanted;) {
          character += golomb(from, 6) + 1;
          const listBits = from(4), width = restBits - listBits;
          for (let i = 0; i < 2 ** listBits; i++) {
            const size = golomb(from, 2), found = [], best = [];
            gaps(from, size, ids.length, (id) => found.push(id));
            if (size) gaps(from, golomb(from, 0), size, (place) => { best[place] = from(1) ? from(1) ? 4 + from(2) : 3 : 2; });
            if (character === wanted && i >= low >> width && i <= (low | span) >> width) {
              found.forEach((id, place) => { ranks[id] = Math.max(ranks[id], best[place] || 1); });
            }
          }
        }
      }
      return ranks;
    };

    // facets returns sections, years and branches: the names and, of each page, the place of its.
    const facets = async () => (await get(manifest.f)).map(([names, text]) => {
      const bits = reader(text), width = Math.ceil(Math.log2(names.length));
      return { names, of: ids.map(() => bits(width)) };
    });

    // begin starts a query, as session.go does. filter has, for each facet, a place in names or -1.
    const begin = async (query, filter = []) => {
      // Of texts without traditional characters, none has a code.
      if (manifest.b || [...query].some((c) => c > "z" && !lengths[c.charCodeAt()])) {
        forms = await get(manifest.h);
        folded = /./gu;
      }
      const words = wordsOf(query), grams = gramsOf(words, lengths), lists = [];
      const data = filter.some((place) => place >= 0) && await facets();
      const fits = (id, but) => filter.every((place, i) => place < 0 || i === but || data[i].of[id] === place);
      let parts = words, refined, found, step = 0, waiting = [], ready = [];

      const lookUp = async (n) => lists.push(...await Promise.all(grams.slice(lists.length, n).map(lookup)));
      const has = (id) => lists.filter((ranks) => ranks[id]).length;
      const having = (n) => ids.filter((id) => has(id) >= n);

      // weigh makes candidates of pages, with the best score that the lists allow.
      const weigh = (pages) => {
        waiting = pages.filter((id) => fits(id)).map((id) => ({
          id,
          near: session.partial ? -1e5 * lists.filter((ranks) => ranks[id] > 3).length : NaN,
          score: session.partial ? has(id) : words.reduce((sum, word, i) =>
            sum + (ranked(words, word) && lists.reduce((best, ranks, j) => grams[j].place === i ? Math.min(best, ranks[id] - 1) : best, 6)), 0),
        })).sort(better);
      };

      // verify looks at candidates in order until a page of results is full or the segments read for
      // this step are used up.
      const verify = async () => {
        const limit = step++ ? 8 : 6 - lists.length, wanted = new Set(), texts = {}, page = [];
        for (const { id } of waiting.slice(0, 20)) if (!wanted.size || wanted.size < limit) wanted.add(segmentOf(id));
        await Promise.all([...wanted].map(async (n) => { texts[n] = await segment(n); }));
        while (page.length < 10 && session.atMost()) {
          if (ready[0] && (!waiting[0] || better(ready[0], waiting[0]) < 0)) page.push(ready.shift());
          else {
            const { id } = waiting[0], n = segmentOf(id);
            if (!texts[n]) break;
            waiting.shift();
            const record = parseRecord(texts[n][id - first[n]]), hit = (session.partial ? lookPartly : look)(record, parts);
            if (hit.score >= 0) ready = [...ready, { ...hit, id, record }].sort(better);
          }
        }
        return (page[0] ? page : ready.splice(0, 10)).sort(better);
      };

      const session = {
        words,
        // atMost is how many pages may follow those already shown.
        atMost: () => waiting.length + ready.length,
        // next returns the next results; none at the end.
        next: async () => {
          for (;;) {
            if (step && !refined) {
              refined = 1;
              await lookUp(12);
              weigh(waiting.map(({ id }) => id).filter((id) => has(id) === lists.length));
            }
            const page = await verify(), end = !session.atMost();
            if (page[0] || end && (found || session.partial || !lists[0])) {
              found = 1;
              for (const hit of page) Object.assign(hit, { title: mark(hit.record.title, parts), excerpt: excerpt(hit.record, parts) });
              return page;
            }
            if (end && refined) {
              session.partial = true;
              parts = words.flatMap((word) => word.split("").slice(0, word.length - 1 || 1).map((_, i) => word.substr(i, 2)));
              let most = lists.length;
              while (most && !having(most).some((id) => fits(id))) most--;
              weigh(having(most / 2 || 1));
            }
          }
        },
        // counts returns, for each facet, the names and how many pages have each at most.
        counts: async () => (await facets()).map(({ names, of }, i) => {
          const counts = names.map(() => 0);
          for (const id of having(lists.length)) counts[of[id]] += fits(id, i);
          return { names, counts };
        }),
      };

      for (let n = words[0] && Math.max(2, words.length); n && n <= Math.max(3, words.length); n++) {
        await lookUp(n);
        weigh(having(lists.length));
        if (waiting.length < 7) break;
      }
      return session;
    };

    return begin;
  };
})();
