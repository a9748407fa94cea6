// Once without a nonce, for pages that caches may keep, and once with the place for one: `NONCE=1 vite build`.
import { resolve } from "node:path";
import { defineConfig } from "vite";

const nonce = process.env.NONCE;

export default defineConfig({
  build: {
    outDir: nonce ? "dist-nonce" : "dist",
    rollupOptions: { input: ["index.html", "about/index.html"].map((page) => resolve(import.meta.dirname, page)) },
  },
  html: nonce ? { cspNonce: "{{nonce}}" } : {},
});
