import type { VoiceNote } from '@vitrine/protocol'
import { sha256 } from '../buffer/sha256.ts'

/** What was said, and the moments of the page that it goes with. */
export type SpokenNote = { note: VoiceNote; audio: Uint8Array<ArrayBuffer> }

/** While the visitor speaks. */
export type Take = {
  /** 0 to 1. */
  level: () => number
  elapsedMs: () => number
  readonly paused: boolean
  pause: () => void
  resume: () => void
  /** Ends and gives the note; `undefined` when nothing was heard. */
  stop: () => Promise<SpokenNote | undefined>
  /** Ends and forgets. */
  drop: () => void
}

const type = 'audio/webm;codecs=opus'
const longestMs = 300_000
/** Speech stays clear at this rate; five minutes are about 1 MB. */
const bitsPerSecond = 24_000

/** How loud it is now, on a scale on which speech fills most of the meter. */
function meter(stream: MediaStream): { level: () => number; close: () => void } {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const level = () => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
    return Math.min(1, Math.max(0, 1 + Math.log10(power + 1e-6) / 5))
  }
  return { level, close: () => void context.close() }
}

/** Which stretches of time were spoken in; pauses lie between them. */
function createStretches() {
  const done: VoiceNote['stretches'] = []
  let open: { at: number; began: number } | undefined
  const spoken = () => done.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const running = () => (open ? Math.round(performance.now() - open.began) : 0)
  return {
    done,
    elapsed: () => spoken() + running(),
    begin() {
      open ??= { at: Date.now(), began: performance.now() }
    },
    end() {
      if (open) done.push({ at: open.at, offsetMs: spoken(), durationMs: running() })
      open = undefined
    },
  }
}

function mute(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** Asks for the microphone and begins; rejects when the visitor or the browser says no. `full`: the time is up. */
export async function beginTake(full: () => void): Promise<Take> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  try {
    return record(stream, full)
  } catch (error) {
    mute(stream)
    throw error
  }
}

function record(stream: MediaStream, full: () => void): Take {
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond })
  const pieces: Blob[] = []
  const stretches = createStretches()
  const { level, close } = meter(stream)
  const ended = new Promise<void>((done) => recorder.addEventListener('stop', () => done(), { once: true }))
  const timer = setInterval(() => stretches.elapsed() >= longestMs && full(), 250)
  recorder.addEventListener('dataavailable', ({ data }) => void pieces.push(data))
  recorder.addEventListener('start', stretches.begin)
  recorder.start(1_000)

  const end = async () => {
    clearInterval(timer)
    stretches.end()
    if (recorder.state !== 'inactive') recorder.stop()
    mute(stream)
    close()
    await ended
  }
  return {
    level,
    elapsedMs: stretches.elapsed,
    get paused() {
      return recorder.state === 'paused'
    },
    pause() {
      recorder.pause()
      stretches.end()
    },
    resume() {
      recorder.resume()
      stretches.begin()
    },
    async stop() {
      await end()
      const audio = new Uint8Array(await new Blob(pieces).arrayBuffer())
      if (audio.length === 0 || stretches.done.length === 0) return undefined
      const durationMs = Math.min(600_000, stretches.elapsed())
      const note = { bytes: audio.length, sha256: await sha256(audio), durationMs, stretches: stretches.done }
      return { note, audio }
    },
    drop: () => void end(),
  }
}
