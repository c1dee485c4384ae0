/** Plays without an address of its own, which a content security policy might forbid. Returns what stops it. */
async function play(audio: Uint8Array<ArrayBuffer>, ended: () => void): Promise<() => void> {
  const context = new AudioContext()
  const source = context.createBufferSource()
  source.buffer = await context.decodeAudioData(audio.slice().buffer)
  source.connect(context.destination)
  source.addEventListener('ended', () => {
    void context.close()
    ended()
  })
  source.start()
  return () => source.stop()
}

/** A button that plays, and stops what plays. Returns what makes it silent. */
export function playButton(
  button: HTMLButtonElement,
  audio: Uint8Array<ArrayBuffer>,
  texts: { voicePlay: string; voiceSilence: string },
): () => void {
  let stop: (() => void) | undefined
  const ended = () => {
    stop = undefined
    button.textContent = texts.voicePlay
  }
  const hush = () => {
    stop?.()
    ended()
  }
  button.addEventListener('click', async () => {
    if (stop) return hush()
    button.textContent = texts.voiceSilence
    stop = await play(audio, ended).catch(() => undefined)
    if (!stop) ended()
  })
  return hush
}
