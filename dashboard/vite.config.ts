import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const pages = { index: here('./index.html'), player: here('./player/player.html') }

/** Tells which packages went into the build, for the licences that have to go with them. */
const nameThirdParty = (): Plugin => ({
  name: 'name-third-party',
  generateBundle() {
    const names = Array.from(
      this.getModuleIds(),
      (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id.replaceAll('\\', '/'))?.[1],
    ).filter((name) => name !== undefined)
    const source = JSON.stringify([...new Set(names)].sort())
    this.emitFile({ type: 'asset', fileName: 'third-party.json', source })
  },
})

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react(), nameThirdParty()],
  build: {
    outDir: here('./dist'),
    emptyOutDir: true,
    target: 'es2023',
    // The server's policy allows files of its own origin only, so nothing may become a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: Object.fromEntries(Object.entries(pages).filter(([, path]) => existsSync(path))) },
  },
})
