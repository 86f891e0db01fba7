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
