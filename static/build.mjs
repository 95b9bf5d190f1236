/**
 * Builds what browsers get, from packages and static/src, into static/build (ignored by git):
 *
 *   site.css    every component and page style, one file, minified
 *   *.woff2     Atkinson Hyperlegible Next, one variable file for all weights (latin, and latin-ext on demand)
 *   icons.svg   one sprite of only the icons that static/icons.json names
 *   htmx.min.js filters without reload, on the search page only
 *
 * Names carry no hash here: Django's ManifestStaticFilesStorage adds one, so addresses inside the CSS are
 * relative and point at files that exist in static/.
 */
import { build, context } from "esbuild";
import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(here, "build");
const modules = join(root, "node_modules");
const font = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";

const copies = [
  [`${font}-latin-wght-normal.woff2`, "atkinson-latin.woff2"],
  [`${font}-latin-ext-wght-normal.woff2`, "atkinson-latin-ext.woff2"],
  ["htmx.org/dist/htmx.min.js", "htmx.min.js"],
];

/** Phones of some years ago too: esbuild adds prefixes and lowers what these do not know. */
const css = {
  entryPoints: [join(here, "src/site.css")],
  outfile: join(out, "site.css"),
  bundle: true,
  minify: true,
  external: ["*.woff2", "*.svg"],
  target: ["chrome90", "firefox90", "safari14"],
  legalComments: "none",
  logLevel: "warning",
};

/** The drawing inside a Tabler icon, without its frame: colour and line come from the page's CSS. */
async function drawing(name) {
  const file = join(modules, "@tabler/icons/icons/outline", `${name}.svg`);
  if (!existsSync(file)) throw new Error(`static/icons.json names "${name}", which @tabler/icons does not have`);
  const source = await readFile(file, "utf8");
  return source
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s*\n\s*/g, "")
    .replace(/ \/>/g, "/>");
}

async function sprite() {
  const icons = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    Object.entries(icons).map(async ([id, name]) => `<symbol id="${id}" viewBox="0 0 24 24">${await drawing(name)}</symbol>`),
  );
  await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  return new Set(Object.keys(icons));
}

/** A template that asks for an icon outside the sprite would show an empty square: stop the build instead. */
async function checkTemplates(known) {
  const templates = join(root, "templates");
  if (!existsSync(templates)) return;
  const files = (await readdir(templates, { recursive: true })).filter((name) => name.endsWith(".html"));
  const missing = [];
  for (const name of files) {
    const source = (await readFile(join(templates, name), "utf8")).replace(/{% comment %}[\s\S]*?{% endcomment %}/g, "");
    for (const match of source.matchAll(/(?:\{% icoon |\bicon(?:_na)?=)"([^"]+)"/g)) {
      const icon = match[1];
      if (!known.has(icon)) missing.push(`templates/${name}: ${icon}`);
    }
  }
  if (missing.length) throw new Error(`icons missing from static/icons.json:\n  ${missing.join("\n  ")}`);
}

async function report() {
  for (const name of (await readdir(out)).sort()) {
    const file = join(out, name);
    const { size } = await stat(file);
    const small = name.endsWith(".woff2") ? size : gzipSync(await readFile(file), { level: 9 }).length;
    console.log(`${relative(root, file).padEnd(36)} ${String(size).padStart(7)} bytes ${String(small).padStart(7)} gzipped`);
  }
}

const watch = process.argv.includes("--watch");
if (!watch) await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all(copies.map(([from, to]) => copyFile(join(modules, from), join(out, to))));
const known = await sprite();
await checkTemplates(known);
if (watch) {
  await (await context(css)).watch();
} else {
  await build(css);
  await report();
}
