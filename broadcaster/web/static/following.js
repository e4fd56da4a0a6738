// Follow the text while a bulletin is heard, and begin at a line. Every page works without this.
(function () {
  "use strict";
  var known = new WeakMap(); // audio -> [[line, first millisecond, last], …] in order

  function look() {
    document.querySelectorAll("audio[data-times]").forEach(function (audio) {
      if (known.has(audio)) { return; }
      known.set(audio, []);
      fetch(audio.dataset.times).then(function (answer) {
        return answer.ok ? answer.json() : [];
      }).then(function (times) {
        known.set(audio, times);
        times.forEach(function (one) { offer(one[0]); });
      }).catch(function () {}); // without the times the sound is heard as ever
    });
  }

  // A button for each line that sounds: a long page would be heavy with them.
  function offer(line) {
    var item = document.getElementById("line-" + line), list = item && item.closest("[data-from-here]");
    if (!list || item.querySelector("[data-from]")) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.dataset.from = line;
    button.textContent = list.dataset.fromHere;
    button.setAttribute("aria-label", list.dataset.fromLine.replace("{number}", line));
    var hear = item.querySelector(".tools .hear"), words = item.querySelector(".written") || item.querySelector(".spoken");
    (hear || words).insertAdjacentElement("afterend", button);
  }

  function show(line) {
    document.querySelectorAll(".script > li[aria-current]").forEach(function (shown) {
      if (shown.id !== "line-" + line) { shown.removeAttribute("aria-current"); }
    });
    var said = document.getElementById("line-" + line);
    if (said) { said.setAttribute("aria-current", "true"); }
  }

  // Events of a sound do not rise to the document, so they are caught on their way down.
  document.addEventListener("timeupdate", function (event) {
    var now = event.target.currentTime * 1000, said = 0;
    (known.get(event.target) || []).forEach(function (one) { if (one[1] <= now + 20) { said = one[0]; } });
    if (!event.target.paused) { show(said); }
  }, true);
  ["ended", "emptied"].forEach(function (name) {
    document.addEventListener(name, function (event) { if (known.has(event.target)) { show(0); } }, true);
  });

  function begin(line) {
    document.querySelectorAll("audio[data-times]").forEach(function (audio) {
      (known.get(audio) || []).forEach(function (one) {
        if (String(one[0]) !== line) { return; }
        audio.currentTime = one[1] / 1000;
        audio.play().catch(function () {});
      });
    });
  }
  document.addEventListener("click", function (event) {
    var touched = event.target.closest ? event.target : null;
    var button = touched && touched.closest("[data-from]");
    var words = touched && touched.closest(".script .spoken");
    if (words && String(getSelection())) { return; } // words are being marked, not chosen
    if (words) { button = words.parentElement.querySelector("[data-from]"); }
    if (button) { begin(button.dataset.from); }
  });

  look();
  document.addEventListener("htmx:after:swap", look);
})();
