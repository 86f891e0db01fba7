// Moving through rows by keyboard needs no round trip: arrows move the focus, letters press the button of the row that has it.
export function attach(host) {
    // The rows may have made room for an empty state while this was on its way.
    if (!host) {
        return { detach() { } };
    }

    const main = host.closest('main') ?? host;
    const rows = () => [...host.querySelectorAll('tbody tr[data-row]')];
    const rowOf = element => {
        const row = element.closest?.('tbody tr[data-row]');
        return row && host.contains(row) ? row : null;
    };
    const focus = row => {
        for (const each of rows()) {
            each.tabIndex = each === row ? 0 : -1;
        }
        row?.focus();
    };
    const undecidedFrom = place => rows().slice(place).find(row => !row.classList.contains('folded'));
    // An open panel goes along with the focus, once it rests.
    let resting;
    const follow = row => {
        clearTimeout(resting);
        if (document.querySelector('[data-panel]')) {
            resting = setTimeout(() => row.isConnected && !row.classList.contains('open') && row.querySelector('[data-key=Enter]')?.click(), 150);
        }
    };
    const typing = element => element.closest?.('input:not([type=checkbox]), textarea, select, dialog, [popover], .mud-popover');
    const covered = () => document.querySelector('dialog[open], :popover-open, .mud-popover-open');

    // A dialog that was asked for takes a round trip to open: what is typed until then is a reason, and must decide nothing here.
    let dialogDue = 0;
    let early = '';

    const onKey = event => {
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || covered()) {
            return;
        }

        if (performance.now() < dialogDue) {
            event.preventDefault();
            early = event.key === 'Backspace' ? early.slice(0, -1) : early + (event.key.length === 1 ? event.key : '');
            return;
        }

        if (event.key === 'Escape') {
            document.querySelector('[data-panel] [data-close]')?.click();
            return;
        }

        if (event.key === '?') {
            document.querySelector('[data-help]')?.click();
            return;
        }

        const all = rows();
        const row = rowOf(event.target);
        const undo = document.querySelector('[data-undo]');
        if (event.key.toLowerCase() === 'u' && undo && !row?.querySelector('[data-key=u]')) {
            event.preventDefault();
            undo.click();
            return;
        }

        if (!row && (event.target.closest('[data-panel]') || !event.key.startsWith('Arrow'))) {
            return;
        }

        const place = row ? all.indexOf(row) : -1;
        const to = { ArrowDown: place + 1, ArrowUp: Math.max(0, place - 1), Home: 0, End: all.length - 1 }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            const target = all[Math.min(to, all.length - 1)];
            focus(target);
            follow(target);
            return;
        }

        const turn = row && { PageDown: 'next', PageUp: 'previous' }[event.key];
        const button = turn && host.parentElement.querySelector(`[data-page=${turn}]:not(:disabled)`);
        if (button) {
            event.preventDefault();
            turnedFrom = all[0].dataset.row;
            button.click();
            return;
        }

        if (row && event.key === 'ArrowRight') {
            event.preventDefault();
            document.getElementById('panel-title')?.focus();
            return;
        }

        if (event.target !== row) {
            return;
        }

        const key = event.key === ' ' ? 'x' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
        const deed = row.querySelector(`[data-key="${CSS.escape(key)}"]`);
        if (deed && !deed.disabled) {
            event.preventDefault();
            deed.click();
            dialogDue = 'asks' in deed.dataset ? performance.now() + 2000 : 0;
            early = '';
            const next = key === 'a' && undecidedFrom(place + 1);
            if (next) {
                focus(next);
                follow(next);
            }
        }
    };

    // The whole row is a target, but for what acts by itself and for text that somebody selects.
    const opens = event => {
        const row = rowOf(event.target);
        const taken = event.target.closest?.('button, a, input, label, summary');
        if (row && !taken && getSelection().isCollapsed) {
            focus(row);
            row.querySelector('[data-key=Enter]')?.click();
        }
    };

    // The panel goes, and the focus returns to the row it belonged to.
    const onClick = event => {
        opens(event);
        if (event.target.closest?.('[data-close]')) {
            focus(host.querySelector('tr.open') ?? rows().find(row => row.dataset.row === last) ?? rows()[0]);
        }
    };

    // What was typed on the way to the dialog stands in it.
    const handOver = field => {
        if (early && field.matches('textarea')) {
            field.setRangeText(early, field.value.length, field.value.length, 'end');
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        early = '';
    };

    // A decided row is drawn anew as a folded one, a refreshed list may lack it: the focus must not fall out of the list with it.
    let held = null;
    let last = null;
    let turnedFrom = null;
    const onFocus = event => {
        turnedFrom = null;

        // A dialog gives the focus back when it closes, to a row that may have been drawn anew behind it.
        if (event.target.closest?.('dialog')) {
            dialogDue = 0;
            handOver(event.target);
            return;
        }

        const row = rowOf(event.target);
        last = row?.dataset.row ?? last;
        held = row ? { element: event.target, id: row.dataset.row, place: rows().indexOf(row) } : event.target.closest?.('[data-panel]') ? { element: event.target } : null;
    };
    // A dialog that closes keeps the focus until the next drawing if the row it came from has gone.
    const hasFocus = () => document.activeElement && document.activeElement !== document.body && !document.activeElement.closest('dialog:not([open])');
    const keepFocus = () => {
        if (!held || held.element.isConnected || hasFocus()) {
            return;
        }

        if (held.id === undefined) {
            document.querySelector('[data-panel] [data-close]')?.focus();
            return;
        }

        const all = rows();
        const same = all.find(row => row.dataset.row === held.id);
        const place = same ? all.indexOf(same) : Math.min(held.place, all.length - 1);
        focus((same && !same.classList.contains('folded') ? same : undecidedFrom(place)) ?? same ?? all[place]);
    };

    // Another page of rows was asked for by key: once it is here, its first row has the focus.
    const keepTurning = () => {
        const [first] = rows();
        if (turnedFrom !== null && first && first.dataset.row !== turnedFrom) {
            turnedFrom = null;
            focus(first);
            follow(first);
        }
    };

    // One row can always be reached by Tab, also after the rows have been drawn anew.
    const keepReachable = () => {
        const all = rows();
        if (all.length > 0 && !all.some(row => row.tabIndex === 0)) {
            all[0].tabIndex = 0;
        }
    };
    const watch = new MutationObserver(() => {
        keepTurning();
        keepFocus();
        keepReachable();
    });
    watch.observe(main, { childList: true, subtree: true });
    keepReachable();
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('close', keepFocus, true);
    host.dataset.keys = '';
    return {
        detach() {
            watch.disconnect();
            clearTimeout(resting);
            document.removeEventListener('keydown', onKey);
            document.removeEventListener('click', onClick);
            document.removeEventListener('focusin', onFocus);
            document.removeEventListener('close', keepFocus, true);
        },
    };
}
