import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { afterBuild } from "./after-build.ts";

const TEXT = /\.(html|js|css|svg|json|webmanifest)$/;
/** Below this a packet carries it either way. */
const LEAST_BYTES = 1000;

/** Writes .br and .gz beside every text file, so that a server without a proxy sends as little. */
export function compress(): Plugin {
  return afterBuild("hearth:compress", async (dist) => {
    const entries = await readdir(dist, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile() && TEXT.test(one.name))) {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      if (bytes.length < LEAST_BYTES) continue;
      await writeFile(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
      await writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  });
}
