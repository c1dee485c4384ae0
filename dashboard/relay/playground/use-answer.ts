import { useEffect, useRef, useState } from 'react'
import { failureOf, type RequestFailed } from '../../shell/request-failed.ts'
import { type Asked, askRelay, type Tokens } from './ask-relay.ts'

export type Answer = {
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  readonly text: string
  readonly headers: Headers | undefined
  readonly tokens: Tokens | undefined
  readonly error: RequestFailed | undefined
  /** Milliseconds from asking to the first word, and to the last. */
  readonly firstWordMs: number | undefined
  readonly totalMs: number | undefined
}

const nothing: Answer = {
  state: 'running',
  text: '',
  headers: undefined,
  tokens: undefined,
  error: undefined,
  firstWordMs: undefined,
  totalMs: undefined,
}

/** One answer at a time, word by word. Leaving the page stops it. */
export function useAnswer() {
  const [answer, setAnswer] = useState<Answer>()
  const running = useRef<AbortController>(undefined)
  const stop = () => running.current?.abort()
  useEffect(() => () => running.current?.abort(), [])

  async function ask(asked: Asked) {
    stop()
    const control = new AbortController()
    running.current = control
    const began = performance.now()
    const change = (part: Partial<Answer>) => {
      if (running.current === control) setAnswer((now) => ({ ...(now ?? nothing), ...part }))
    }
    setAnswer(nothing)
    try {
      let [text, firstWordMs] = ['', undefined as number | undefined]
      for await (const news of askRelay(asked, control.signal)) {
        if (news.kind === 'text') {
          firstWordMs ??= performance.now() - began
          text += news.text
          change({ text, firstWordMs })
        } else if (news.kind === 'headers') change({ headers: news.headers })
        else change({ tokens: news.tokens })
      }
      change({ state: 'done', totalMs: performance.now() - began })
    } catch (error) {
      if (control.signal.aborted) change({ state: 'stopped', totalMs: performance.now() - began })
      else change({ state: 'failed', error: failureOf(error), totalMs: performance.now() - began })
    }
  }
  return { answer, ask, stop }
}
