/** `credential`: must not be found in any mode. `personal`: not in `balanced` either. `text`: not in `strict`. */
export type SecretKind = 'credential' | 'personal' | 'text'

/** Where a secret goes: markup of the page, or code that runs at once or when `#later` is clicked. */
export type Plant = {
  readonly head?: string
  readonly body?: string
  readonly run?: string
  readonly later?: string
  /** What the site has to serve for it, by path. */
  readonly files?: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer }>>
}

export type Secret = {
  readonly id: string
  readonly channel: string
  readonly kind: SecretKind
  readonly value: string
  readonly plant: Plant
  /** Text that has to be hidden in `balanced` too: what people type or choose, and what nobody sees. */
  readonly private?: true
}

export type Placed = (value: string) => Plant

/** Words that occur nowhere else, and that no detector knows. */
export const words = (id: string): string => `Wombat${id.replaceAll('-', '')}Lagoon`
export const code = (id: string): string =>
  `${[...id].map((char) => char.charCodeAt(0).toString(36)).join('')}Xy9`.slice(-24).padStart(24, 'Qz7k')
export const mail = (id: string): string => `wombat.${id}@planted.example`
export const quote = (value: string): string => JSON.stringify(value)

export const secret =
  (channel: string, kind: SecretKind, valueOf: (id: string) => string) =>
  (id: string, place: Placed, hidden?: true): Secret => {
    const value = valueOf(id)
    return { id, channel, kind, value, plant: place(value), ...(hidden && { private: hidden }) }
  }

export const fixed = (channel: string, kind: SecretKind, id: string, value: string, place: Placed): Secret =>
  secret(channel, kind, () => value)(id, place)

export const paragraph: Placed = (value) => ({ body: `<p>${value}</p>` })

/** Text that comes when `#later` is clicked. */
export const later: Placed = (value) => ({ later: `document.body.append(${quote(value)})` })

/** Code that adds an open shadow root. */
export const shadow = (html: string): string =>
  `{ const host = document.createElement('div'); document.body.append(host); host.attachShadow({ mode: 'open' }).innerHTML = ${quote(html)} }`
/** Code whose promise has to be settled before the report is made. */
export const settling = (promise: string): string => `(window.plants ??= []).push(${promise})`
/** Code that types into a field. */
export const typing = (id: string, value: string): string =>
  `{ const field = document.getElementById('${id}'); field.focus(); field.value = ${quote(value)}; field.dispatchEvent(new InputEvent('input', { bubbles: true })) }`
