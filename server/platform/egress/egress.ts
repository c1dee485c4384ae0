/** The way out. A host that no active recipient declares can't be reached. */
export interface Egress {
  /** `entered`: a member chose the address, so that it is treated like one even where it is a host of our own. */
  fetch(url: string | URL, init?: RequestInit & { readonly entered?: boolean }): Promise<Response>
  allows(host: string): boolean
}
