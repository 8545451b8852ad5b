// The full view of a gallery: buttons, arrow keys or a swipe turn to the next picture, Esc, the back
// key or a touch beside the picture closes it. It is a modal dialog, so that the browser keeps the
// focus in it and gives it back. Without JavaScript, or in a browser without dialogs, every picture
// is a plain link.
(function () {
  if (!window.HTMLDialogElement || !HTMLDialogElement.prototype.showModal) return;
  var box, image, note, links, at, from;

  function show(to) {
    at = (to + links.length) % links.length;
    var link = links[at];
    var small = link.firstElementChild;
    image.removeAttribute('src'); // the one before must not stand under these words
    image.width = small.getAttribute('width');
    image.height = small.getAttribute('height');
    image.alt = small.alt;
    image.src = link.href;
    note.textContent = (at + 1) + ' / ' + links.length + ' ';
    note.insertAdjacentHTML('beforeend', link.nextElementSibling ? link.nextElementSibling.innerHTML : '');
    element('span', note, 'sr').textContent = small.alt; // a picture that changes is not read out, the words are
    new Image().src = links[(at + 1) % links.length].href;
  }

  function zoomed() {
    return !!window.visualViewport && visualViewport.scale > 1.05;
  }

  function element(name, parent, className) {
    var e = document.createElement(name);
    e.className = className || '';
    return parent.appendChild(e);
  }

  function button(sign, words, act) {
    var b = element('button', box, act);
    b.type = 'button';
    b.textContent = sign;
    b.title = words;
    b.setAttribute('aria-label', words);
  }

  function build(words) {
    box = element('dialog', document.body, 'viewer');
    box.setAttribute('aria-label', words.view);
    box.tabIndex = -1;
    image = element('img', box);
    image.draggable = false;
    note = element('p', box);
    note.setAttribute('aria-live', 'polite');
    button('←', words.previous, 'previous');
    button('→', words.next, 'next');
    button('×', words.close, 'close');
    box.addEventListener('click', function (e) {
      var act = e.target.className;
      if (act === 'previous') show(at - 1);
      else if (act === 'next') show(at + 1);
      else if (act === 'close' || e.target === box) box.close();
    });
    box.addEventListener('keydown', function (e) {
      var to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[e.key];
      if (to !== undefined && links[1]) {
        e.preventDefault();
        show(to);
      }
    });
    box.addEventListener('touchstart', function (e) {
      from = e.touches[1] || zoomed() ? null : e.touches[0];
    });
    box.addEventListener('touchend', function (e) {
      if (!from || !links[1]) return;
      var to = e.changedTouches[0];
      var way = to.clientX - from.clientX;
      // A finger that goes up or down does not mean the next picture.
      if (Math.abs(way) > Math.max(50, 2 * Math.abs(to.clientY - from.clientY))) show(at + (way < 0 ? 1 : -1));
    });
    // A picture that is enlarged by two fingers is moved by one.
    if (window.visualViewport) visualViewport.addEventListener('resize', function () {
      box.classList.toggle('zoomed', zoomed());
    });
    box.addEventListener('close', function () {
      if (history.state === 'viewer') history.back();
    });
    addEventListener('popstate', function () {
      if (box.open) box.close();
    });
  }

  document.addEventListener('click', function (e) {
    var link = e.target.closest('.gallery li > a');
    if (!link || e.button || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    var figure = link.closest('figure');
    if (!box) build(figure.dataset);
    links = figure.querySelectorAll('li > a');
    box.classList.toggle('single', !links[1]);
    show([].indexOf.call(links, link));
    box.showModal();
    box.focus(); // not a button: the Enter that opened it must not press one
    history.pushState('viewer', '');
  });
})();
