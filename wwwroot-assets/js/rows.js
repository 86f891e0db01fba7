// Moving through rows by keyboard needs no round trip: arrows move the focus, letters press the button of the row that has it.
export function attach(host) {
    const rows = () => [...host.querySelectorAll('tbody tr')];
    const focus = row => {
        for (const each of rows()) {
            each.tabIndex = each === row ? 0 : -1;
        }
        row?.focus();
    };
    const typing = element => element.closest('input:not([type=checkbox]), textarea, select, dialog, [popover]');

    const onKey = event => {
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
            return;
        }

        const all = rows();
        const row = event.target.closest?.('tbody tr');
        const inside = row && host.contains(row);
        if (!inside && event.target !== document.body && event.target.id !== 'content') {
            return;
        }

        const place = inside ? all.indexOf(row) : -1;
        const to = { ArrowDown: place + 1, ArrowUp: Math.max(0, place - 1), Home: 0, End: all.length - 1 }[event.key];
        if (to !== undefined) {
            event.preventDefault();
            focus(all[Math.min(to, all.length - 1)]);
            return;
        }

        if (!inside || event.target !== row) {
            return;
        }

        const key = event.key === ' ' ? 'x' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
        const button = row.querySelector(`[data-key="${CSS.escape(key)}"]`);
        if (button && !button.disabled) {
            event.preventDefault();
            button.click();
            if (key === 'a' && all[place + 1]) {
                focus(all[place + 1]);
            }
        }
    };

    // One row can always be reached by Tab, also after the rows have been drawn anew.
    const first = () => {
        const all = rows();
        if (all.length > 0 && !all.some(row => row.tabIndex === 0)) {
            all[0].tabIndex = 0;
        }
    };
    const watch = new MutationObserver(first);
    watch.observe(host, { childList: true, subtree: true });
    first();
    document.addEventListener('keydown', onKey);
    return {
        detach() {
            watch.disconnect();
            document.removeEventListener('keydown', onKey);
        },
    };
}
