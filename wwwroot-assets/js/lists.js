// Lists, menus and calendars of MudBlazor are drawn near the end of the page. What the browser lifts over the page (a modal dialog, the sheet of filters) would cover
// them and take away their clicks: while it stands open, they are drawn inside it.
let borrowed = null;

export function borrow(host) {
    const provider = document.querySelector('#popovers > .mud-popover-provider');
    if (provider) {
        host.append(provider);

        // A host that goes with its page is not closed first.
        const watch = new MutationObserver(() => host.isConnected || giveBack());
        watch.observe(document.body, { childList: true, subtree: true });
        borrowed = { provider, watch };
    }
}

export function giveBack() {
    borrowed?.watch.disconnect();
    if (borrowed) {
        document.getElementById('popovers')?.append(borrowed.provider);
    }
    borrowed = null;
}

export const openIn = host => host.querySelector('.mud-popover-open:not(.mud-tooltip)');
