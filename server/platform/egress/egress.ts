/** The way out. A host that no active recipient declares can't be reached. */
export interface Egress {
  fetch(url: string | URL, init?: RequestInit): Promise<Response>
  allows(host: string): boolean
}
