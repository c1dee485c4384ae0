/** The way out is shut. Says what to write, never what was to be sent. */
export class EgressError extends Error {
  override readonly name = 'EgressError'
  readonly host: string

  constructor(host: string) {
    super(
      `Nothing may be sent to ${host}: no active recipient declares it. Write recipient('…', { hosts: ['${host}'], … }) beside what sends it, and list it in declarations.ts.`,
    )
    this.host = host
  }
}
