// The preview's part of a page. It follows the server's stream, loads the page again when its bytes
// have changed, swaps the style sheet when only that has, and shows what is wrong with the content.
// Everything it needs to know it asks by the page's own path, so a tab that slept catches up.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || window.top !== window) return; // in a frame the outer page shows it
  var digest = script.getAttribute("data-digest");
  var style = script.getAttribute("data-style");
  var kept = "qizhi-preview-scroll";
  var folded = "qizhi-preview-folded";

  // Scroll position. The browser keeps it by itself on most pages; where the theme scrolls
  // smoothly or the page grows late, it does not.

  function remember() {
    try {
      sessionStorage.setItem(kept, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    } catch (e) { /* private windows may refuse */ }
  }

  function restore() {
    var at;
    try {
      at = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
    } catch (e) { return; }
    if (!at || at.path !== location.pathname) return;
    var moved = false;
    function stop() { moved = true; }
    addEventListener("wheel", stop, { once: true, passive: true });
    addEventListener("touchstart", stop, { once: true, passive: true });
    addEventListener("keydown", stop, { once: true });
    function go() { if (!moved) scrollTo({ left: at.x, top: at.y, behavior: "instant" }); }
    go();
    addEventListener("load", function () { go(); setTimeout(go, 60); });
  }

  // What has become of the page.

  var asking = false, again = false;
  var downs = 0; // an answer from before the server ended says nothing of now

  var giveUp = function () {};

  // A tab that is put to sleep while it asks may never hear the answer.
  function wake() {
    giveUp();
    check();
  }

  document.addEventListener("resume", wake);

  function check() {
    if (asking) { again = true; return; }
    asking = true;
    var before = downs, attempt = new AbortController();
    var late = setTimeout(function () { again = true; attempt.abort(); }, 5000);
    giveUp = function () { again = true; attempt.abort(); };
    fetch("/_qizhi/page?path=" + encodeURIComponent(location.pathname), { cache: "no-store", signal: attempt.signal })
      .then(function (r) { return r.ok ? r.json() : null; })
      .then(function (page) { if (page && before === downs) apply(page); })
      .catch(function () { /* the server is gone; the stream says when it is back */ })
      .then(function () {
        clearTimeout(late);
        asking = false;
        if (again) { again = false; check(); }
      });
  }

  var leaving = false;

  function apply(page) {
    if (leaving) return;
    show(page);
    if (page.digest !== digest) {
      leaving = true;
      remember();
      location.reload();
    } else if (page.style && page.style !== style) {
      swap(page.style);
    }
  }

  function swap(path) {
    var links = document.querySelectorAll("link[rel~=stylesheet]");
    for (var i = 0; i < links.length; i++) {
      var at = new URL(links[i].href).pathname;
      if (at.slice(-style.length) !== style) continue;
      var fresh = links[i].cloneNode();
      fresh.onload = removal(links[i]);
      fresh.href = at.slice(0, at.length - style.length) + path;
      links[i].after(fresh);
    }
    style = path;
  }

  function removal(old) { return function () { old.remove(); }; }

  // The stream. One for all tabs where the browser can share it; else only for tabs that are seen,
  // since a browser gives a host six connections in all.

  function listen(message) {
    if (message === "down") {
      downs++;
      show(null);
    } else {
      check();
    }
  }

  function share() {
    var worker;
    try {
      worker = new SharedWorker("/_qizhi/worker.js");
    } catch (e) { // where the browser keeps nothing for sites, it refuses
      alone();
      return;
    }
    // A worker that is there says so at once. One that cannot be loaded is told by an error, but not
    // by every browser every time; so silence counts as well, until it speaks after all.
    var stop = null;
    function lost() { stop = stop || alone(); }
    var silence = setTimeout(lost, 2000);
    worker.onerror = lost;
    worker.port.onmessage = function (e) {
      clearTimeout(silence);
      if (stop) stop();
      stop = null;
      listen(e.data);
    };
    worker.port.start();
    addEventListener("pagehide", function () { worker.port.postMessage("bye"); });
    addEventListener("pageshow", function (e) { if (e.persisted) { worker.port.postMessage("hello"); check(); } });
    document.addEventListener("visibilitychange", function () { if (!document.hidden) check(); });
  }

  function alone() {
    var source = null;
    function close() {
      if (source) source.close();
      source = null;
    }
    function follow() {
      if (document.hidden) {
        close();
      } else if (!source) {
        source = new EventSource("/_qizhi/events");
        source.onmessage = function (e) { listen(e.data); };
        source.onerror = function () {
          listen("down");
          if (source && source.readyState === 2) { source = null; setTimeout(wanted, 1000); }
        };
      }
    }
    var stopped = false;
    function wanted() { if (!stopped) follow(); }
    document.addEventListener("visibilitychange", wanted);
    follow();
    return function () {
      stopped = true;
      close();
    };
  }

  // The panel and the badge, in a shadow tree so that page and preview cannot style each other.

  var host, root, last;

  function el(name, kind, text) {
    var e = document.createElement(name);
    if (kind) e.className = kind;
    if (text !== undefined) e.textContent = text;
    return e;
  }

  function problem(p) {
    var item = el("li", p.severity);
    var place = p.path + (p.line ? ":" + p.line + (p.column ? ":" + p.column : "") : "");
    item.append(el("p", "place", place), el("p", "message", p.message));
    if (p.column && (p.before || p.marked || p.after)) {
      var line = el("pre", "line"), mark = el("mark", "", p.marked);
      line.append(el("span", "number", String(p.line)), p.before, mark, p.after);
      item.append(line);
    }
    if (p.hint) item.append(el("p", "hint", p.hint));
    return item;
  }

  function list(page, severity) {
    var all = el("ol", "list"), shown = 0;
    [true, false].forEach(function (own) { // those of the page that is looked at come first
      page.problems.forEach(function (p) {
        if (p.severity !== severity || (p.path === page.source) !== own) return;
        all.append(problem(p));
        shown++;
      });
    });
    var rest = (severity === "error" ? page.errors : page.warnings) - shown;
    if (rest > 0) all.append(el("li", "rest", "还有 " + rest + " 个，见“说明和检查”"));
    return all;
  }

  function manual(text) {
    var a = el("a", "more", text);
    a.href = "/_qizhi/";
    return a;
  }

  function button(kind, text, act) {
    var b = el("button", kind, text);
    b.type = "button";
    b.onclick = act;
    return b;
  }

  function panel(page) {
    var box = el("section", "panel");
    box.setAttribute("role", "alert");
    box.setAttribute("aria-label", "内容有错误");
    var head = el("header");
    head.append(el("h2", "", page.errors + " 个错误"), el("p", "", page.stale ? "网页还是出错以前的样子；改好保存，这里会自己消失。" : "改好保存，这里会自己消失。"),
      button("fold", "收起", function () { fold(true); }));
    box.append(head, list(page, "error"), manual("说明和检查"));
    return box;
  }

  function badge(page) {
    var box = el("div", "corner");
    if (!page) {
      box.append(el("p", "badge down", "预览已停止"));
      return box;
    }
    var bad = page.errors > 0;
    var text = bad ? page.errors + " 个错误" : page.warnings ? page.warnings + " 个警告" : "预览";
    var b = button("badge" + (bad ? " error" : page.warnings ? " warning" : ""), text, function () {
      if (bad) { fold(false); } else { open(box, b, page); }
    });
    b.setAttribute("aria-expanded", "false");
    box.append(b);
    return box;
  }

  function open(box, b, page) {
    var shown = box.querySelector(".sheet");
    b.setAttribute("aria-expanded", String(!shown));
    if (shown) { shown.remove(); return; }
    var sheet = el("section", "sheet");
    sheet.setAttribute("aria-label", "警告");
    sheet.append(el("h2", "", page.warnings ? page.warnings + " 个警告" : "没有错误，也没有警告"));
    if (page.warnings) sheet.append(el("p", "", "警告不影响发布，但最好改掉。"), list(page, "warning"));
    sheet.append(manual("说明和检查"));
    sheet.onkeydown = function (e) { if (e.key === "Escape") { open(box, b, page); b.focus(); } };
    box.prepend(sheet);
  }

  // The panel stays folded for the same errors only.
  function fold(on) {
    try { sessionStorage.setItem(folded, on ? mark(last) : ""); } catch (e) { foldedNow = on; }
    draw();
    var b = root.querySelector(on ? ".badge" : ".fold");
    if (b) b.focus();
  }

  var foldedNow = false;

  function isFolded() {
    try { return sessionStorage.getItem(folded) === mark(last); } catch (e) { return foldedNow; }
  }

  function mark(page) {
    return page ? JSON.stringify(page.problems.filter(function (p) { return p.severity === "error"; })) : "";
  }

  function show(page) {
    if (script.hasAttribute("data-quiet")) return; // the staff page lists everything itself
    var same = JSON.stringify(page && [page.errors, page.warnings, page.stale, page.problems]);
    if (show.same === same) return;
    show.same = same;
    last = page;
    draw();
  }

  function draw() {
    if (!host) {
      host = document.createElement("qizhi-preview");
      root = host.attachShadow({ mode: "open" });
      var sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = "/_qizhi/panel.css";
      root.append(sheet);
      document.documentElement.append(host);
    }
    host.className = document.documentElement.classList.contains("elder") ? "large" : "";
    while (root.childNodes.length > 1) root.lastChild.remove();
    root.append(last && last.errors && !isFolded() ? panel(last) : badge(last));
  }

  restore();
  if (window.SharedWorker) { share(); } else { alone(); }
  check();
})();
