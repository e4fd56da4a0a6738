// What the pages gain by scripts. Every one of them works without this file.
(function () {
  "use strict";

  // Hear a line in place, instead of opening it.
  var player = new Audio();
  var playing = null;
  function rest() {
    if (playing) { playing.classList.remove("playing"); }
    playing = null;
  }
  player.addEventListener("ended", rest);
  player.addEventListener("error", rest);
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-hear]") : null;
    if (!link) { return; }
    event.preventDefault();
    var again = playing === link;
    player.pause();
    rest();
    if (again) { return; }
    playing = link;
    link.classList.add("playing");
    player.src = link.href;
    player.play().catch(rest);
  });

  // Copy a message.
  function reveal(root) {
    root.querySelectorAll("[data-copy]").forEach(function (button) {
      if (navigator.clipboard || document.execCommand) { button.hidden = false; }
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-copy]") : null;
    if (!button) { return; }
    var field = document.getElementById(button.dataset.copy);
    field.select();
    var told = document.getElementById(button.dataset.told);
    function tell() { told.hidden = false; }
    function copy() { if (document.execCommand("copy")) { tell(); } }
    if (navigator.clipboard) { navigator.clipboard.writeText(field.value).then(tell, copy); } else { copy(); }
  });

  // Say that a file is too large before it travels over a slow link.
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (!field.dataset || !field.dataset.most || !field.files.length) { return; }
    var large = field.files[0].size > Number(field.dataset.most);
    field.setCustomValidity(large ? field.dataset.tooLarge : "");
    field.reportValidity();
  });

  // One press is one order.
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (button) { setTimeout(function () { button.setAttribute("aria-busy", "true"); }, 0); }
    if (event.target.dataset.sent) { event.preventDefault(); }
    event.target.dataset.sent = "1";
    var waits = event.target.querySelector("[data-waits]");
    if (waits) { waits.hidden = false; return; }
    setTimeout(function () { delete event.target.dataset.sent; if (button) { button.removeAttribute("aria-busy"); } }, 3000);
  });

  // Count down by the station's clock, whatever this device thinks the time is.
  var ahead = 0;
  function read(root) {
    root.querySelectorAll("[data-countdown]").forEach(function (place) {
      ahead = Date.parse(place.dataset.now) - Date.now();
    });
  }
  function count() {
    document.querySelectorAll("[data-countdown]").forEach(function (place) {
      var left = Math.max(0, Math.ceil((Date.parse(place.dataset.countdown) - Date.now() - ahead) / 1000));
      place.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    });
  }
  setInterval(count, 500);

  // What is on air, as it changes.
  document.querySelectorAll("[data-stream]").forEach(function (place) {
    if (!window.EventSource) { return; }
    var source = new EventSource(place.dataset.stream);
    ["now", "controls"].forEach(function (name) {
      source.addEventListener(name, function (event) {
        var part = document.getElementById(name);
        if (!part) { return; }
        if (part.contains(document.activeElement) && name === "controls") {
          // Nobody's finger is moved to another button; it changes when they are done.
          part.addEventListener("focusout", function () { setTimeout(function () { show(part, event.data); }, 0); }, { once: true });
          return;
        }
        show(part, event.data);
      });
    });
    function show(part, html) {
      // What somebody opened stays open; a touch does not give the focus everywhere.
      var open = Array.from(part.querySelectorAll("details"), function (one) { return one.open; });
      part.innerHTML = html;
      part.querySelectorAll("details").forEach(function (one, index) { one.open = open[index]; });
      read(part);
      count();
    }
    function again() { source.close(); location.assign("/today"); }
    source.addEventListener("over", again);
    source.addEventListener("error", function () {
      if (source.readyState === EventSource.CLOSED) { setTimeout(again, 30000); }
    });
    window.addEventListener("pagehide", function () { source.close(); });
  });

  // A form that waits for a large file is usable again when the browser goes back to it.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
      form.querySelectorAll("[data-waits]").forEach(function (waits) { waits.hidden = true; });
    });
  });

  // What a form says stands at the top; float it where that is out of sight.
  function float_() {
    document.querySelectorAll("#work > .said, #work > .refusal").forEach(function (said) {
      if (said.dataset.seen || said.getBoundingClientRect().bottom > 0) { return; }
      said.classList.add("floats");
      setTimeout(function () { said.classList.remove("floats"); said.dataset.seen = "1"; }, 8000);
    });
  }

  // The place in a page that the keyboard was at, after the page was swapped.
  var place = null;
  document.addEventListener("submit", function (event) {
    var part = event.target.closest("section[id], li[id]");
    place = part && part.id;
  }, true);
  function stay() {
    var part = place && document.activeElement === document.body && document.getElementById(place);
    place = null;
    if (!part) { return; }
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }

  reveal(document);
  read(document);
  document.addEventListener("htmx:after:swap", function () { reveal(document); float_(); stay(); });
})();
