import { readFileSync } from 'node:fs'

type Manifest = { readonly scripts: { readonly start: string } }

const { scripts }: Manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/** The options that `npm start` gives Node: what is measured runs as what is run. */
export const asStarted: readonly string[] = scripts.start.split(' ').filter((word) => word.startsWith('--'))
