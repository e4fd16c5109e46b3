// Holds the app's rooms apart: who may import whom, and that no import leads back, types included.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { exit } from "node:process";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

/** From the top down: a room imports from the lines below its own. */
const LEVELS = [
  ["."],
  ["features"],
  ["ui"],
  ["words"],
  ["store"],
  ["device"],
  ["entities"],
  ["replica"],
  ["api", "crypto", "trust"],
  ["domain"],
];
/** The service worker is an app of its own; the catalogues take from below only the names that they translate. */
const MAY = { sw: ["device", "entities", "replica", "api", "domain"], words: ["api", "domain"] };
const isTest = (file) => /\.test\.tsx?$/.test(file) || file === "ui/testing.tsx";

const files = readdirSync(SRC, { recursive: true }).filter((file) => /\.tsx?$/.test(file) && !isTest(file));
const known = new Set(files);
const roomOf = (file) => (file.includes("/") ? file.slice(0, file.indexOf("/")) : ".");
const levelOf = (room) => LEVELS.findIndex((rooms) => rooms.includes(room));

/** @returns {string[]} what `file` imports of the app's own files */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SRC, file), "utf8"), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const path = relative(SRC, resolve(SRC, dirname(file), fileName));
    return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((found) => known.has(found)) ?? [];
  });
}

/** @returns {boolean} whether one room may import from the other */
function mayImport(from, to) {
  if (from === to) return true;
  if (MAY[from]) return MAY[from].includes(to);
  return levelOf(from) < levelOf(to);
}

/** @returns {string[][]} the circles of a graph, each as the way round */
function circlesOf(graph) {
  const circles = [];
  const done = new Set();
  const visit = (node, way) => {
    if (way.includes(node)) circles.push([...way.slice(way.indexOf(node)), node]);
    if (done.has(node) || way.includes(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

const graph = new Map(files.map((file) => [file, importsOf(file)]));
const folders = new Map();
for (const [file, imported] of graph) {
  for (const other of imported) {
    const [from, to] = [dirname(file), dirname(other)];
    if (from !== to) folders.set(from, new Set([...(folders.get(from) ?? []), to]));
  }
}
const forbidden = [...graph].flatMap(([file, imported]) =>
  imported.filter((other) => !mayImport(roomOf(file), roomOf(other))).map((other) => `${file} may not import ${other}`),
);
const circles = [...circlesOf(graph), ...circlesOf(folders)].map((way) => `circle: ${way.join(" -> ")}`);
const found = [...new Set([...forbidden, ...circles])];
for (const line of found) process.stderr.write(`${line}\n`);
exit(found.length > 0 ? 1 : 0);
