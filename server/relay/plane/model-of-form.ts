/** The field `model` of a form, without taking the form apart: files pass as they came. */
export function modelOfForm(body: Buffer, contentType: string): string | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return undefined
  const name = body.indexOf('name="model"')
  if (name < 0) return undefined
  const start = body.indexOf('\r\n\r\n', name)
  const end = body.indexOf(`\r\n--${boundary}`, start)
  if (start < 0 || end < 0 || end - start > 300) return undefined
  return body.toString('utf8', start + 4, end)
}

/** The same form with another model. */
export function withFormModel(body: Buffer, contentType: string, model: string): Buffer {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1] ?? ''
  const start = body.indexOf('\r\n\r\n', body.indexOf('name="model"')) + 4
  const end = body.indexOf(`\r\n--${boundary}`, start)
  return Buffer.concat([body.subarray(0, start), Buffer.from(model), body.subarray(end)])
}
