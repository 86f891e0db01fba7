// The frame's few needs of the browser. What is remembered is a cookie, so that the server paints it at once.
const secure = location.protocol === 'https:' ? '; secure' : '';
const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`; };

// The server writes the same media values from the same cookie, so a reload paints the chosen theme at once.
export function chooseTheme(theme) {
    const root = document.documentElement;
    if (theme === 'system') {
        delete root.dataset.theme;
    } else {
        root.dataset.theme = theme;
    }

    for (const link of document.querySelectorAll('link[data-theme]')) {
        link.media = theme === 'system' ? `(prefers-color-scheme: ${link.dataset.theme})` : link.dataset.theme === theme ? 'all' : 'not all';
    }

    document.querySelector('meta[name=color-scheme]').content = theme === 'system' ? 'light dark' : theme;
    remember('theme', theme);
    document.dispatchEvent(new CustomEvent('themechange'));
}

export function foldRail(folded) {
    document.documentElement.dataset.rail = folded ? 'folded' : 'open';
    remember('rail', folded ? 'folded' : 'open');
}

// The view of each list; empty for the default view.
export const keepView = (name, view) => view ? remember(name, view) : document.cookie = `${name}=; path=/; max-age=0; samesite=lax${secure}`;

export const chooseCsv = form => remember('csv', form);

// Asked once by the layout when it becomes interactive, so the mark says that clicks are heard.
export function timeZone() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    remember('zone', encodeURIComponent(zone));
    document.documentElement.dataset.connected = '';
    return zone;
}

export function submit(id, field, value) {
    const form = document.getElementById(id);
    form.elements[field].value = value;
    form.requestSubmit();
}

export const blur = id => document.getElementById(id)?.blur();

export function replaceAddress(address) {
    history.replaceState(history.state, '', address);
}
