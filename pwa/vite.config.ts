import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import { budget } from "./tools/budget.ts";
import { compress } from "./tools/compress.ts";
import { serviceWorker } from "./tools/service-worker.ts";

const SERVER = "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false }), budget({ limit: 110_000 }), serviceWorker({ entry: "src/sw/worker.ts" }), compress()],
  build: {
    outDir: "dist",
    target: "es2022",
    // Inlined images would need style or script exceptions in the content security policy to be sure of.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
