/** Fetched with the token in the body, past every log and history, and handed to the browser as a file. */
export async function saveCopy(token: string): Promise<void> {
  const answer = await fetch('/v1/visitor/export/download', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  if (!answer.ok) throw new Error(`The copy was answered with ${answer.status}.`)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = 'data.zip'
  link.click()
  // Browsers read the file on their own time, after a question to the visitor maybe; taking it away early ends the download.
  setTimeout(() => URL.revokeObjectURL(address), 300_000)
}
