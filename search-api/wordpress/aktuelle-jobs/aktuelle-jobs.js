// <aktuelle-jobs beruf ort anzahl ueberschrift thema src>: enhances the section inside it, or loads it. Light DOM.
const OWN = import.meta.url.replace(/\/embed\/.*$/, '');
const NAMES = { beruf: 'occupation', ort: 'location', anzahl: 'limit', ueberschrift: 'heading', thema: 'theme' };
const FAILED = 'Weitere Stellen konnten nicht geladen werden. Bitte versuchen Sie es erneut.';

class AktuelleJobs extends HTMLElement {
  static observedAttributes = ['beruf', 'ort', 'anzahl'];
  #running;

  connectedCallback() {
    if (this.querySelector('.sw-jobs')) this.#enhance();
    else this.#load();
  }

  disconnectedCallback() { this.#running?.abort(); }

  attributeChangedCallback(name, before, now) {
    if (before !== null && before !== now && this.isConnected) this.#load();
  }

  async #fetch(more) {
    this.#running?.abort();
    const running = this.#running = new AbortController();
    const query = new URLSearchParams(more);
    for (const [name, parameter] of Object.entries(NAMES)) {
      if (this.getAttribute(name)) query.set(parameter, this.getAttribute(name));
    }
    const base = (this.getAttribute('src') || OWN).replace(/\/$/, '');
    const timer = setTimeout(() => running.abort(new Error('timeout')), 8000);
    this.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(`${base}/embed/jobs.html?${query}`, { credentials: 'omit', signal: running.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const section = page.querySelector('.sw-jobs');
      if (!section) throw new Error('no section');
      return document.importNode(section, true);
    } finally {
      clearTimeout(timer);
      if (this.#running === running) this.removeAttribute('aria-busy');
    }
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail })); }

  async #load() {
    try {
      const section = await this.#fetch({});
      this.replaceChildren(section);
      this.#enhance();
    } catch (fehler) {
      if (fehler.name === 'AbortError') return; // removed, or a newer request runs
      this.#tell('sw:fehler', { fehler });
    }
  }

  #enhance() {
    const link = this.querySelector('a.sw-jobs__more[data-cursor]');
    if (link) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sw-jobs__more';
      button.textContent = 'Weitere Stellen anzeigen';
      button.dataset.cursor = link.dataset.cursor;
      button.addEventListener('click', () => this.#more(button));
      link.replaceWith(button);
    }
    this.#tell('sw:geladen', { anzahl: this.querySelectorAll('.sw-job').length });
  }

  async #more(button) {
    const status = this.querySelector('.sw-sr');
    try {
      const next = await this.#fetch({ cursor: button.dataset.cursor });
      const jobs = [...next.querySelectorAll('.sw-job')];
      this.querySelector('.sw-jobs__list').append(...jobs);
      const cursor = next.querySelector('.sw-jobs__more')?.dataset.cursor;
      jobs[0]?.querySelector('a')?.focus();
      status.textContent = jobs.length === 1 ? '1 weitere Stelle geladen.' : `${jobs.length} weitere Stellen geladen.`;
      if (cursor) button.dataset.cursor = cursor;
      else button.remove();
      this.#tell('sw:geladen', { anzahl: jobs.length });
    } catch (fehler) {
      if (fehler.name === 'AbortError') return;
      status.textContent = FAILED;
      this.#tell('sw:fehler', { fehler });
    }
  }
}

if (!customElements.get('aktuelle-jobs')) customElements.define('aktuelle-jobs', AktuelleJobs);
