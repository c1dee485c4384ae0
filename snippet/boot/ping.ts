/** Tells the project that the snippet is on this origin: no id, nothing about page or visitor. */
export async function ping(send: typeof fetch, server: string, key: string): Promise<void> {
  // As text no preflight precedes it: one request, not two.
  const headers = { 'content-type': 'text/plain' }
  const body = `{"key":"${key}"}`
  const options: RequestInit = { method: 'POST', headers, body, credentials: 'omit', referrerPolicy: 'no-referrer' }
  await send(`${server}v1/ping`, options).catch(() => {})
}
