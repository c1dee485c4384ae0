import { Problem } from '@vitrine/protocol'
import { RequestFailed } from './request-failed.ts'
import { askForSecondStep } from './second-step-needed.ts'

/** What an answer is read with: a schema of `@vitrine/protocol`, or `nothing`. */
type Reader<T> = { parse: (value: unknown) => T }
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Options = { body?: unknown; signal?: AbortSignal | undefined }

export const nothing: Reader<void> = { parse: () => undefined }

let refreshing: Promise<boolean> | undefined

/**
 * Trades the refresh cookie for new ones, once for everybody who waits: a refresh cookie works one time only. Only the
 * server's word ends a sign-in: throws when it could not give it.
 */
function refreshLogin(): Promise<boolean> {
  const trade = async () => {
    const answer = await send('POST', '/api/refresh', {})
    if (answer.status === 429 || answer.status >= 500) throw await problemOf(answer)
    return answer.ok
  }
  // The lock keeps two tabs from spending the same cookie; browsers offer it in secure contexts only.
  const locks = navigator.locks as LockManager | undefined
  refreshing ??= (locks ? locks.request('vitrine-refresh', trade) : trade()).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

async function send(method: Method, path: string, { body, signal }: Options): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } }
  if (signal) init.signal = signal
  if (body !== undefined) {
    init.headers = { ...init.headers, 'content-type': 'application/json' }
    init.body = JSON.stringify(body)
  }
  try {
    return await fetch(path, init)
  } catch (error) {
    if (signal?.aborted) throw error
    const detail = navigator.onLine ? 'The server did not answer.' : 'You are offline.'
    throw new RequestFailed({ status: 0, code: 'offline', detail, hint: 'Check the connection and try again.' })
  }
}

async function problemOf(answer: Response): Promise<RequestFailed> {
  const problem = Problem.safeParse(await answer.json().catch(() => undefined))
  if (problem.success) return new RequestFailed(problem.data)
  return new RequestFailed({
    status: answer.status,
    code: 'unexpected-answer',
    detail: `The server answered with an error (${answer.status}).`,
    hint: 'Try again in a moment.',
  })
}

/** The answer of a request that went well, after at most one renewal of the login. */
async function answerOf(method: Method, path: string, options: Options): Promise<Response> {
  let answer = await send(method, path, options)
  if (answer.status === 401) {
    const problem = await problemOf(answer)
    // A wrong password is a 401 as well; sending it again would only count as another failure.
    if (problem.code !== 'sign-in-required' || !(await refreshLogin())) throw problem
    answer = await send(method, path, options)
  }
  if (answer.ok) return answer
  const problem = await problemOf(answer)
  if (problem.code === 'second-step-required') askForSecondStep()
  throw problem
}

async function call<T>(method: Method, path: string, reader: Reader<T>, options: Options): Promise<T> {
  const answer = await answerOf(method, path, options)
  if (reader === nothing) return reader.parse(undefined)
  try {
    return reader.parse(await answer.json())
  } catch {
    const detail = 'The server answered something this page does not understand.'
    const hint = 'Reload: a newer version of the dashboard may be there.'
    throw new RequestFailed({ status: answer.status, code: 'unexpected-answer', detail, hint })
  }
}

/** The server's API. Every failure is a `RequestFailed`. */
export const api = {
  get: <T>(path: string, reader: Reader<T>, signal?: AbortSignal) => call('GET', path, reader, { signal }),
  /** As it came, for what is only passed on. */
  bytes: async (path: string, signal?: AbortSignal) => (await answerOf('GET', path, { signal })).arrayBuffer(),
  post: <T>(path: string, reader: Reader<T>, body: unknown = {}) => call('POST', path, reader, { body }),
  put: <T>(path: string, reader: Reader<T>, body: unknown) => call('PUT', path, reader, { body }),
  patch: <T>(path: string, reader: Reader<T>, body: unknown) => call('PATCH', path, reader, { body }),
  delete: <T>(path: string, reader: Reader<T>) => call('DELETE', path, reader, {}),
  /** Pictures and sound. */
  blob: async (path: string, signal?: AbortSignal) => (await answerOf('GET', path, { signal })).blob(),
}
