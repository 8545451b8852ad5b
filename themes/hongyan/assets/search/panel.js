// The search page: a form with the id "search", whose parts and words the layout has (see the theme's
// README). data-index is where the index lies, data-root the site's root folder.
(() => {
  const form = document.getElementById("search"), text = form.dataset, arrived = {};
  const [box, status, list, more, filters, tips] = ["[name=q]", "[role=status]", "ol", "[data-more]", "details", "[data-tips]"].map((one) => form.querySelector(one));
  const selects = [...form.querySelectorAll("select")];
  let turn = 0, stamp = "", timer, index, session;

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
      const anchor = excerpt.anchor && !title[1] && excerpt.pieces[1] ? "#" + encodeURIComponent(excerpt.anchor) : "";
      const link = add(add(list, "li", []), "a", [], { href: text.root + record.address + anchor });
      add(link, "strong", title);
      add(link, "span", excerpt.pieces);
      add(link, "small", [record.section + " " + record.date]);
    }
    const left = session.atMost(), n = list.children.length;
    more.hidden = !left;
    tips.hidden = n || !session.words[0];
    say(!session.words[0] ? "" : !n ? text.none : session.partial ? text.part : left ? text.most : text.found, n + left);
  };

  const count = async () => {
    if (!filters.open || !session) return;
    const mine = turn, facets = await session.counts();
    if (mine !== turn) return;
    selects.forEach((select, i) => {
      const chosen = select.value;
      while (select.options[1]) select.remove(1);
      facets[i].names.forEach((name, place) => {
        if (name && (facets[i].counts[place] || chosen === "" + place)) {
          add(select, "option", [`${name} (${facets[i].counts[place]})`], { value: place, selected: chosen === "" + place });
        }
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
      index = index || await qizhiSearch.open();
      const next = await index(query, selects.map((select) => select.value === "" ? -1 : +select.value));
      const hits = await next.next();
      if (mine !== turn) return;
      session = next;
      list.textContent = "";
      show(hits);
      count();
    } catch (error) {
      // A manifest from a browser's cache may name files that are gone: once, all is read afresh.
      index = 0;
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
  form.onsubmit = (event) => {
    event.preventDefault();
    run();
  };
  form.onchange = (event) => { if (event.target !== box) run(); };
  filters.ontoggle = count;
  more.onclick = async () => {
    const mine = turn, hits = await session.next();
    if (mine === turn) show(hits);
  };
  document.onkeydown = (event) => {
    const stops = [box, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const to = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName) ? 0 : -1;
    if (stops[to] && !event.isComposing && (at >= 0 || !to)) {
      event.preventDefault();
      stops[to].focus();
    }
  };
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.focus();
  run();
})();
