// The key / opens the search page, but where something is being typed; on that page itself its own
// script listens.
document.addEventListener('keydown', function (event) {
  var link = document.querySelector('.seek');
  var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!link || typing || document.getElementById('search')) return;
  event.preventDefault();
  location.href = link.href;
});
