import type { LookupFunction } from 'node:net'

/** How sockets to a host are made that stay open; `done` once there will be no more. */
export type Connector = { readonly how: { readonly lookup?: LookupFunction }; readonly done: () => void }

/**
 * A member chose the address, so that it is treated like one even where it is a host of our own. `public`: at public
 * addresses only, even where another member may reach the same host at others.
 */
export type Entered = boolean | 'public'

/** The way out. A host that no active recipient declares can't be reached. */
export interface Egress {
  fetch(url: string | URL, init?: RequestInit & { readonly entered?: Entered }): Promise<Response>
  allows(host: string): boolean
  /** For who keeps connections of their own to an origin. Refuses what `fetch` refuses. */
  connector(origin: string): Promise<Connector>
}
