// Everything works without this file; with it, it is a little nicer.

// The answer to a form that was sent: Back and reload ask for the page again. Else the browser asks, in its own words, to send again.
if (document.querySelector('meta[name="gbo-posted"]')) {
  const address = new URL(location.href);
  address.searchParams.delete('handler');
  history.replaceState(history.state, '', address);
}

// After a failed post the eye and the screen reader start at what is wrong.
const summary = document.querySelector('.error-summary');
summary?.focus();
summary?.addEventListener('click', event => {
  const link = event.target.closest('a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  // The question comes into view, not only its field.
  (field.closest('.field') ?? field).scrollIntoView();
  field.focus({ preventScroll: true });
});

// A second click does not send a second time. Released when the page is shown again (Back) and when nothing seems to happen.
const sending = new Set();
function release(form) {
  sending.delete(form);
  for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
}
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post') return;
  if (sending.has(form)) {
    event.preventDefault();
    return;
  }
  sending.add(form);
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
  setTimeout(() => release(form), 8000);
});
window.addEventListener('pageshow', () => [...sending].forEach(release));

// Half a text survives a tab that is closed by a phone out of memory, a way out and back, a lost connection: it stays in this tab until
// it is sent. What the server gives back always wins.
const restored = new Set();
function keepTyped(area) {
  const form = area.form;
  if (!area.name || form?.method !== 'post') return;
  const key = `typed ${form.getAttribute('action') ?? ''} ${location.pathname} ${area.name}`;
  try {
    const kept = sessionStorage.getItem(key);
    if (area.value) sessionStorage.removeItem(key);
    else if (kept) {
      area.value = kept;
      restored.add(form);
    }
    area.addEventListener('input', () => sessionStorage.setItem(key, area.value));
    form.addEventListener('submit', () => sessionStorage.removeItem(key));
  } catch {
    // No room, or not allowed here: then it is as without script.
  }
}
document.querySelectorAll('textarea').forEach(keepTyped);

// The first text of a journey, of which the server has nothing yet, outlives the tab as well: phones close tabs. It stays a day, on this
// device alone; who finds it there sees that, and can wipe it.
const forADay = 'bewaard ';
function forgetKept(which) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(forADay) && which(key)) localStorage.removeItem(key);
  } catch {
    // Not allowed here: then nothing was kept either.
  }
}
function keptText(key) {
  try {
    const { at, text } = JSON.parse(localStorage.getItem(key));
    const age = Date.now() - at;
    return age >= 0 && age < 86_400_000 ? text : null;
  } catch {
    return null;
  }
}
function keepForADay(area) {
  const key = `${forADay}${location.pathname} ${area.name}`;
  const note = document.getElementById(area.dataset.keepDay);
  const kept = keptText(key);
  if (area.defaultValue) forgetKept(k => k === key);
  else if (kept && !area.value) {
    area.value = kept;
    note.hidden = false;
  }
  const keep = () => {
    try {
      if (area.value) localStorage.setItem(key, JSON.stringify({ at: Date.now(), text: area.value }));
      else localStorage.removeItem(key);
    } catch {
      // No room, or not allowed here: then it is as without script.
    }
  };
  area.addEventListener('input', keep);
  area.form.addEventListener('submit', () => forgetKept(k => k === key));
  note.querySelector('button').addEventListener('click', () => {
    area.value = '';
    note.hidden = true;
    // What else keeps it hears of it.
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.focus();
  });
}
forgetKept(key => keptText(key) === null);
document.querySelectorAll('textarea[data-keep-day]').forEach(keepForADay);

