/** What the observer reads of the published document. It knows the program by this alone. */
export type Places = {
  readonly tables: readonly {
    readonly name: string
    readonly store: string
    readonly columns: readonly {
      readonly name: string
      readonly type: string
      readonly encrypted: boolean
      readonly holds?: readonly string[]
    }[]
    readonly partitions?: { readonly by: string; readonly every: string }
  }[]
  readonly schemas: readonly string[]
  readonly keys: readonly string[]
  readonly objects: readonly string[]
  readonly jobs: readonly { readonly name: string; readonly carries: readonly string[] }[]
  readonly hosts: readonly { readonly recipient: string; readonly reaches: unknown }[]
}

/** `undeclared`: it is there and not published. `missing`: it is published and not there. `readable`: it is published as encrypted and is not. */
export type Finding = { readonly kind: 'undeclared' | 'missing' | 'readable'; readonly place: string }

export async function readDocument(from: string): Promise<Places> {
  const { readFile } = await import('node:fs/promises')
  const text = /^https?:/.test(from) ? await (await fetch(from)).text() : await readFile(from, 'utf8')
  const { places } = JSON.parse(text) as { places?: Places }
  if (!places) throw new Error(`${from} says nothing about places`)
  return places
}

const literal = (text: string): string => text.replaceAll(/[.*+?^$()|[\]{}\\]/g, '\\$&')

/** `carts:{…}` as a regular expression; `rest`: what may follow. */
export const patternOf = (pattern: string, rest = ''): RegExp =>
  new RegExp(`^${pattern.split('{…}').map(literal).join('[A-Za-z0-9_.@-]+')}${rest}$`)

export const undeclared = (place: string): Finding => ({ kind: 'undeclared', place })
export const missing = (place: string): Finding => ({ kind: 'missing', place })
