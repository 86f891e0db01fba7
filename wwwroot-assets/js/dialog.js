// The browser's own modal: focus stays inside, Escape closes, the page behind is inert.
export function show(dialog) {
    if (!dialog.open) {
        dialog.showModal();
    }
}

export function close(dialog) {
    dialog.close();
}
