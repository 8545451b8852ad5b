// A table, a chart or a piece of code that is wider than the page scrolls in a box of its own, which the keyboard must
// reach (the markup says so for every one). A box in which nothing scrolls is no stop on the way: its tabindex goes,
// and comes back when the window or the letters grow.
document.addEventListener('DOMContentLoaded', function () {
  function look(box) {
    var scrolls = getComputedStyle(box).overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }

  var boxes = document.querySelectorAll('main .table, main .plot, main pre');
  if (!window.ResizeObserver) return;
  var watch = new ResizeObserver(function () { boxes.forEach(look); });
  boxes.forEach(function (box) {
    watch.observe(box);
    if (box.firstElementChild) watch.observe(box.firstElementChild);
  });
});
