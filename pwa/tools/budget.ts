import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/**
 * Fails the build when the first visit costs more than `limit` bytes: the page, every script it reaches without a
 * dynamic import, all style and all fonts, compressed as the server sends them (fonts are compressed already).
 */
export function budget({ limit }: { limit: number }): Plugin {
  return {
    name: "hearth:budget",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const first = new Set<string>();
        const reach = (name: string): void => {
          const file = bundle[name];
          if (file?.type !== "chunk" || first.has(name)) return;
          first.add(name);
          for (const next of file.imports) reach(next);
        };
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === "asset" && /\.(html|css|woff2)$/.test(name)) first.add(name);
        }
        const page = bundle["index.html"];
        const scripts = [...String(page?.type === "asset" && page.source).matchAll(/<script[^>]* src="\/([^"]+)"/g)];
        if (scripts.length === 0) this.error("The page names no script: nothing can be counted.");
        for (const [, name = ""] of scripts) reach(name);
        const sizes = [...first].map((name) => {
          const file = bundle[name];
          const bytes = Buffer.from(file?.type === "chunk" ? file.code : (file?.source ?? ""));
          return { name, size: name.endsWith(".woff2") ? bytes.length : gzipSync(bytes).length };
        });
        const total = sizes.reduce((sum, { size }) => sum + size, 0);
        const table = sizes.map(({ name, size }) => `  ${String(size).padStart(7)}  ${name}`).join("\n");
        this.info(`first visit ${total} of ${limit} bytes\n${table}`);
        if (total > limit) this.error(`The first visit costs ${total} bytes, over the budget of ${limit}.`);
      },
    },
  };
}
