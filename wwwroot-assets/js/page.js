// Loaded by the page itself: what must work before and without the connection to the server.
import { borrow, giveBack } from './lists.js';

document.addEventListener('click', event => {
    if (event.target.closest('[data-reload]')) {
        location.reload();
    }

    if (event.target.closest('a.skip')) {
        event.preventDefault();
        document.getElementById('content')?.focus();
    }
});

// The sheet of filters on a narrow screen.
document.addEventListener('toggle', event => event.target.matches('.sheet') && (event.newState === 'open' ? borrow(event.target) : giveBack()), true);

// An arrow opens a menu, and must not scroll the page at the same time.
document.addEventListener('keydown', event => {
    if (event.key.startsWith('Arrow') && event.target.matches?.('[aria-haspopup=menu]')) {
        event.preventDefault();
    }
});

// In a long menu a letter goes to the next choice that begins with it, as in the lists of the browser. The menu counts its steps itself, so it is sent the arrows that lead there.
document.addEventListener('keydown', event => {
    const menu = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.closest?.('[role=menu]');
    if (!menu) {
        return;
    }

    const items = [...menu.querySelectorAll('[role^=menuitem]')];
    const here = items.indexOf(document.activeElement);
    const begins = item => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
    const there = [...items.keys()].find(at => at > here && begins(items[at])) ?? items.findIndex(begins);
    for (let step = Math.abs(there - here); there >= 0 && step > 0; step--) {
        event.target.dispatchEvent(new KeyboardEvent('keydown', { key: there > here ? 'ArrowDown' : 'ArrowUp', bubbles: true }));
    }
});

// The slash is a letter where somebody types, and the way to the search everywhere else.
document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.('input, textarea, select, dialog, .mud-popover, [contenteditable]')) {
        event.preventDefault();
        document.getElementById('search')?.focus();
    }
});

// Ctrl K, or Command K, opens the search with its pages and actions. What the field is told is the arrow that opens its list.
document.addEventListener('keydown', event => {
    const search = document.getElementById('search');
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && search && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        search.focus();
        search.select();
        search.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    }
});

// The list may be longer than it is high: what the arrows chose is scrolled into it.
new MutationObserver(changes => document.getElementById(changes.at(-1).target.getAttribute('aria-activedescendant'))?.scrollIntoView({ block: 'nearest' }))
    .observe(document.body, { subtree: true, attributeFilter: ['aria-activedescendant'] });

// What had the focus may be drawn away, as a row that leaves its list seconds after it was acted on: the focus goes to the heading then, unless the page has given it to something better by the next frame.
let focused = null;
document.addEventListener('focusin', event => { focused = event.target.closest?.('main') ? event.target : null; });
new MutationObserver(() => {
    if (focused && !focused.isConnected) {
        focused = null;
        requestAnimationFrame(() => {
            const heading = document.querySelector('main h1');
            if (heading && document.activeElement === document.body) {
                heading.tabIndex = -1;
                heading.focus({ preventScroll: true });
            }
        });
    }
}).observe(document.body, { childList: true, subtree: true });

// While the connection is lost the page says so above everything else. A circuit that is gone with the old program can't be taken up again: the page is loaded anew, once it can be.
const lost = document.getElementById('components-reconnect-modal');
let reloading = false;
async function reloadWhenItAnswers() {
    if (reloading) {
        return;
    }

    reloading = true;
    while (true) {
        try {
            const answer = await fetch('health/live', { cache: 'no-store' });
            if (answer.ok) {
                location.reload();
                return;
            }
        } catch {
            // Not there yet.
        }
        await new Promise(done => setTimeout(done, 1000));
    }
}

new MutationObserver(() => {
    const is = state => lost.classList.contains('components-reconnect-' + state);
    if (is('hide')) {
        lost.close();

        // What was typed in the moment of the loss may not have arrived.
        document.querySelectorAll('dialog[open] textarea').forEach(each => each.dispatchEvent(new Event('input', { bubbles: true })));
    } else if (!lost.open && (is('show') || is('failed') || is('rejected'))) {
        lost.showModal();
    }

    if (is('failed') || is('rejected')) {
        reloadWhenItAnswers();
    }
}).observe(lost, { attributeFilter: ['class'] });
lost.addEventListener('cancel', event => event.preventDefault());
