// The browser's own modal: focus stays inside, Escape closes, the page behind is inert.
export function show(dialog) {
    // Gone with its page when it comes too late.
    if (dialog && !dialog.open) {
        dialog.addEventListener('keydown', submitOnControlEnter);
        dialog.showModal();
    }
}

// Enter starts a new line in a text; with Control (or Command) it sends, so that a review needs no mouse.
function submitOnControlEnter(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.currentTarget.querySelector('form')?.requestSubmit();
    }
}

export function close(dialog) {
    dialog?.close();
}
