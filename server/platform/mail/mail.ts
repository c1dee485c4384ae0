export type Message = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Hands letters to the mail server of the installation. */
export interface Mail {
  /** `refused`: the server will not take it, neither now nor later. Throws when a later try may succeed. */
  send(message: Message): Promise<'sent' | 'refused'>
}