// At the desk the rest of a form stays as well: one line, a choice, a tick. Only while the server still shows what stood there when it was
// changed: what a colleague saved meanwhile is not pushed aside. In rows that can change place it stays with its row.
const wasSent = document.querySelector('meta[name="gbo-posted"]') !== null;
function keepChanged(field) {
  const form = field.form;
  const row = field.closest('li[id]');
  if (!field.name || (!row && /\[\d+\]/.test(field.name)) || form?.method !== 'post') return;
  const name = row ? `${row.id} ${field.name.replace(/\[\d+\]/, '')}` : field.name;
  const isTick = field.type === 'checkbox' || field.type === 'radio';
  const read = () => (isTick ? String(field.checked) : field.value);
  const was = read();
  const key = `changed ${form.getAttribute('action') ?? ''} ${location.pathname} ${name} ${isTick ? field.value : ''}`;
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    if (kept && (wasSent || kept.was !== was)) sessionStorage.removeItem(key);
    else if (kept && isTick) field.checked = kept.now === 'true';
    else if (kept) field.value = kept.now;
    form.addEventListener('input', event => {
      if (row ? event.target !== field : event.target.name !== field.name) return;
      if (read() === was) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ was, now: read() }));
    });
    form.addEventListener('submit', () => sessionStorage.removeItem(key));
  } catch {
    // No room, or not allowed here: then it is as without script.
  }
}
if (/\/beheer(\/|$)/.test(location.pathname)) {
  const kinds = ['text', 'email', 'tel', 'url', 'number', 'date', 'time', 'checkbox', 'radio'];
  for (const field of document.querySelectorAll('main form input, main form select'))
    if (field.tagName === 'SELECT' || kinds.includes(field.type)) keepChanged(field);
}
// Who logs out leaves nothing behind for who sits down next.
document.querySelector('form[action$="/uitloggen"]')?.addEventListener('submit', () => {
  sessionStorage.clear();
  forgetKept(() => true);
});

// A long form keeps itself on the server when its page goes out of sight: another tab, a locked phone, a window that closes.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  const keep = () => {
    changed = false;
    const typed = new FormData(form);
    typed.append('quiet', 'true');
    fetch(form.dataset.autosave, { method: 'POST', body: typed, keepalive: true })
      .then(answer => (answer.ok && answer.headers.get('content-type')?.includes('json') ? answer.json() : null))
      // What the server must get back next time, such as the mark of what it kept.
      .then(fields => { for (const [name, value] of Object.entries(fields ?? {})) if (form.elements[name]) form.elements[name].value = value; })
      .catch(() => { changed = true; });
  };
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden' && changed) keep(); });
  // What the page that was here before sent as it went, may arrive after this one was made: kept again, it is what this one began from.
  if (restored.has(form)) keep();
}

// A file that is too large is said so before it is sent: over a phone line that takes minutes. The server says it too.
for (const input of document.querySelectorAll('input[type=file][data-max-bytes]')) {
  const warning = document.createElement('p');
  warning.className = 'message';
  warning.setAttribute('aria-live', 'polite');
  input.before(warning);
  const max = Number(input.dataset.maxBytes);
  input.addEventListener('change', () => {
    const large = [...input.files].filter(file => file.size > max).map(file => `“${file.name}”`);
    const text = large.length === 0 ? '' : large.length === 1 ? input.dataset.tooLargeOne : input.dataset.tooLarge;
    warning.textContent = text.replace('{0}', large.join(', '));
  });
}

// While files are on their way, the page says so.
for (const form of document.querySelectorAll('form[data-sending]')) {
  const note = document.createElement('p');
  note.className = 'sending';
  note.setAttribute('role', 'status');
  form.append(note);
  form.addEventListener('submit', () => {
    if ([...form.querySelectorAll('input[type=file]')].some(input => input.files.length > 0)) note.textContent = form.dataset.sending;
  });
  window.addEventListener('pageshow', () => { note.textContent = ''; });
}

// How much may still be written, once that is little. Screen readers hear it when they pause, not at every key.
const number = new Intl.NumberFormat(document.documentElement.lang);
function countDown(area) {
  const max = Number(area.dataset.max);
  const from = Number(area.dataset.countsFrom);
  const shown = document.getElementById(`${area.id}-count`);
  if (!max || !shown) return;
  const spoken = document.createElement('span');
  spoken.className = 'visually-hidden';
  spoken.setAttribute('aria-live', 'polite');
  shown.after(spoken);
  let timer;
  const tell = () => {
    // A line end travels as two characters, and the server counts them so.
    const left = max - area.value.replace(/\r?\n/g, '\r\n').length;
    const text = area.dataset[(left < 0 ? 'over' : 'left') + (Math.abs(left) === 1 ? 'One' : '')];
    shown.textContent = left > from ? '' : text.replace('{0}', number.format(Math.abs(left)));
    shown.classList.toggle('over', left < 0);
    clearTimeout(timer);
    if (left <= from && left < max / 5) timer = setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
  };
  area.addEventListener('input', tell);
  tell();
}
document.querySelectorAll('textarea[data-max]').forEach(countDown);

// The menu closes as people expect of one.
const menus = document.querySelectorAll('details.menu');
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
document.addEventListener('click', event => {
  for (const menu of menus) if (menu.open && !menu.contains(event.target)) menu.open = false;
});

