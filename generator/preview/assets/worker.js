// The one stream of all tabs: what it hears it tells them.
"use strict";
var ports = new Set();
var last = "";

function tell(message) {
  last = message;
  ports.forEach(function (port) { port.postMessage(message); });
}

function follow() {
  var source = new EventSource("/_qizhi/events");
  source.onmessage = function (e) { tell(e.data); };
  source.onerror = function () {
    if (last !== "down") tell("down");
    if (source.readyState === 2) setTimeout(follow, 1000);
  };
}

self.onconnect = function (e) {
  var port = e.ports[0];
  ports.add(port);
  port.onmessage = function (m) {
    if (m.data === "bye") { ports.delete(port); } else { ports.add(port); }
  };
  port.start();
  // A tab has looked before it came here; what it may have missed in between it looks for now.
  port.postMessage(last || "hello");
};

follow();
