// Reading aloud in the elder mode, by the browser's own voice: offered where there is one for the
// page's language. The text is read piece by piece (title, paragraphs, list entries, cells), the piece
// being read is marked and kept in sight. A pause stops the voice and remembers the piece: a browser's
// own pause is not to be relied on.
document.addEventListener('DOMContentLoaded', function () {
  var speech = window.speechSynthesis;
  var start = document.querySelector('.aloud');
  var stop = document.querySelector('.hush');
  var main = document.querySelector('main');
  var root = document.documentElement;
  if (!speech || !start || !main) return;
  var word = start.textContent;
  var pieces = [];
  var at = 0;
  var turn = 0; // what an earlier turn still reports is not heard
  var reading = false;

  // languageOf is the language that a block is written in: its own where the page names one.
  function languageOf(block) {
    return block.closest('[lang]').lang;
  }

  function voice(language) {
    language = language.slice(0, 2);
    var fit = speech.getVoices().filter(function (v) { return v.lang.slice(0, 2) === language; });
    return fit.filter(function (v) { return v.localService; })[0] || fit[0];
  }

  // sentences cuts a text after the stops of Han, and after Latin ones where a space follows: 3.5 is one number. A voice
  // from afar falls silent in the middle of what is too long.
  function sentences(text) {
    return text.match(/(?:[^。！？；.!?;]|[.!?;](?!["')\]”’]*(?:\s|$)))+(?:[。！？；.!?;]["')\]”’]*\s*)*/g) || [];
  }

  // gather lists what is read: every block that holds text of its own, in the order of the page.
  function gather() {
    pieces = [];
    main.querySelectorAll('h1,h2,h3,h4,p,li,dt,dd,th,td,figcaption').forEach(function (block) {
      if (block.closest('nav, footer, form, [hidden], details:not([open])') || !block.offsetHeight) return;
      var copy = block.cloneNode(true);
      copy.querySelectorAll('[aria-hidden], svg, ul, ol, dl, p').forEach(function (inner) { inner.remove(); });
      sentences(copy.textContent.trim()).forEach(function (text) { pieces.push({ block: block, text: text }); });
    });
  }

  function mark(block) {
    var old = document.querySelector('.spoken');
    if (old) old.classList.remove('spoken');
    if (!block) return;
    block.classList.add('spoken');
    var box = block.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) block.scrollIntoView({ block: 'center' });
  }

  function speak() {
    var piece = pieces[at];
    var mine = ++turn;
    if (!piece) return end();
    var words = new SpeechSynthesisUtterance(piece.text);
    words.lang = languageOf(piece.block);
    words.voice = voice(words.lang) || null;
    words.rate = .9;
    words.onend = function () {
      if (mine !== turn) return;
      at++;
      speak();
    };
    words.onerror = function () { if (mine === turn) end(); };
    mark(piece.block);
    speech.speak(words);
  }

  function pause() {
    turn++;
    reading = false;
    speech.cancel();
    start.textContent = start.dataset.resume;
  }

  function end() {
    pause();
    pieces = [];
    at = 0;
    mark();
    start.textContent = word;
    stop.hidden = true;
  }

  start.addEventListener('click', function () {
    if (reading) return pause();
    if (!pieces.length) gather();
    reading = true;
    stop.hidden = false;
    start.textContent = start.dataset.pause;
    speak();
  });
  stop.addEventListener('click', function () {
    end();
    start.focus();
  });
  addEventListener('pagehide', end);
  document.querySelector('.tools').addEventListener('click', function () {
    if (reading && !root.classList.contains('elder')) end();
  });

  // offer shows the button where there is a voice, and remembers it: on the next page the button is
  // there from the beginning, and nothing moves.
  function offer() {
    var found = voice(root.lang);
    root.classList.toggle('voiced', !!found);
    try {
      localStorage.setItem('qizhi-voice', found ? 1 : '');
    } catch (e) {
      // looked for again
    }
  }
  offer();
  speech.onvoiceschanged = offer;
});