// Tick or untick all rows.
document.addEventListener('change', event => {
  const name = event.target.dataset?.tickAll;
  if (!name) return;
  const scope = event.target.closest('form') ?? document;
  for (const one of name.split(' ')) {
    for (const box of scope.querySelectorAll(`input[type=checkbox][name="${CSS.escape(one)}"]`)) box.checked = event.target.checked;
  }
});

// A list of the desk goes by keyboard as well, and a page that was opened from one to its neighbours. Nothing is taken from who types in a
// field or holds another key, and who does not want it (a screen reader has keys of its own) turns it off.
const list = document.querySelector('[data-rows]');
const keys = document.querySelector('[data-desk-keys]');
const offName = 'toetsen uit';
const isOff = () => { try { return localStorage.getItem(offName) !== null; } catch { return false; } };
function walk(step) {
  const rows = [...list.querySelectorAll('tbody tr')];
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.querySelector('a[href]')?.focus();
}
document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isOff()) return;
  if (event.target.closest('textarea, select, dialog, [contenteditable], input:not([type=checkbox])')) return;
  const isInList = list?.contains(event.target);
  const search = document.querySelector('main input[type=search]');
  const acts = {
    j: () => (list ? walk(1) : document.querySelector('[data-key-next]')?.click()),
    k: () => (list ? walk(-1) : document.querySelector('[data-key-previous]')?.click()),
    ArrowDown: isInList && (() => walk(1)),
    ArrowUp: isInList && (() => walk(-1)),
    x: isInList && (() => event.target.closest('tr')?.querySelector('input.tick')?.click()),
    '/': list && search && (() => { search.focus(); search.select(); }),
    '?': keys && (() => keys.querySelector('dialog').showModal()),
  };
  if (!acts[event.key] || !(list || document.querySelector('[data-key-next], [data-key-previous]'))) return;
  event.preventDefault();
  acts[event.key]();
});
if (list && keys) {
  const dialog = keys.querySelector('dialog');
  const toggle = keys.querySelector('[data-desk-keys-toggle]');
  const tell = () => {
    toggle.textContent = isOff() ? toggle.dataset.on : toggle.dataset.off;
    keys.querySelector('[data-desk-keys-line]').hidden = isOff();
  };
  keys.hidden = false;
  keys.querySelector('[data-desk-keys-open]').addEventListener('click', () => dialog.showModal());
  keys.querySelector('[data-desk-keys-close]').addEventListener('click', () => dialog.close());
  toggle.addEventListener('click', () => {
    try {
      if (isOff()) localStorage.removeItem(offName);
      else localStorage.setItem(offName, 'ja');
    } catch {
      // Not allowed here: then they stay as they are.
    }
    tell();
  });
  tell();
}

// A button that prints; without script it does not show.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// The rows of an agenda change place by dragging their number, and are saved when let go. The arrows beside them do the same.
for (const list of document.querySelectorAll('ol[data-sort]')) {
  list.classList.add('sortable');
  let row = null;
  let place = null;
  const rows = () => [...list.children];
  const unmark = () => rows().forEach(r => r.classList.remove('dragging', 'drop-before', 'drop-after'));
  // The row that it comes to stand before; null for the end.
  const nextAt = y => rows().find(r => r !== row && y < r.getBoundingClientRect().top + r.offsetHeight / 2) ?? null;
  const stop = () => { unmark(); row = null; };
  list.addEventListener('pointerdown', event => {
    const handle = event.target.closest('[data-handle]');
    if (!handle || event.button !== 0 || list.children.length < 2) return;
    event.preventDefault();
    row = handle.closest('li');
    place = row.nextElementSibling;
    row.classList.add('dragging');
  });
  document.addEventListener('pointermove', event => {
    if (!row) return;
    // A long agenda moves along.
    if (event.clientY < 70) scrollBy(0, -14);
    else if (event.clientY > innerHeight - 70) scrollBy(0, 14);
    place = nextAt(event.clientY);
    rows().forEach(r => r.classList.remove('drop-before', 'drop-after'));
    if (place) place.classList.add('drop-before');
    else rows().filter(r => r !== row).at(-1).classList.add('drop-after');
  });
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && row) stop(); });
  document.addEventListener('pointercancel', stop);
  document.addEventListener('pointerup', () => {
    if (!row) return;
    const moved = row;
    const stays = place === moved.nextElementSibling;
    stop();
    if (stays) return;
    list.insertBefore(moved, place);
    rows().forEach((r, i) => {
      for (const field of r.querySelectorAll('[name*="["]')) field.name = field.name.replace(/\[\d+\]/, `[${i}]`);
    });
    list.closest('form').requestSubmit();
  });
}
