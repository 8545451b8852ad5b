// The key / opens the search page, but where something is being typed; on that page itself it leads to
// the box. A key without another can be struck by a slip, or by a voice: a box on the search page
// switches it off, and the browser keeps that (WCAG 2.1.4).
(function () {
  var key = 'qizhi-slash';

  function off() {
    try {
      return localStorage.getItem(key) === 'off';
    } catch (e) {
      // without a storage the key is on
    }
  }

  document.addEventListener('keydown', function (event) {
    var link = document.querySelector('.seek');
    var words = document.querySelector('#search input');
    var typing = event.target.matches('input, select, textarea, [contenteditable]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !link || typing || off()) return;
    event.preventDefault();
    if (words) words.focus();
    else location.href = link.href;
  });
  document.addEventListener('DOMContentLoaded', function () {
    var form = document.getElementById('search');
    // What searches did not arrive, or is too new for this browser; the button then tries once more.
    if (form && !(window.qizhiSearch && window.qizhiSearch.load)) form.querySelector('output').textContent = form.dataset.fail;
    var box = document.querySelector('.slash input');
    if (!box) return;
    box.checked = !off();
    box.addEventListener('change', function () {
      try {
        localStorage.setItem(key, box.checked ? 'on' : 'off');
      } catch (e) {
        // on this visit the key stays as it was
      }
    });
  });
})();
