// 适老版: larger text, strong contrast, large targets, one column. It is a class on <html>, kept across
// pages in localStorage, and set before anything is laid out: the script stands in the head and does
// not wait. The buttons are in the page, shown only where this script runs (class js).
(function () {
  var root = document.documentElement;
  var sizes = 3;
  var size = 0;

  // read is the size kept for this site: 0 when the mode is off. A browser may forbid the store.
  function read() {
    try {
      size = Math.min(Math.max(parseInt(localStorage.getItem('qizhi-elder'), 10) || 0, 0), sizes);
    } catch (e) {
      // the size of this page stays
    }
    show();
  }

  function show() {
    root.classList.toggle('elder', size > 0);
    root.dataset.size = size;
    tell();
  }

  // tell marks the button that has nothing left to do, and says the new size where one was asked for.
  function tell(asked) {
    var said = document.querySelector('.tools output');
    if (!said) return;
    [['smaller', size <= 1], ['larger', size >= sizes]].forEach(function (end) {
      document.querySelector('.tools .' + end[0]).setAttribute('aria-disabled', end[1]);
    });
    said.textContent = asked ? said.dataset.said.replace('{n}', size) : '';
  }

  root.classList.add('js');
  try {
    if (localStorage.getItem('qizhi-voice')) root.classList.add('voiced'); // see 30-aloud.js
  } catch (e) {
    // found out again
  }
  read();
  addEventListener('storage', read);
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('.tools button');
    var step = !button ? 0 : button.className === 'larger' ? 1 : button.className === 'smaller' ? -1 : 0;
    if (step) size = Math.min(Math.max(size + step, 1), sizes);
    else if (button && button.className === 'turn') size = size ? 0 : 1;
    else return;
    try {
      localStorage.setItem('qizhi-elder', size);
    } catch (e) {
      // shown on this page all the same
    }
    show();
    tell(step);
  });
  document.addEventListener('DOMContentLoaded', function () { tell(); });
})();
