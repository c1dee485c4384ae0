/** The provider reported an error where an answer was expected. Its message is meant for the client. */
export class UpstreamError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The stream stopped before the end that its dialect asks for. */
export class StreamCut extends Error {
  constructor() {
    super('The provider ended the stream before it was complete.')
  }
}
