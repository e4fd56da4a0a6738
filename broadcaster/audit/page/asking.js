// Asking the engine: a thread made from the engine's own text in this page, or, where the browser
// gives none to a page from a file, the same engine here.

class Asking {
  constructor(onProgress) {
    this.waiting = new Map();
    this.count = 0;
    this.onProgress = onProgress;
    this.worker = this.start();
    if (!this.worker) this.engine = new Engine(onProgress);
  }

  start() {
    try {
      const text = document.getElementById("engine").textContent;
      const url = URL.createObjectURL(new Blob([text, "\nserve(self);"], { type: "text/javascript" }));
      const worker = new Worker(url);
      worker.onmessage = ({ data }) => this.hear(data);
      worker.onerror = () => this.giveUp();
      return worker;
    } catch (error) {
      return null;
    }
  }

  hear({ id, answer, error, progress }) {
    if (progress) return this.onProgress(progress);
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    return error ? reject(error) : resolve(answer);
  }

  // The thread could not begin: what was asked is asked here.
  giveUp() {
    const asked = Array.from(this.waiting.values());
    this.worker = null;
    this.waiting.clear();
    this.engine = this.engine || new Engine(this.onProgress);
    for (const one of asked) this.ask(one.name, one.data).then(one.resolve, one.reject);
  }

  ask(name, data) {
    if (!this.worker) return this.engine.answer(name, data);
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { name, data, resolve, reject });
      this.worker.postMessage({ id, name, data });
    });
  }
}
