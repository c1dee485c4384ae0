/** What the documents must know about one installation besides the declarations. */
export type Installation = {
  readonly operator: {
    readonly name: string
    readonly address: string
    readonly country: string
    readonly contact: string
    readonly privacyContact: string
  }
  readonly publicUrl: string
  /** Ids of the recipients that this configuration makes active. */
  readonly activeRecipients: readonly string[]
  readonly region: string
}
