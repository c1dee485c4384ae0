/** Plays without an address of its own, which a content security policy might forbid. Returns what stops it. */
export async function play(audio: Uint8Array<ArrayBuffer>, ended: () => void): Promise<() => void> {
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
