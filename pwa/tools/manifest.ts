import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";
import { de } from "../src/words/de";
import { es } from "../src/words/es";

/** Writes the manifest of each other language beside the English one; src/words/index.ts says which one the page names. */
export function manifests(): Plugin {
  return {
    name: "hearth:manifests",
    apply: "build",
    async generateBundle() {
      const english = JSON.parse(await readFile(join(import.meta.dirname, "../public/manifest.webmanifest"), "utf8"));
      for (const [lang, { common }] of Object.entries({ es, de })) {
        const names = [common.shortcuts.add, common.shortcuts.check_in];
        const shortcuts = english.shortcuts.map((one: object, index: number) => ({ ...one, name: names[index] }));
        const source = JSON.stringify({ ...english, lang, shortcuts }, null, 2);
        this.emitFile({ type: "asset", fileName: `manifest.${lang}.webmanifest`, source });
      }
    },
  };
}
