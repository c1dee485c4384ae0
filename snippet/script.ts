import type { InstallationKey, Options, VitrineApi } from './api.ts'
import type { Parts } from './boot/parts.ts'
import { createVitrine } from './boot/vitrine.ts'

declare global {
  interface Window {
    Vitrine?: VitrineApi
  }
}

/** Filled in by the build: tells the files of one build from those of another. */
declare const __BUILD__: string
/** The server replaces this name by its public key, as JSON, when it serves the file. */
declare const __VITRINE_PUBLIC_KEY__: InstallationKey

function installationKey(): InstallationKey | undefined {
  try {
    return __VITRINE_PUBLIC_KEY__
  } catch {
    return undefined
  }
}

/** Files of the same build from the same server. `import()` hands this script's nonce on. */
function partsFrom(server: string): Parts {
  const file = (name: string) => `${server}vitrine/${name}.js?v=${__BUILD__}`
  return {
    recorder: () => import(file('recorder')),
    extras: () => import(file('extras')),
    files: () => import(file('files')),
    dialog: () => import(file('dialog')),
    review: () => import(file('review')),
    voice: () => import(file('voice')),
    sender: () => import(file('sender')),
    preview: () => import(file('preview')),
    worker: file('worker'),
    workerHere: () => import(file('worker')),
  }
}

function optionsOf({ project, locale, button, theme, consent }: DOMStringMap): Partial<Options> {
  return {
    ...(project && { key: project }),
    ...(locale && { locale }),
    ...(button === 'hidden' && { button: false }),
    ...((theme === 'light' || theme === 'dark') && { theme }),
    ...(consent === 'required' && { consent }),
  }
}

function start(script: HTMLScriptElement): void {
  const server = new URL('.', script.src).href
  const installation = installationKey()
  const preset: Partial<Options> = { server, ...(installation && { installation }), ...optionsOf(script.dataset) }
  const vitrine = createVitrine(partsFrom(server), preset)
  window.Vitrine ??= vitrine
  if (preset.key) vitrine.init({ server, key: preset.key })
}

const script = document.currentScript ?? document.querySelector('script[src*="/v.js"]')
if (script instanceof HTMLScriptElement) start(script)
