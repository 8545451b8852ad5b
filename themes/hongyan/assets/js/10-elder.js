// 适老版: larger text, strong contrast, large targets, one column. It is a class on <html>, kept across
// pages in localStorage. Without JavaScript there is no button; the browser's own zoom remains.
(function () {
  var root = document.documentElement;
  var place = document.querySelector('[data-elder]');
  if (!place) return;
  var words = place.dataset;
  var sizes = 3;
  var tools = document.createElement('div');
  tools.className = 'tools';

  // read is the size kept for this site: 0 when the mode is off. A browser may forbid the store.
  function read() {
    try {
      return Math.min(Math.max(parseInt(localStorage.getItem('qizhi-elder'), 10) || 0, 0), sizes);
    } catch (e) {
      return 0;
    }
  }

  function keep(size) {
    try {
      localStorage.setItem('qizhi-elder', size);
    } catch (e) {
      // shown on this page all the same
    }
    show(size);
  }

  function show(size) {
    root.classList.toggle('elder', size > 0);
    root.setAttribute('data-size', size);
    toggle.textContent = size ? words.elderOff : words.elder;
    toggle.setAttribute('aria-pressed', size > 0);
    larger.hidden = smaller.hidden = !size;
    larger.disabled = size === sizes;
    smaller.disabled = size === 1;
  }

  function button(text, change) {
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = text;
    b.addEventListener('click', function () {
      keep(change(read()));
    });
    tools.appendChild(b);
    return b;
  }

  var smaller = button(words.smaller, function (size) { return Math.max(size - 1, 1); });
  var larger = button(words.larger, function (size) { return Math.min(size + 1, sizes); });
  var toggle = button(words.elder, function (size) { return size ? 0 : 1; });
  show(read());
  place.appendChild(tools);
  window.addEventListener('storage', function () { show(read()); });
})();
