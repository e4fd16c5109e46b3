import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { build, type Plugin } from "vite";
import { afterBuild } from "./after-build.ts";

/** Builds the service worker to /sw.js, and tells it which files to keep. */
export function serviceWorker({ entry, version }: { entry: string; version: string }): Plugin {
  return afterBuild("hearth:service-worker", async (dist, config) => {
    const files = await precached(dist);
    await build({
      configFile: false,
      root: config.root,
      publicDir: false,
      logLevel: "warn",
      define: {
        __FILES__: JSON.stringify(files.urls),
        __VERSION__: JSON.stringify(files.version),
        __APP_VERSION__: JSON.stringify(version),
      },
      build: {
        outDir: config.build.outDir,
        emptyOutDir: false,
        target: "es2022",
        rollupOptions: { input: join(config.root, entry), output: { format: "iife", entryFileNames: "sw.js" } },
      },
    });
  });
}

/** URLs of the built files, "/" for the shell, and a version that changes when any of their bytes does. */
async function precached(dist: string): Promise<{ urls: string[]; version: string }> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => path !== "sw.js" && !path.endsWith(".map") && !path.endsWith(".txt"))
    .sort();
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(await readFile(join(dist, path)));
  // The shell is asked for by its directory: some servers answer /index.html with a redirect, which must never be cached.
  const urls = paths.map((path) => (path === "index.html" ? "/" : `/${path}`));
  return { urls, version: hash.digest("hex").slice(0, 16) };
}
