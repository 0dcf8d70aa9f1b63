import { defineConfig } from 'vitest/config'

const here = import.meta.dirname

export default defineConfig({
  root: here,
  base: '/static/',
  // Templates name the sources ("src/main.ts"); django-vite finds the built files in the manifest.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // Data URLs would need exceptions in the content security policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script in disguise and no supported browser needs it.
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['src/main.ts', 'src/room/main.tsx', 'src/goals/main.ts', 'src/reporting/main.ts', 'src/netcheck/main.ts', 'src/workshop/main.tsx'].map((entry) => `${here}/${entry}`) },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { port: 5173, strictPort: true, cors: true },
  test: {
    root: here,
    include: ['tests/**/*.test.{ts,tsx}'],
    // The live client knows no browser; only the interface tests ask for one, in their first line.
    environment: 'node',
    restoreMocks: true,
  },
})
