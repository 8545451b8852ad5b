// The search page: what a visitor types, sees and presses. It finds in the page
//
//	form#search     data-index: where the index lies ("" beside the page), data-root: the site's root
//	                folder, and the words data-wait, data-found, data-most, data-part, data-none and
//	                data-fail, in which {n} is a number of pages
//	  input[name=q] with autofocus and a label
//	  details       with three selects, of section, year and branch, each with one option of value ""
//	  output        what is announced
//	  ol, button    the results, and after them the button for more, hidden
//	  aside         what to do when nothing is found, hidden
//
// and is loaded after engine.js, on that page alone. A result is li > a > strong (title), span
// (excerpt), small (section and date), with mark around what was found.
(() => {
  const form = document.forms.search, text = form.dataset, box = form.q, arrived = {};
  const [status, list, more, filters, tips] = ["output", "ol", "ol~button", "details", "aside"].map((one) => form.querySelector(one));
  const selects = [...filters.querySelectorAll("select")];
  let turn = 0, stamp = "", timer, begin, session;

  qizhiSearch.load = (name, data) => arrived[name](data);
  qizhiSearch.read = (name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    arrived[name] = done;
    script.onerror = failed;
    script.src = text.index + name + ".js" + stamp;
    document.head.append(script);
  });

  const say = (words, n) => { status.textContent = words.replace("{n}", n); };

  // add appends an element with pieces of text, by turns plain and marked.
  const add = (parent, tag, pieces, properties) => {
    const element = Object.assign(document.createElement(tag), properties);
    pieces.forEach((piece, i) => i % 2 ? add(element, "mark", [piece]) : element.append(piece));
    parent.append(element);
    return element;
  };

  const show = (hits) => {
    for (const { record, title, excerpt } of hits) {
      const link = add(add(list, "li", []), "a", [], { href: text.root + record.address, hash: title[1] || !excerpt.pieces[1] ? "" : excerpt.anchor });
      add(link, "strong", title);
      add(link, "span", excerpt.pieces);
      add(link, "small", [record.section + " " + record.date]);
    }
    const left = session.atMost(), n = list.children.length, asked = session.words[0];
    more.hidden = !left;
    tips.hidden = n || !asked;
    say(!asked ? "" : !n ? text.none : session.partial ? text.part : left ? text.most : text.found, n + left);
  };

  // count offers what the results can be filtered by, when the visitor has opened that.
  const count = async () => {
    const mine = turn, facets = filters.open && session && await session.counts();
    if (facets && mine === turn) selects.forEach((select, i) => {
      const { names, counts } = facets[i], chosen = select.value;
      while (select.options[1]) select.remove(1);
      names.forEach((name, place) => { // an option's value is one more: "" stands for none
        const selected = chosen - 1 === place;
        if (name && (counts[place] || selected)) add(select, "option", [`${name} (${counts[place]})`], { value: place + 1, selected });
      });
    });
  };

  // run answers what the box holds. An answer that comes after a later question is dropped.
  const run = async () => {
    const mine = ++turn, query = box.value;
    clearTimeout(timer);
    say(query && text.wait);
    if (/^h/.test(location)) history.replaceState(0, "", "?q=" + encodeURIComponent(query)); // not from a disk
    try {
      begin = begin || await qizhiSearch.open();
      const next = await begin(query, selects.map((select) => select.value - 1)), hits = await next.next();
      if (mine !== turn) return;
      session = next;
      list.textContent = "";
      show(hits);
      count();
    } catch (_) {
      // A manifest from a browser's cache may name files that are gone: once, all is read afresh.
      begin = 0;
      if (stamp) say(text.fail);
      else {
        stamp = "?" + Date.now();
        run();
      }
    }
  };

  box.oninput = (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(run, 150);
  };
  box.addEventListener("compositionend", box.oninput);
  form.onsubmit = () => {
    run();
    return false;
  };
  filters.onchange = run;
  filters.ontoggle = count;
  more.onclick = async () => {
    const mine = turn, hits = await session.next();
    if (mine === turn) show(hits);
  };
  document.onkeydown = ({ key, target, isComposing }) => {
    const stops = [box, ...list.querySelectorAll("a")], at = stops.indexOf(target);
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const to = step && at >= 0 ? stops[at + step] : key === "/" && !/^(INPUT|SELECT|TEXT)/.test(target.tagName) && box;
    if (!to || isComposing) return true;
    to.focus();
    return false;
  };
  box.value = new URLSearchParams(location.search).get("q");
  run();
})();
