#!/usr/bin/env node
// Writes THIRD-PARTY.md and licenses/: what ships with the program, by the lock files of its project and of its web assets.
// Everything is read from what a restore and a build left on this machine: the packages' own descriptions and license files.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packages = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages');
const modules = join(root, 'wwwroot-assets');
const byName = (a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);

// A license file that is no SPDX expression is told by its words.
const words = [
    [/GNU Lesser General Public License/, 'LGPL-3.0-or-later'],
    [/SIL Open Font License/i, 'OFL-1.1'],
    [/MICROSOFT SOFTWARE LICENSE TERMS/, "Microsoft's own terms"],
    [/public domain/i, 'public domain'],
];

// These need no more than their name here: the table gives the copyright, and the text is the same for everybody.
const wellKnown = new Set(['MIT', 'Apache-2.0', 'BSD-3-Clause']);

function nuget() {
    const lock = JSON.parse(readFileSync(join(root, 'src/LicenseDashboard.Web/packages.lock.json'), 'utf8'));
    return Object.values(lock.dependencies).flatMap(Object.entries).filter(([, entry]) => entry.type !== 'Project').map(([name, entry]) => {
        const folder = join(packages, name.toLowerCase(), entry.resolved);
        if (!existsSync(folder)) {
            throw new Error(`${folder} is missing. Restore first: dotnet restore LicenseDashboard.sln`);
        }

        const spec = readFileSync(join(folder, `${name.toLowerCase()}.nuspec`), 'utf8');
        const tag = tagName => spec.match(new RegExp(`<${tagName}\\b[^>]*>([^<]*)</${tagName}>`))?.[1].trim();
        const [, type, value] = spec.match(/<license type="(\w+)"[^>]*>([^<]*)</) ?? [];
        const content = readdirSync(folder);
        const shipped = !/<developmentDependency>true</.test(spec) && (!content.includes('analyzers') || content.includes('lib'));
        return {
            name, version: entry.resolved, folder, shipped,
            license: type === 'expression' ? value : told(name, readFileSync(join(folder, value ?? 'LICENSE.txt'), 'utf8')),
            copyright: tag('copyright') || `© ${tag('authors')}`,
        };
    }).sort(byName);
}

function npm() {
    const lock = JSON.parse(readFileSync(join(modules, 'package-lock.json'), 'utf8'));
    return Object.entries(lock.packages).filter(([path]) => path !== '').map(([path, entry]) => {
        const folder = join(modules, path);
        if (!existsSync(folder)) {
            throw new Error(`${folder} is missing. Build first: dotnet build src/LicenseDashboard.Web`);
        }

        const file = readdirSync(folder).find(name => /^licen[cs]e/i.test(name));
        const text = file ? readFileSync(join(folder, file), 'utf8') : '';
        const copyright = text.match(/^\s*(Copyright .*?)(?: \(https.*)?$/im)?.[1] ?? 'no copyright line';
        return { name: path.replace('node_modules/', ''), version: entry.version, folder, license: entry.license, copyright };
    }).sort(byName);
}

function told(name, text) {
    const found = words.find(([pattern]) => pattern.test(text));
    if (!found) {
        throw new Error(`The license of ${name} is not known; add its words to build/third-party.mjs.`);
    }

    return found[1];
}

/** The license files of one package into licenses/; packages of one maker with the same words share a folder. */
function keep(entry, kept) {
    const files = readdirSync(entry.folder).filter(name => /^(licen[cs]e|copying|notices?)(\.\w+)?$/i.test(name)).sort();
    const text = files.map(name => readFileSync(join(entry.folder, name), 'utf8')).join('');
    const same = kept.find(other => other.text === text);
    if (same) {
        return same.at;
    }

    const at = `licenses/${entry.name.replace('@', '').replace('/', '-')}`;
    mkdirSync(join(root, at), { recursive: true });
    for (const name of files) {
        cpSync(join(entry.folder, name), join(root, at, name));
    }

    kept.push({ at, text });
    return at;
}

function table(entries, kept) {
    const cell = text => text.replace(/&amp;/g, '&').replace(/[|\r\n]+/g, ' ').trim();
    const license = each => (wellKnown.has(each.license) ? each.license : `[${each.license}](${keep(each, kept)})`);
    const rows = entries.map(each => `| ${each.name} | ${each.version} | ${kept ? license(each) : each.license} | ${cell(each.copyright)} |`);
    return ['| package | version | license | copyright |', '|---|---|---|---|', ...rows].join('\n');
}

rmSync(join(root, 'licenses'), { recursive: true, force: true });
const kept = [];
const all = nuget();
const lesser = all.filter(each => each.shipped && each.license.startsWith('LGPL'));
const notice = lesser.length === 0 ? [] : [
    '## GNU Lesser General Public License',
    `${lesser.map(each => each.name).join(', ')}: used under the GNU Lesser General Public License, version 3 or any later version, without any change, as `
    + 'libraries of their own (`.dll` files beside the program). You may replace each by a modified version with the same interface, and may reverse '
    + 'engineer the program to debug such a change. Their source is at <https://github.com/HangfireIO>; the texts of both licenses (`COPYING`, '
    + '`COPYING.LESSER`) lie in the folder that the table names. They come without any warranty.',
];

writeFileSync(join(root, 'THIRD-PARTY.md'), [
    '# What ships with LicenseDashboard',
    'Made by `build/third-party.mjs` from the lock files; a test fails while this list and they differ. Texts of licenses that are not MIT, Apache-2.0 or '
    + 'BSD-3-Clause lie in `licenses/`.',
    '## Packages from NuGet', table(all.filter(each => each.shipped), kept),
    '## Scripts and fonts from npm', 'Those of `@svgdotjs` and `@yr` are parts of ApexCharts\' one file.', table(npm(), kept),
    ...notice,
    '## Only for building', 'Named by the same lock file, and no part of what is published.', table(all.filter(each => !each.shipped)),
].join('\n\n') + '\n');
