/** One file on its way into a copy. */
export type ExportFile = {
  readonly path: string
  /** The declared place that its content is from; `undefined`: made for the copy itself. */
  readonly place?: string
  readonly compress: boolean
  readonly body: AsyncIterable<Uint8Array>
}

/** What the manifest says about one file. */
export type Listed = {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** Of lines, in files that have them. */
  readonly entries?: number
  readonly place?: string
}
