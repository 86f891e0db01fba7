// What is half typed in a decision outlives the connection, a restart of the program and a reload: it stays in this tab until it is sent or cancelled.
const prefix = 'decision:';
const openNow = 'decision-open';

// The subject of a dialog that stood open when the page went.
export const left = () => sessionStorage.getItem(openNow);

export function attach(fields) {
    // The page may have gone while this was on its way.
    if (!fields) {
        return { begin: () => null, keep() { }, end() { } };
    }

    const dialog = fields.closest('dialog');
    let subject = null;
    const keep = text => {
        const typed = text ?? fields.querySelector('textarea')?.value;
        if (subject !== null && typed !== undefined) {
            const kept = { text: typed, until: fields.dataset.until ?? '' };
            sessionStorage.setItem(prefix + subject, JSON.stringify(kept));
        }
    };
    dialog.addEventListener('input', () => keep());

    // A day is chosen on the server, which writes it down here.
    new MutationObserver(() => keep()).observe(fields, { attributeFilter: ['data-until'] });
    dialog.addEventListener('close', () => sessionStorage.removeItem(openNow));
    return {
        begin(name) {
            subject = name;
            sessionStorage.setItem(openNow, name);
            return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null');
        },
        keep,
        end() {
            sessionStorage.removeItem(prefix + subject);
            sessionStorage.removeItem(openNow);
            subject = null;
        },
    };
}
