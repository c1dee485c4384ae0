/** One recorder in a page, behind what all of them can do. Its script puts it at `window.contender`. */
export interface Contender {
  /** Turns it on against the local sink; a promise ends when it says that it records. */
  start(sink: string): unknown
  /** Sends what is left. */
  finish(): unknown
}

declare global {
  interface Window {
    contender: Contender
  }
}
