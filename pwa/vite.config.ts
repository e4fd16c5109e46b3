import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import app from "./package.json" with { type: "json" };
import { budget } from "./tools/budget.ts";
import { compress } from "./tools/compress.ts";
import { manifests } from "./tools/manifest.ts";
import { serviceWorker } from "./tools/service-worker.ts";

/** What this app tells the server of itself; the build of an older or newer one is told otherwise. */
const version = process.env.HEARTH_APP_VERSION ?? app.version;
const SERVER = "http://127.0.0.1:8000";

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    preact({ devToolsEnabled: false }),
    budget({ limit: 110_000 }),
    manifests(),
    serviceWorker({ entry: "src/sw/worker.ts", version }),
    compress(),
  ],
  build: {
    outDir: "dist",
    target: "es2022",
    // Inlined images would need style or script exceptions in the content security policy to be sure of.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first screen needs is one file: each further one is a way to the network or the worker and back.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
  worker: { format: "es" },
  server: { host: "127.0.0.1", proxy: { "/api": SERVER, "/healthz": SERVER } },
  preview: { host: "127.0.0.1", proxy: { "/api": SERVER, "/healthz": SERVER } },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}", "tools/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 20_000,
  },
});
