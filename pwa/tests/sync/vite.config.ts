import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import app from "../../package.json" with { type: "json" };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The app's own code below the screens, bundled to run under Node; only the slow derivation of keys is another. */
export default defineConfig({
  root: here("../.."),
  logLevel: "warn",
  define: { __APP_VERSION__: JSON.stringify(app.version) },
  plugins: [
    {
      name: "quick-derivation",
      enforce: "pre",
      resolveId: (source) => (source.endsWith("/argon2") ? here("./derivation.ts") : null),
    },
  ],
  publicDir: false,
  build: { ssr: here("./main.ts"), minify: false, target: "node20" },
  ssr: { noExternal: true },
});
