// The browser's own modal: focus stays inside, and the page behind is inert.
import { borrow, giveBack, openIn } from './lists.js';

export function show(dialog) {
    // Gone with its page when it comes too late.
    if (dialog && !dialog.open) {
        dialog.addEventListener('keydown', onKey, true);
        dialog.addEventListener('cancel', onCancel);
        dialog.addEventListener('submit', onSubmit, true);
        dialog.addEventListener('close', giveBack);
        dialog.querySelector('[data-autofocus]')?.setAttribute('autofocus', '');
        dialog.showModal();
        borrow(dialog);
    }
}

export function close(dialog) {
    dialog?.close();
}

function onKey(event) {
    if (event.key === 'Escape' && openIn(event.currentTarget)) {
        event.preventDefault(); // It closes the list and not the dialog.
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        // Enter starts a new line in a text; with Control (or Command) it sends, so that a review needs no mouse.
        event.preventDefault();
        if (event.target.matches('textarea, input:not([type=file])')) {
            event.target.dispatchEvent(new Event('change', { bubbles: true })); // The field is not left, so it has not said yet what stands in it.
        }
        event.currentTarget.querySelector('form')?.requestSubmit();
    } else if (event.key === 'Enter' && event.target.closest('input[role=combobox], .mud-picker input')) {
        event.preventDefault(); // It chooses from the list, and sends nothing.
    } else if (/^(Arrow|Page)(Up|Down)$/.test(event.key) && event.target.matches('input')) {
        event.preventDefault(); // It moves in the list; the page behind must not scroll.
    }
}

// A day that can't be read is not sent as the one before it.
function onSubmit(event) {
    const unclear = event.currentTarget.querySelector('.mud-picker input[aria-invalid=true]');
    if (unclear) {
        event.preventDefault();
        event.stopPropagation();
        unclear.focus();
    }
}

function onCancel(event) {
    if (openIn(event.currentTarget)) {
        event.preventDefault();
    }
}
