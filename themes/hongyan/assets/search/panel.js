// The search page: what a visitor types, sees and presses. It finds in the page
//
//	form#search     data-index: where the index lies ("" beside the page), data-root: the site's root
//	                folder, and the words data-wait, data-found, data-most, data-part, data-none,
//	                data-long and data-fail, in which {n} is a number of pages
//	  input[name=q] with autofocus and a label
//	  details       with three selects, named section, year and branch, each with one option of value ""
//	  output        what is announced
//	  ol            the results, and .next the button for more, hidden
//	  aside         what to do when nothing is found, hidden
//
// and is loaded after engine.js, on that page alone. A result is li > a > strong (title), spans
// (excerpts), small (section and date), with mark around what was found.
(() => {
  const form = document.forms.search, text = form.dataset, box = form.q, arrived = {};
  const [status, list, more, filters, tips] = ["output", "ol", ".next", "details", "aside"].map((one) => form.querySelector(one));
  const selects = [form.section, form.year, form.branch];
  const engine = qizhiSearch;
  let turn = 0, stamp = "", timer, begin, session;

  engine.load = (name, data) => arrived[name](data);
  engine.read = (name) => new Promise((done, failed) => {
    const script = add(document.head, "script");
    arrived[name] = done;
    script.onerror = failed;
    script.src = text.index + name + ".js" + stamp;
  });

  // add appends an element with pieces of text, by turns plain and marked.
  const add = (parent, tag, pieces = []) => {
    const element = document.createElement(tag);
    pieces.forEach((piece, i) => i % 2 ? add(element, "mark", [piece]) : element.append(piece));
    parent.append(element);
    return element;
  };

  const show = (hits) => {
    for (const hit of hits) {
      const link = add(add(list, "li"), "a");
      link.href = text.root + hit.address;
      link.hash = hit.hash;
      add(link, "strong", hit.title);
      for (const pieces of hit.lines) add(link, "span", pieces);
      add(link, "small", hit.origin);
    }
    const left = session.left(), n = list.children.length, asked = box.value.trim();
    more.hidden = !left;
    tips.hidden = n || !asked;
    status.value = asked && (session.cut ? text.long : "") + (n + left ? (session.part ? text.part : "") + (left ? text.most : text.found).replace("{n}", n + left) : text.none);
  };

  // count offers what the results can be filtered by, when the visitor has opened that. A name that the index
  // does not have, from an address kept since, filters no longer.
  const count = async () => {
    const mine = turn;
    try {
      const facets = filters.open && session && await session.counts();
      if (facets && mine === turn) selects.forEach((select, i) => {
        const [names, counts, unsure] = facets[i], chosen = select.value;
        select.length = 1;
        names.forEach((name, place) => {
          const n = counts[place], mine = chosen === name;
          if (name && (n || mine)) select.add(new Option(`${name} (${unsure[place] ? text.most.replace("{n}", n) : n})`, name, 0, mine));
        });
        if (select.value !== chosen) run();
      });
    } catch {
      begin = 0; // the next question reads all afresh
      status.value = text.fail;
    }
  };

  // run answers what the box holds, or adds what else there is. An answer that comes after a later question
  // is dropped.
  const run = async (also) => {
    const query = box.value;
    if (!also) {
      turn++;
      clearTimeout(timer);
      status.value = query && text.wait;
      try {
        history.replaceState(0, "", "?" + new URLSearchParams([...new FormData(form)].filter((field) => field[1])));
      } catch {} // some browsers forbid it on a disk, or so often
    }
    const mine = turn;
    try {
      begin = begin || engine.open();
      const next = also ? session : await (await begin)(query, selects.map((select) => select.value)), hits = await next.next();
      if (mine === turn) {
        session = next;
        if (!hits[0]) await count(); // it may be for a filter that is no more
      }
      if (mine === turn) {
        if (also && list.lastChild) list.lastChild.lastChild.focus(); // the button may go
        else list.textContent = "";
        show(hits);
        count();
      }
    } catch {
      // A manifest from a browser's cache may name files that are gone: once, all is read afresh.
      begin = 0;
      if (mine === turn) {
        if (stamp) {
          status.value = text.fail;
          list.textContent = "";
          more.hidden = tips.hidden = true;
        } else {
          stamp = "?" + Date.now();
          run();
        }
      }
    }
  };

  // What is typed is searched at once, and while that goes on, when the visitor pauses.
  box.oninput = (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(run, status.value === text.wait && 50);
  };
  box.addEventListener("compositionend", box.oninput);
  filters.onchange = form.onsubmit = () => {
    run();
    return false;
  };
  filters.ontoggle = count;
  more.onclick = run;
  form.onkeydown = ({ key, target, isComposing }) => {
    const stops = [box, ...list.querySelectorAll("a")], at = stops.indexOf(target);
    const to = stops[at + { ArrowDown: 1, ArrowUp: -1 }[key]];
    if (~at && to && !isComposing) {
      to.focus();
      return false;
    }
  };
  // The address has what was asked and by what it was filtered, for who comes back or sends it on.
  const asked = new URLSearchParams(location.search);
  box.value = box.value || asked.get("q");
  for (const select of selects) {
    const name = asked.get(select.name);
    if (name) select.add(new Option(name, name, 0, filters.open = true));
  }
  run();
})();
