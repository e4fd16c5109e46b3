import { resolve } from "node:path";
import type { Plugin, ResolvedConfig } from "vite";

/** A plugin that works on the built files once all are on disk, after those named before it. `dist` is where they lie. */
export function afterBuild(name: string, work: (dist: string, config: ResolvedConfig) => Promise<void>): Plugin {
  let config: ResolvedConfig;
  return {
    name,
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler: () => work(resolve(config.root, config.build.outDir), config),
    },
  };
}
