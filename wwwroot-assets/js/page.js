// Loaded by the page itself: what must work before and without the connection to the server.
document.addEventListener('click', event => {
    if (event.target.closest('[data-reload]')) {
        location.reload();
    }

    if (event.target.closest('a.skip')) {
        event.preventDefault();
        document.getElementById('content')?.focus();
    }
});

// The slash is a letter where somebody types, and the way to the search everywhere else.
document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.('input, textarea, select, dialog, [contenteditable]')) {
        event.preventDefault();
        document.getElementById('person-search')?.focus();
    }
});
